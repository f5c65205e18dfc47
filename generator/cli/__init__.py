"""The commands, and how they speak to a person.

Here is what a command shares with the process that it runs in: clock, environment, and exit codes.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

DONE, PROBLEM, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: nothing wrong, the author's problem, a wrong call, our bug, interrupted."""


def now() -> datetime:
    """Return the time that a command works for."""
    return datetime.now(UTC)


def variables() -> dict[str, str]:
    """Return the variables of the environment that settings may come from."""
    return {name: text for name, text in os.environ.items() if name.startswith("GENERATOR_")}


def command() -> str:
    """Return how we were called, as an author would type it again."""
    return "postrock" if Path(sys.argv[0]).stem == "postrock" else "python -m generator"
