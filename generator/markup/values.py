"""Values in prose, ``{{ … }}``: taken out before Markdown sees them, found again in its HTML.

Markdown would take their bars for those of a table and their braces for attributes. What then
turns out to stand in code or in a tag gets its own text back.
"""

import re
from html import escape

from msgspec import structs

from generator.markup.parts import Expression
from generator.markup.text import CODE_SPAN, COMMENT, Text
from generator.markup.typography_html import TAG, VERBATIM
from generator.problems import Problem

BRACES = "{{"
# Nothing here goes beyond its paragraph, and each part ends where another of its kind begins.
INNER = r"(?:(?!\}\}|\{\{|\n[ \t]*\n).){0,2000}"
# A price before a value whose text has dollars of its own: "$5 for {{ x | money("$") }}".
PRICE = r"(?:\\.|[^\\$\n]){0,2000}\{\{(?:(?!\}\})[^$\n]){0,2000}\$[^\n]{0,2000}\}\}"
FORMULA = (
    r"(?<![\\$\w])\$\$(?:[^$\n]|\n(?![ \t]*\n)){1,2000}\$\$"
    rf"|(?<![\\$\w])\$(?!{PRICE})"
    r"(?![\s$])(?:\\.|[^\\$\n]|\n(?![ \t]*\n)){1,2000}(?<!\s)\$(?![\w$])"
    r"|\\\((?:(?!\\[()]|\n[ \t]*\n).){1,2000}\\\)"
)
VALUE = rf"(?P<escaped>\\\{{\{{)|\{{\{{(?P<inner>{INNER})\}}\}}"
# The code span comes first: its pattern refers back to its first group.
WITHOUT_MATH = re.compile(f"{CODE_SPAN.pattern}|{COMMENT.pattern}|{VALUE}", re.DOTALL)
WITH_MATH = re.compile(f"{CODE_SPAN.pattern}|{COMMENT.pattern}|{FORMULA}|{VALUE}", re.DOTALL)
# No word that an abbreviation could stand for.
MARK = re.compile("\x02zvalue:([0-9]+)\x03")
IN_HTML = re.compile(TAG + "|\x02zvalue:(?P<mark>[0-9]+)\x03|(?P<open>\\{\\{)", re.DOTALL)
RAW = frozenset({"script", "style"})
HINT = r"write \{{ where braces are meant"


class Values:
    """The values of one page, from its Markdown to its HTML."""

    def __init__(self, text: Text, *, math: bool) -> None:
        self.text = text
        self.pattern = WITH_MATH if math else WITHOUT_MATH
        self.written: list[str] = []
        self.found: list[Expression] = []
        self.problems: list[Problem] = []

    def take(self, markdown: str) -> str:
        """Leave a mark for each value."""
        return self.pattern.sub(self._mark, markdown) if BRACES in markdown else markdown

    def _mark(self, match: re.Match[str]) -> str:
        if match["escaped"] is None and match["inner"] is None:
            return match[0]
        self.written.append(match[0])
        return f"\x02zvalue:{len(self.written) - 1}\x03"

    def place(self, html: str) -> str:
        """Turn marks into holes, or back into their text where it is code or in a tag."""
        if not self.written and BRACES not in html:
            return html
        return IN_HTML.sub(_Placing(self), html)

    def offsets(self) -> list[int]:
        """Return where each value stands in the source, as far as it can be told."""
        prose, ends, found = self.text.prose, dict[str, int](), []
        for written in self.written:
            found.append(prose.find(written, ends.get(written, 0)))
            ends[written] = found[-1] + 1
        return found

    def unclosed(self) -> list[int]:
        """Return where braces open that nothing closes."""
        prose = self.pattern.sub(lambda match: " " * len(match[0]), self.text.prose)
        return [match.start() for match in re.finditer(r"\{\{", prose)]


class _Placing:
    """Goes through finished HTML, and knows where it is code."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.offsets = values.offsets()
        self.unclosed = iter(values.unclosed())
        self.verbatim = ""
        self.depth = 0

    def __call__(self, match: re.Match[str]) -> str:
        if match["open"]:
            self._never_closed()
            return match[0]
        if match["mark"]:
            return self._value(int(match["mark"]))
        if match["name"]:
            self._follow(match[0], match["name"].lower())
        return MARK.sub(lambda mark: escape(self.values.written[int(mark[1])]), match[0])

    def _follow(self, tag: str, name: str) -> None:
        closing = tag[1] == "/"
        if self.verbatim:
            self.depth += (-1 if closing else 1) if name == self.verbatim else 0
            self.verbatim = self.verbatim if self.depth else ""
        elif name in VERBATIM and not closing and not tag.endswith("/>"):
            self.verbatim, self.depth = name, 1

    def _value(self, number: int) -> str:
        written = self.values.written[number]
        if self.verbatim:
            return written if self.verbatim in RAW else escape(written, quote=False)
        if not written.endswith("}}"):
            return BRACES
        self.values.found.append(self._expression(written[2:-2], self.offsets[number]))
        return f"\x02V{len(self.values.found) - 1}\x03"

    def _expression(self, inner: str, offset: int) -> Expression:
        text = self.values.text
        place, source = text.where(offset)
        if offset >= 0:
            place = structs.replace(place, column=place.column + 2)
            end = offset + 2 + len(inner)
            source += "".join(f"\n{line}" for line in text.lines_between(offset, end))
        return Expression(inner, place, source)

    def _never_closed(self) -> None:
        if self.verbatim not in ("", "pre"):
            return
        offset = next(self.unclosed, -1)
        if not self.verbatim:
            message = '"{{" is never closed by "}}"'
            self.values.problems.append(self.values.text.problem(message, offset, HINT))
