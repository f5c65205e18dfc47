"""IMPORTS: which files a script or a style sheet of an author's loads by their names."""

from msgspec import Struct


class Import(Struct, frozen=True):
    """A file that another one names, relative to itself; ``source`` is that line of it."""

    target: str
    line: int
    column: int
    source: str


class Imports(Struct, frozen=True):
    """All that one file names."""

    found: tuple[Import, ...] = ()
