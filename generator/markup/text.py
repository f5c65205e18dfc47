"""A source's text with its places: what stands where in the author's file."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from generator.markup.parts import MarkupSource, Origin
from generator.problems import Place, Problem, Severity
from generator.problems.regex import regex

# What may not stand in HTML, and what marks holes. Replaced one by one, so that columns stay.
FORBIDDEN = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
ALLOWED = bytes((*b"\t\n", *range(0x20, 0x7F)))
MOST_TOLD = 20
"""So many places of the same fault are worth telling."""
WIDE = regex("[^\x00-\x7f]")


class Text:
    """A text with plain line feeds, and where in the author's file each part of it stands.

    ``origins`` tell it line by line where that file is written otherwise.
    """

    def __init__(
        self, path: str, first_line: int, body: str, origins: tuple[Origin, ...] = ()
    ) -> None:
        self.path = path
        self.first_line = first_line
        self.body = body
        self.origins = origins

    @cached_property
    def _lines(self) -> list[str]:
        return self.body.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._lines[:-1])]

    def line(self, offset: int) -> int:
        """Return the line that an offset stands in, counted from 0."""
        return bisect_right(self._starts, offset) - 1

    def place(self, offset: int) -> Place:
        """Return the line and column of an offset."""
        # Where a grammar cannot tell what stands where, it may look beyond the end.
        offset = min(offset, len(self.body))
        line = self.line(offset)
        return self.place_in(line, offset - self._starts[line] + 1)

    def place_in(self, line: int, column: int = 0) -> Place:
        """Return the place of a column in a line, which counts from 0."""
        if not self.origins:
            return Place(self.path, self.first_line + line, column)
        origin = self.origins[min(line, len(self.origins) - 1)]
        return Place(self.path, origin.line, column and column + len(origin.margin))

    def source(self, offset: int) -> str:
        """Return the line that an offset stands in."""
        line = self.line(offset)
        return self.margin(line) + self._lines[line]

    def margin(self, line: int) -> str:
        """Return what stands before a line in the author's file that is not in the text."""
        return self.origins[line].margin if self.origins else ""

    def lines_between(self, start: int, end: int) -> list[str]:
        """Return the lines after that of one offset up to that of another."""
        return self._lines[self.line(start) + 1 : self.line(end) + 1]

    def where(self, offset: int) -> tuple[Place, str]:
        """Return the place and line of an offset; a negative one stands for the whole text."""
        if offset < 0:
            return self.place_in(0), ""
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
    # Of plain ASCII nothing is left but what may not stand in it.
    if body.encode().translate(None, ALLOWED) if body.isascii() else FORBIDDEN.search(body):
        body = FORBIDDEN.sub("\ufffd", body)
    return Text(source.path, source.first_line, body, source.origins)


def brief(text: str) -> str:
    """Return what a message can quote of a text."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}\u2026"
