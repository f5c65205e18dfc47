"""What PyYAML's complaints mean to an author: one sentence, one place, one hint."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.problems.fault import Fault, Spot

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

Lines = tuple[str, ...]
IN_QUOTES = "put the value in quotes"
BACKSLASH = "write \\\\ for a backslash, or use '…'"


class Mark(NamedTuple):
    """A line and a column of the text as PyYAML counts them: from 0."""

    line: int
    column: int

    @property
    def spot(self) -> Spot:
        """The line and the column as everybody else counts them: from 1."""
        return self.line + 1, self.column + 1


class ParserError(NamedTuple):
    """A parser's error with what lies around it.

    ``quoted`` is where the last text in quotes before it began and ended.
    """

    context: str
    start: Mark
    problem: str
    mark: Mark
    lines: Lines
    first_line: int
    quoted: tuple[Mark, Mark] | None

    @property
    def line(self) -> str:
        """The line of the mark."""
        return self.lines[self.mark.line] if self.mark.line < len(self.lines) else ""

    @property
    def before(self) -> str:
        """What stands before the mark in its line."""
        return self.line[: self.mark.column]

    @property
    def opening(self) -> str:
        """The character that what went wrong begins with."""
        return self.lines[self.start.line][self.start.column : self.start.column + 1]

    @property
    def character(self) -> str:
        """The character at the mark; none at the end of a line."""
        return self.line[self.mark.column : self.mark.column + 1]


def explain(
    error: "MarkedYAMLError",
    lines: Lines,
    first_line: int = 1,
    quoted: tuple[Mark, Mark] | None = None,
) -> Fault:
    """Say what an error of PyYAML's parser means; ``first_line`` numbers the text's first."""
    mark = _mark(error.problem_mark) or Mark(0, 0)
    start = _mark(error.context_mark) or mark
    context, problem = error.context or "", error.problem or ""
    found = ParserError(context, start, problem, mark, lines, first_line, quoted)
    for pattern, answer in _ANSWERS:
        if re.search(pattern, f"{context}: {problem}"):
            return answer(found)
    return Fault(f"this is not YAML: {problem}", mark.spot)


def _mark(mark: Any) -> Mark | None:
    """Return a place that PyYAML gives, which may be none."""
    return None if mark is None else Mark(mark.line, mark.column)


def _second_colon(error: ParserError) -> Fault:
    if re.search(r":\s", error.before):
        return Fault('a second ": " in one value', error.mark.spot, _quote_the_value(error.line))
    above = next((i for i in range(error.mark.line - 1, -1, -1) if error.lines[i].strip()), None)
    if above is not None and not re.search(r":(\s|$)|^\s*-\s", error.lines[above]):
        return _no_colon(error._replace(start=_first(error.lines, above)))
    return _indentation(error)


def _quote_the_value(line: str) -> str:
    match = re.match(r"\s*(?:- )*([^:]+): +(.*\S)", line)
    if match and '"' not in line and "\\" not in line and len(line) < 80:
        return f'a value that contains ": " needs quotes: {match[1].strip()}: "{match[2]}"'
    return 'a value that contains ": " needs quotes'


def _first(lines: Lines, line: int) -> Mark:
    return Mark(line, len(lines[line]) - len(lines[line].lstrip()))


def _no_colon(error: ParserError) -> Fault:
    line = error.lines[error.start.line]
    match = re.match(r"\s*([\w-]+):(\S.*)", line)
    hint = 'a key is followed by a colon and a space, as in "title: My first post"'
    if match:
        hint = f"a space is missing behind the colon: {match[1]}: {match[2]}"
    return Fault("no key and value in this line", error.start.spot, hint)


def _indentation(error: ParserError) -> Fault:
    message = "this line is indented unlike those above it"
    hint = "keys that belong together begin in the same column"
    return Fault(message, _first(error.lines, error.mark.line).spot, hint)


def _cannot_start(error: ParserError) -> Fault:
    if error.character == "\t":
        return TAB(error)
    if not error.character:
        return Fault("a value is missing here", error.mark.spot)
    return Fault(f"a value cannot begin with {error.character}", error.mark.spot, IN_QUOTES)


def _open_quote(error: ParserError) -> Fault:
    hint = f"end the text with {error.opening}"
    return Fault("this quote is never closed", error.start.spot, hint)


def _open_bracket(error: ParserError) -> Fault:
    closing = {"[": "]", "{": "}"}.get(error.opening, "a bracket")
    message = f"this {error.opening} is not closed, or a comma is missing behind a value"
    return Fault(message, error.start.spot, f"end it with {closing}, or put the value in quotes")


def _sign(error: ParserError) -> Fault:
    return Fault(f"a value cannot begin with {error.opening}", error.start.spot, IN_QUOTES)


def _no_key(error: ParserError) -> Fault:
    quoted = error.quoted
    if quoted and quoted[0].line < quoted[1].line <= error.mark.line <= quoted[1].line + 1:
        last = quoted[1].line + error.first_line
        message = f"the text in quotes that begins here runs on to line {last}"
        return Fault(message, quoted[0].spot, "is its closing quote missing?")
    ending = error.before.rstrip()[-1:]
    if ending in _BEHIND:
        return Fault(f"text behind the closing {ending}", error.mark.spot, _BEHIND[ending])
    if error.character == ":":
        return Fault("a key is missing before the colon", error.mark.spot)
    if error.before.strip() == "":
        return _indentation(error)
    return Fault("a key and a colon are missing here", error.mark.spot)


_BEHIND = {
    "'": "inside '…' an apostrophe is written twice: ''",
    '"': 'inside "…" a quote is written \\"',
    "]": "put the whole value in quotes",
    "}": "put the whole value in quotes",
}


def _escape(error: ParserError) -> Fault:
    found = error.line[error.start.column :]
    match = re.search(r"\\.", error.line[min(error.mark.column - 1, len(found)) :])
    message = f'{match[0]} means nothing inside "…"' if match else 'a wrong \\ inside "…"'
    return Fault(message, error.mark.spot, BACKSLASH)


def _tag(error: ParserError) -> Fault:
    return Fault("tags such as !name are not read", error.start.spot, IN_QUOTES)


def _told(message: str, hint: str) -> Callable[[ParserError], Fault]:
    """Return an answer that is the same wherever the mark stands."""
    return lambda error: Fault(message, error.mark.spot, hint)


TAB = _told("a tab in the indentation", "indent with spaces")
LIST = _told(
    'a list cannot begin with "- " in this line',
    "begin the list on the next line, or put the text in quotes",
)
BLOCK = _told(
    "nothing may follow | or > in its line",
    "begin the text in the next line, indented; or put it in quotes",
)
HEXADECIMAL = _told('a \\x, \\u or \\U inside "…" lacks hexadecimal digits', BACKSLASH)
NO_CHARACTER = _told('a \\u or \\U inside "…" names no character', BACKSLASH)
DIRECTIVE = _told("this YAML directive is not known", "leave lines that begin with % out")
_ANSWERS: tuple[tuple[str, Callable[[ParserError], Fault]], ...] = (
    (r"mapping values are not allowed", _second_colon),
    (r"could not find expected ':'", _no_colon),
    (r"tab character", TAB),
    (r"cannot start any token", _cannot_start),
    (r"quoted scalar: found unexpected", _open_quote),
    (r"unknown escape", _escape),
    (r"hexa?decimal", HEXADECIMAL),
    (r"invalid Unicode", NO_CHARACTER),
    (r"sequence entries are not allowed", LIST),
    (r"flow (sequence|mapping)", _open_bracket),
    (r"scanning an (alias|anchor)", _sign),
    (r"block scalar", BLOCK),
    (r"node content", _cannot_start),
    (r"tag", _tag),
    (r"(?i)directive|incompatible", DIRECTIVE),
    (r"document start", _indentation),
    (r"block (mapping|collection|sequence)", _no_key),
)
