"""Letters that no drawing can hold."""

import re

UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""XML has none of them: marks of control, halves of letters."""


def named(letter: str) -> str:
    """Return how a letter is called that cannot be written."""
    return f"U+{ord(letter):04X}"
