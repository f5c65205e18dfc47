"""The line in which a problem stands, cut to a width, and where its caret belongs."""

import re
import unicodedata

from msgspec import Struct

from generator.problems import CELL, Problem
from generator.problems.regex import regex

WIDEST = 96
TAB = 4

LINE_BREAK = regex("\r\n|[\r\n\u2028\u2029]")
# Controls, and characters that reorder or hide what follows them.
_HARMFUL = regex(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


class Excerpt(Struct, frozen=True):
    """The line of a problem; ``caret`` is the cell of its column, None for the whole line.

    ``line`` is its number, 0 where it has none: what a notebook's cell puts out has no lines.
    """

    line: int
    text: str
    caret: int | None = None


def excerpt(problem: Problem) -> Excerpt | None:
    """Return the line of a problem as it may be shown, nothing where it is not known."""
    place, source = problem.place, LINE_BREAK.split(problem.source)[0]
    if place is None or not place.line or not source.strip():
        return None
    text, offset = _window(source, place.column)
    return Excerpt(place.line % CELL, text, offset if place.column else None)


def harmless(text: str) -> str:
    """Replace every character that could act on what shows it by one that shows it."""
    return _HARMFUL.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x7F:
        return "␡"
    return chr(0x2400 + code) if code < 0x20 else "�"


def _window(source: str, column: int) -> tuple[str, int]:
    """Return the part of a line around a column, and how far from its start that column shows."""
    cells = _cells(source)
    at = min(max(column - 1, 0), len(cells))
    widths = [width for _, width in cells]
    start = _start(widths, at)
    end = _end(widths, start)
    text = "".join(shown for shown, _ in cells[start:end])
    left, right = "…" * (start > 0), "…" * (end < len(cells))
    return left + text.rstrip() + right, len(left) + sum(widths[start:at])


def _start(widths: list[int], at: int) -> int:
    if sum(widths) <= WIDEST:
        return 0
    start, before = at, 0
    while start > 0 and before + widths[start - 1] <= WIDEST // 2:
        start -= 1
        before += widths[start]
    # At the end of a line the room behind the caret is given to what stands before it.
    spare = WIDEST // 2 - sum(widths[at:])
    while start > 0 and widths[start - 1] <= spare:
        start -= 1
        spare -= widths[start]
    return start


def _end(widths: list[int], start: int) -> int:
    end, room = start, WIDEST
    while end < len(widths) and widths[end] <= room:
        room -= widths[end]
        end += 1
    return end


def _cells(source: str) -> list[tuple[str, int]]:
    """Return each character as it is shown, with the columns that it takes."""
    cells: list[tuple[str, int]] = []
    filled = 0
    for character in source:
        if character == "\t":
            width = TAB - filled % TAB
            cells.append((" " * width, width))
        else:
            shown = harmless(character)
            width = _width(shown)
            cells.append((shown, width))
        filled += width
    return cells


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
