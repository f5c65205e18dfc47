"""``python -m generator``."""

import gc
import os
import signal
import sys

RARELY = 100_000
"""Nearly all that a build allocates lives to its end: looking for garbage often finds none."""


def run() -> int:
    """Run the command line."""
    _end_at_once_on_signals()
    gc.set_threshold(RARELY, 20, 20)
    from generator.cli import main
    from generator.engine.ending import end_on_signals, finish

    end_on_signals()
    return finish(main())


def _end_at_once_on_signals() -> None:
    """End without a word while modules load: nothing has begun."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda number, frame: os._exit(128 + number))


if __name__ == "__main__":
    sys.exit(run())
