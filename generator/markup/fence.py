"""A fence, as a grammar found it."""

from msgspec import Struct


class Fence(Struct, frozen=True):
    """One fence; ``first`` is its line, counted from 0, ``column`` that of its mark, from 1.

    ``indent`` are the characters before the content of each line, ``opening`` is the first line.
    """

    mark: str
    info: str
    content: str
    first: int
    column: int
    indent: int
    closed: bool
    opening: str
