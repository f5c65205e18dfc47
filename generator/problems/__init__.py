"""What is wrong with an author's input, where, and how to mend it: a diagnostic as data."""

from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

Severity = Literal["error", "warning"]
CELL: Final = 1 << 32
"""In a notebook a line is this many times the number of its cell, and the line within that cell."""


class Place(Struct, frozen=True, order=True):
    """Where in the site: a path relative to its root, a line and a column.

    Lines and columns count from 1; 0 means the whole file or the whole line.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if self.line >= CELL:
            return f"{self.path}, {self.row}"
        parts = [self.path, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)

    @property
    def row(self) -> str:
        """Say its line in words: ``line 7``, or in a notebook ``cell 3, line 2``."""
        cell, line = divmod(self.line, CELL)
        parts = [f"{word} {number}" for word, number in (("cell", cell), ("line", line)) if number]
        return ", ".join(parts)


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


ALIKE, ALIKE_IF_SHORT = 0.7, 0.6
SHORT = 3
"""Of so few letters, two of which changed places, a third is another."""


def nearest(word: str, known: Iterable[str], alike: float | None = None) -> str | None:
    """Return the known word that looks most like the given one, if any looks so much alike."""
    # Most builds have nothing to suggest.
    from difflib import get_close_matches

    by_folded = {candidate.casefold(): candidate for candidate in known}
    enough = alike or (ALIKE_IF_SHORT if len(word) <= SHORT else ALIKE)
    matches = get_close_matches(word.casefold(), by_folded, n=1, cutoff=enough)
    return by_folded[matches[0]] if matches else None


def suggestion(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the hint that asks for the nearest known word, or another where none is near."""
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else otherwise


def many(count: int, word: str) -> str:
    """Say how many there are of something."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def shortened(text: str, most: int) -> str:
    """Return the beginning of a text that is longer than so many letters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
