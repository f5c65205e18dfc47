"""Fault: what is wrong with a text, before it is known which file the text stands in."""

Path = tuple[str | int, ...]
Spot = tuple[int, int]
"""A line and a column within the text, both counted from 1; line 0 is the line above it."""


class Fault(Exception):
    """What is wrong with a text, and where in it."""

    def __init__(self, message: str, spot: Spot, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.spot, self.hint = message, spot, hint
