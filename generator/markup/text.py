"""A source's text with its places: what stands where in the author's file."""

import re
from functools import cached_property

from generator.markup.parts import MarkupSource
from generator.problems import Place, Problem, Severity

# What may not stand in HTML, and what marks holes. Replaced one by one, so that columns stay.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n).){1,2000}?(?<!`)\1(?!`)", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class Text:
    """A text with plain line feeds, and where in the author's file each part of it stands."""

    def __init__(self, path: str, first_line: int, body: str) -> None:
        self.path = path
        self.first_line = first_line
        self.body = body
        self.lines = body.split("\n")

    @cached_property
    def prose(self) -> str:
        """The same text with all code blanked out; an offset stands for the same place."""
        prose = "\n".join(self.lines)
        if "`" in prose:
            prose = CODE_SPAN.sub(_blank, prose)
        if "<!--" in prose and "-->" in prose:
            prose = COMMENT.sub(_blank, prose)
        return prose

    def blank(self, first: int, last: int) -> None:
        """Leave some lines, counted from 0, out of the prose."""
        for line in range(first, last + 1):
            self.lines[line] = " " * len(self.lines[line])

    def place(self, offset: int) -> Place:
        """Return the line and column of an offset."""
        line = self.first_line + self.body.count("\n", 0, offset)
        return Place(self.path, line, offset - self.body.rfind("\n", 0, offset))

    def source(self, offset: int) -> str:
        """Return the line that an offset stands in."""
        start = self.body.rfind("\n", 0, offset) + 1
        end = self.body.find("\n", offset)
        return self.body[start : end if end >= 0 else len(self.body)]

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


def text_of(source: MarkupSource) -> Text:
    """Read a source's text; line ends and a byte order mark do not shift what follows."""
    body = source.text.removeprefix("\ufeff")
    if "\r" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    body = FORBIDDEN.sub("\ufffd", body)
    return Text(source.path, source.first_line, body)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
