"""IMPORTS: which files a script or a style sheet of an author's loads by their names."""

from msgspec import Struct

from generator.data.reference import File
from generator.engine import Made, Read

SCRIPTS = (".js", ".mjs")
STYLES = (".css",)


class Import(Struct, frozen=True):
    """A file that another one names, relative to itself; ``source`` is that line of it."""

    target: str
    line: int
    column: int
    source: str


class Imports(Struct, frozen=True):
    """All that one file names."""

    found: tuple[Import, ...] = ()


def find_imports(value: File, read: Read) -> Made[Imports]:
    """Find what a script or a style sheet loads."""
    # What reads JavaScript is only loaded where a script changed.
    from generator.charts.exhibit.scanning import scan

    return scan(value, read)
