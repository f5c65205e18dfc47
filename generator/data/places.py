"""Where a character stands in a text."""

from generator.problems.fault import Spot, spot_at


def spot_of(text: str, offset: int) -> Spot:
    """Return the line and column of a character; behind the last line it is the last one's end."""
    return spot_at(text, min(offset, len(text.rstrip())))
