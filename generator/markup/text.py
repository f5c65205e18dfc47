"""A source's text with its places: what stands where in the author's file."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from generator.markup.parts import MarkupSource
from generator.problems import Place, Problem, Severity

# What may not stand in HTML, and what marks holes. Replaced one by one, so that columns stay.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
WIDE = re.compile("[^\x00-\x7f]")


class Text:
    """A text with plain line feeds, and where in the author's file each part of it stands."""

    def __init__(self, path: str, first_line: int, body: str) -> None:
        self.path = path
        self.first_line = first_line
        self.body = body
        self._line = (0, 0, "")

    def place(self, offset: int) -> Place:
        """Return the line and column of an offset."""
        line = self.first_line + self.body.count("\n", 0, offset)
        return Place(self.path, line, offset - self.body.rfind("\n", 0, offset))

    def source(self, offset: int) -> str:
        """Return the line that an offset stands in."""
        start, end, line = self._line
        if not start <= offset < end:
            # One string for all that stands in a line, which may be long and hold much.
            start = self.body.rfind("\n", 0, offset) + 1
            end = self.body.find("\n", offset) + 1 or len(self.body) + 1
            line = self.body[start : end - 1]
            self._line = (start, end, line)
        return line

    def lines_between(self, start: int, end: int) -> list[str]:
        """Return the lines after that of one offset up to that of another."""
        first, last = self.body.count("\n", 0, start), self.body.count("\n", 0, end)
        return self.body.split("\n")[first + 1 : last + 1] if last > first else []

    def where(self, offset: int) -> tuple[Place, str]:
        """Return the place and line of an offset; a negative one stands for the whole text."""
        if offset < 0:
            return Place(self.path, self.first_line), ""
        return self.place(offset), self.source(offset)

    def problem(
        self, message: str, offset: int, hint: str = "", severity: Severity = "error"
    ) -> Problem:
        """Report a problem at an offset."""
        place, source = self.where(offset)
        return Problem(message, place, hint, source, severity)


class Bytes:
    """Where characters of a text stand that a parser counts in bytes of UTF-8."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _wide(self) -> tuple[list[int], list[int]]:
        """Return where each character of several bytes ends, and by how much all is shifted."""
        at = [match.start() for match in WIDE.finditer(self.text)]
        shifts = list(accumulate(len(self.text[place].encode()) - 1 for place in at))
        return [place + 1 + shift for place, shift in zip(at, shifts)], [0, *shifts]

    def offset(self, count: int) -> int:
        """Return the offset of the character that begins behind so many bytes."""
        ends, shifts = self._wide
        return count - shifts[bisect_right(ends, count)]


def text_of(source: MarkupSource) -> Text:
    """Read a source's text; line ends and a byte order mark do not shift what follows."""
    body = source.text.removeprefix("\ufeff")
    if "\r" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    if (CONTROLS if body.isascii() else FORBIDDEN).search(body):
        body = FORBIDDEN.sub("\ufffd", body)
    return Text(source.path, source.first_line, body)


def brief(text: str) -> str:
    """Return what a message can quote of a text."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}\u2026"
