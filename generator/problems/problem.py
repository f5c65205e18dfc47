"""Problem and Place: a diagnostic as data; how it looks is decided elsewhere."""

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]


class Place(Struct, frozen=True, order=True):
    """Where in the site: a path relative to its root, a line and a column.

    Lines and columns count from 1; 0 means the whole file or the whole line.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


class Problem(Struct, frozen=True):
    """One thing that the author should know, kept with the result it belongs to.

    ``source`` is the line of text at ``place``, so that a cached warning can be
    shown again without opening the file.
    """

    message: str
    place: Place | None = None
    hint: str = ""
    source: str = ""
    severity: Severity = "error"
