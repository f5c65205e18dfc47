"""What enters from outside: the clock, the environment, and how we were called."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path


def now() -> datetime:
    """Return the time that a command works for."""
    return datetime.now(UTC)


def variables() -> dict[str, str]:
    """Return the variables of the environment that settings may come from."""
    return {name: text for name, text in os.environ.items() if name.startswith("GENERATOR_")}


def command() -> str:
    """Return how we were called, as an author would type it again."""
    return "postrock" if Path(sys.argv[0]).stem == "postrock" else "python -m generator"
