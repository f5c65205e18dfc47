"""What PyYAML's complaints mean to an author: one sentence, one place, one hint."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.problems.problem import Severity

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

Lines = tuple[str, ...]


class Spot(NamedTuple):
    """A line and a column of the text, both from 0."""

    line: int
    column: int


class Complaint(NamedTuple):
    """What is wrong at a spot, and how to mend it."""

    message: str
    spot: Spot
    hint: str = ""
    severity: Severity = "error"


class Wrong(NamedTuple):
    """A parser's error with what lies around it.

    ``quoted`` is where the last text in quotes before it began and ended.
    """

    context: str
    start: Spot
    problem: str
    spot: Spot
    lines: Lines
    first_line: int
    quoted: tuple[Spot, Spot] | None

    @property
    def line(self) -> str:
        """The line of the spot."""
        return self.lines[self.spot.line] if self.spot.line < len(self.lines) else ""

    @property
    def before(self) -> str:
        """What stands before the spot in its line."""
        return self.line[: self.spot.column]

    @property
    def character(self) -> str:
        """The character at the spot; none at the end of a line."""
        return self.line[self.spot.column : self.spot.column + 1]


def explain(
    error: "MarkedYAMLError",
    lines: Lines,
    first_line: int = 1,
    quoted: tuple[Spot, Spot] | None = None,
) -> Complaint:
    """Say what an error of PyYAML's parser means; ``first_line`` numbers the text's first."""
    spot = _spot(error.problem_mark) or Spot(0, 0)
    start = _spot(error.context_mark) or spot
    context, problem = error.context or "", error.problem or ""
    wrong = Wrong(context, start, problem, spot, lines, first_line, quoted)
    for pattern, answer in _ANSWERS:
        if re.search(pattern, f"{context}: {problem}"):
            return answer(wrong)
    return Complaint(f"this is not YAML: {problem}", spot)


def _spot(mark: Any) -> Spot | None:
    return None if mark is None else Spot(mark.line, mark.column)


def _second_colon(wrong: Wrong) -> Complaint:
    if re.search(r":\s", wrong.before):
        return Complaint('a second ": " in one value', wrong.spot, _quote_the_value(wrong.line))
    above = next((i for i in range(wrong.spot.line - 1, -1, -1) if wrong.lines[i].strip()), None)
    if above is not None and not re.search(r":(\s|$)|^\s*-\s", wrong.lines[above]):
        return _no_colon(wrong._replace(start=_first(wrong.lines, above)))
    return _indentation(wrong)


def _quote_the_value(line: str) -> str:
    match = re.match(r"\s*(?:- )*([^:]+): +(.*\S)", line)
    if match and '"' not in line and "\\" not in line and len(line) < 80:
        return f'a value that contains ": " needs quotes: {match[1].strip()}: "{match[2]}"'
    return 'a value that contains ": " needs quotes'


def _first(lines: Lines, line: int) -> Spot:
    return Spot(line, len(lines[line]) - len(lines[line].lstrip()))


def _no_colon(wrong: Wrong) -> Complaint:
    line = wrong.lines[wrong.start.line]
    match = re.match(r"\s*([\w-]+):(\S.*)", line)
    hint = 'a key is followed by a colon and a space, as in "title: My first post"'
    if match:
        hint = f"a space is missing behind the colon: {match[1]}: {match[2]}"
    return Complaint("no key and value in this line", wrong.start, hint)


def _indentation(wrong: Wrong) -> Complaint:
    message = "this line is indented unlike those above it"
    hint = "keys that belong together begin in the same column"
    return Complaint(message, _first(wrong.lines, wrong.spot.line), hint)


def _cannot_start(wrong: Wrong) -> Complaint:
    if wrong.character == "\t":
        return _tab(wrong)
    if not wrong.character:
        return Complaint("a value is missing here", wrong.spot)
    found = wrong.character
    return Complaint(f"a value cannot begin with {found}", wrong.spot, "put the value in quotes")


def _tab(wrong: Wrong) -> Complaint:
    return Complaint("a tab in the indentation", wrong.spot, "indent with spaces")


def _open_quote(wrong: Wrong) -> Complaint:
    mark = wrong.lines[wrong.start.line][wrong.start.column : wrong.start.column + 1]
    return Complaint("this quote is never closed", wrong.start, f"end the text with {mark}")


def _open_bracket(wrong: Wrong) -> Complaint:
    opening = wrong.lines[wrong.start.line][wrong.start.column : wrong.start.column + 1]
    closing = {"[": "]", "{": "}"}.get(opening, "a bracket")
    message = f"this {opening} is not closed, or a comma is missing behind a value"
    return Complaint(message, wrong.start, f"end it with {closing}, or put the value in quotes")


def _sign(wrong: Wrong) -> Complaint:
    sign = wrong.lines[wrong.start.line][wrong.start.column : wrong.start.column + 1]
    return Complaint(f"a value cannot begin with {sign}", wrong.start, "put the value in quotes")


def _list_on_the_line(wrong: Wrong) -> Complaint:
    hint = "begin the list on the next line, or put the text in quotes"
    return Complaint('a list cannot begin with "- " in this line', wrong.spot, hint)


def _behind_block(wrong: Wrong) -> Complaint:
    hint = "begin the text in the next line, indented; or put it in quotes"
    return Complaint("nothing may follow | or > in its line", wrong.spot, hint)


def _no_key(wrong: Wrong) -> Complaint:
    quoted = wrong.quoted
    if quoted and quoted[0].line < quoted[1].line <= wrong.spot.line <= quoted[1].line + 1:
        last = quoted[1].line + wrong.first_line
        message = f"the text in quotes that begins here runs on to line {last}"
        return Complaint(message, quoted[0], "is its closing quote missing?")
    ending = wrong.before.rstrip()[-1:]
    if ending in _BEHIND:
        return Complaint(f"text behind the closing {ending}", wrong.spot, _BEHIND[ending])
    if wrong.character == ":":
        return Complaint("a key is missing before the colon", wrong.spot)
    if wrong.before.strip() == "":
        return _indentation(wrong)
    return Complaint("a key and a colon are missing here", wrong.spot)


_BEHIND = {
    "'": "inside '…' an apostrophe is written twice: ''",
    '"': 'inside "…" a quote is written \\"',
    "]": "put the whole value in quotes",
    "}": "put the whole value in quotes",
}


def _escape(wrong: Wrong) -> Complaint:
    found = wrong.line[wrong.start.column :]
    match = re.search(r"\\.", wrong.line[min(wrong.spot.column - 1, len(found)) :])
    message = f'{match[0]} means nothing inside "…"' if match else 'a wrong \\ inside "…"'
    return Complaint(message, wrong.spot, "write \\\\ for a backslash, or use '…'")


def _hexadecimal(wrong: Wrong) -> Complaint:
    message = 'a \\x, \\u or \\U inside "…" lacks hexadecimal digits'
    return Complaint(message, wrong.spot, "write \\\\ for a backslash, or use '…'")


def _no_character(wrong: Wrong) -> Complaint:
    message = 'a \\u or \\U inside "…" names no character'
    return Complaint(message, wrong.spot, "write \\\\ for a backslash, or use '…'")


def _tag(wrong: Wrong) -> Complaint:
    return Complaint("tags such as !name are not read", wrong.start, "put the value in quotes")


def _directive(wrong: Wrong) -> Complaint:
    hint = "leave lines that begin with % out"
    return Complaint("this YAML directive is not known", wrong.spot, hint)


_ANSWERS: tuple[tuple[str, Callable[[Wrong], Complaint]], ...] = (
    (r"mapping values are not allowed", _second_colon),
    (r"could not find expected ':'", _no_colon),
    (r"tab character", _tab),
    (r"cannot start any token", _cannot_start),
    (r"quoted scalar: found unexpected", _open_quote),
    (r"unknown escape", _escape),
    (r"hexa?decimal", _hexadecimal),
    (r"invalid Unicode", _no_character),
    (r"sequence entries are not allowed", _list_on_the_line),
    (r"flow (sequence|mapping)", _open_bracket),
    (r"scanning an (alias|anchor)", _sign),
    (r"block scalar", _behind_block),
    (r"node content", _cannot_start),
    (r"tag", _tag),
    (r"(?i)directive|incompatible", _directive),
    (r"document start", _indentation),
    (r"block (mapping|collection|sequence)", _no_key),
)
