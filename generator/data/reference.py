"""Reference: a dataset as a block names it; and Script, which names some in its code."""

import re

from msgspec import Struct

from generator.engine import Blob
from generator.problems import Place

_WEB = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


class Reference(Struct, frozen=True):
    """A dataset's name as a block wrote it, and where; ``source`` is that line."""

    name: str
    place: Place
    source: str


class File(Struct, frozen=True):
    """A file of the site that a figure is made from: its name in the block, its path, its bytes.

    One that only a script of the figure's imports has no name.
    """

    name: str
    path: str
    blob: Blob


class Script(Struct, frozen=True):
    """The Python of a figure, by the figure's index, without the options at its head.

    ``noticed`` are datasets and files that it may mean without declaring them. That one is not
    there is no problem: the word may mean something else.
    """

    figure: int
    text: str
    noticed: tuple[Reference, ...]


def is_web(name: str) -> bool:
    """Tell whether a dataset's name is an address on the web."""
    return bool(_WEB.match(name))
