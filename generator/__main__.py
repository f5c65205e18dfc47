"""``python -m generator``."""

import gc
import sys

RARELY = 100_000
"""Nearly all that a build allocates lives to its end: looking for garbage often finds none."""


def run() -> int:
    """Run the command line."""
    gc.set_threshold(RARELY, 20, 20)
    from generator.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(run())
