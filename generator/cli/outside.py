"""What enters from outside: the clock and the environment, read here alone."""

import os
from datetime import UTC, datetime


def now() -> datetime:
    """Return the time that a command works for."""
    return datetime.now(UTC)


def variables() -> dict[str, str]:
    """Return the variables of the environment that settings may come from."""
    return {name: text for name, text in os.environ.items() if name.startswith("GENERATOR_")}
