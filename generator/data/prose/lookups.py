"""An expression read word by word: a cursor over it, and what it asks of datasets."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct

from generator.data.dataset import ROW
from generator.data.formats import ENDINGS
from generator.data.prose.expression import AGGREGATES, COMPARISONS, Condition, Lookup, Term
from generator.problems import nearest, suggestion
from generator.problems.fault import Fault, spot_at
from generator.problems.regex import regex

T = TypeVar("T")
TOKEN = regex(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\.\d+)(?![\w.])"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<text>\"[^\"]*\"|'[^']*'|\u201c[^\u201d]*\u201d|\u2018[^\u2019]*\u2019)"
    r"|\#(?P<figure>\w[\w:-]*)"
    r"|(?P<sign>\*\*|==|!=|<=|>=|[-+*/%()=<>.,|\u2212\u00d7])"
    r"|(?P<end>\Z)|(?P<odd>.))",
    re.DOTALL,
)
SPELLED = {"==": "=", "\u2212": "-", "\u00d7": "*"}


class Lexeme(Struct, frozen=True):
    """A word, its kind (a group of the pattern) and its offset."""

    kind: str
    text: str
    at: int


def _words(text: str) -> list[Lexeme]:
    found = []
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or "end"
        word = match[kind]
        shown = word[1:-1] if kind == "text" else SPELLED.get(word, word)
        found.append(Lexeme(kind, shown, match.start(kind)))
        if kind == "end":
            break
    return found


class Cursor:
    """An expression on its way from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = _words(text)
        self.index = 0

    @property
    def next(self) -> Lexeme:
        """The word that is not read yet."""
        return self.words[self.index]

    def take(self) -> Lexeme:
        """Read a word."""
        word = self.next
        self.index += word.kind != "end"
        return word

    def taken(self, *signs: str) -> Lexeme | None:
        """Read the next word where it is one of these signs."""
        return self.take() if self.next.kind == "sign" and self.next.text in signs else None

    def expect(self, sign: str, otherwise: str) -> None:
        """Read a sign that must be there."""
        if not self.taken(sign):
            raise self.fault(otherwise, self.next.at)

    def name(self, hint: str) -> Lexeme:
        """Read the name of a column or param; in quotes it may have any characters."""
        if self.next.kind not in ("name", "text"):
            raise self.fault("a name is missing here", self.next.at, hint)
        return self.take()

    def listed(self, part: Callable[[], T]) -> tuple[T, ...]:
        """Read what stands between brackets, with commas between."""
        found: list[T] = []
        while not self.taken(")"):
            if found:
                self.expect(",", "a comma or a closing bracket is missing here")
            found.append(part())
        return tuple(found)

    def nothing(self, method: Lexeme) -> None:
        """Read the brackets of what takes no arguments."""
        self.expect(")", f"{method.text}() takes nothing between its brackets")

    def fault(self, message: str, at: int, hint: str = "") -> Fault:
        """Say what is wrong at an offset, to be raised."""
        return Fault(message, spot_at(self.text, at), hint)


TABLE = ("where", "at", "count")
IN_TEMPLATES = frozenset({"page", "site", "post", "config", "include", "layout", "params"})
"""What templates of other generators look things up in."""
BRACES_MEANT = r"write \{{ where braces are meant"


class Lookups(Cursor, ABC):
    """Reads ``fees.where(year=25).value.max()`` from its first point on."""

    @abstractmethod
    def sum(self) -> Term:
        """Read a term without a comparison."""

    def lookup(self, dataset: Lexeme) -> Lookup:
        """Read what is asked of a dataset."""
        conditions: tuple[Condition, ...] = ()
        while self.taken("."):
            step = self.name("a column, or where(…), at(…) or count()")
            if not self.taken("("):
                return self._of_column(dataset, conditions, step)
            if step.text == "count":
                self.nothing(step)
                return _lookup(dataset, conditions, None, step)
            if step.text not in TABLE:
                raise self._no_step(dataset, step)
            conditions += self.listed(self._condition)
            if step.text == "at":
                return self._of_row(dataset, conditions, step)
        hint = "go on with a column, such as .value.max(), or with .count()"
        raise self.fault("these are rows, and not one value", dataset.at, hint)

    def _no_step(self, dataset: Lexeme, step: Lexeme) -> Fault:
        if step.text in AGGREGATES:
            hint = f"name the column first: {dataset.text}.value.{step.text}()"
            return self.fault(f"{step.text}() needs a column", step.at, hint)
        hint = suggestion(step.text, TABLE, "tables have where(…), at(…) and count()")
        return self.fault(f'no "{step.text}" of a table', step.at, hint)

    def _of_row(self, dataset: Lexeme, conditions: tuple[Condition, ...], step: Lexeme) -> Lookup:
        example = "at(…) is a row: go on with a column, such as .value"
        if not self.taken("."):
            raise self.fault("this is a whole row, and not one value", step.at, example)
        return _lookup(dataset, conditions, self.name(example), step)

    def _of_column(
        self, dataset: Lexeme, conditions: tuple[Condition, ...], column: Lexeme
    ) -> Lookup:
        if dataset.text == ROW and not conditions and self.next.text != ".":
            # Of one row a column is one value.
            return Lookup(ROW, (), column.text, "at", dataset.at, column.at, column.at)
        known = f"one of {', '.join(AGGREGATES)}"
        is_bare = column.kind == "name" and not conditions
        if is_bare and f".{column.text}" in ENDINGS:
            file = f"{dataset.text}.{column.text}"
            raise self.fault("the name of a file needs quotes", dataset.at, f'"{file}"')
        if not self.taken("."):
            hint = f"such as .{column.text}.max(), or at(…).{column.text} for one row's value"
            if dataset.text in IN_TEMPLATES:
                hint = f"{dataset.text} is no dataset, content no template: {BRACES_MEANT}"
            raise self.fault(
                f'"{column.text}" is a whole column, and not one value', column.at, hint
            )
        method = self.name(known)
        if method.text not in AGGREGATES:
            near = nearest(method.text, AGGREGATES)
            hint = f'did you mean "{near}()"?' if near else known
            raise self.fault(f'no "{method.text}" of a column', method.at, hint)
        self.expect("(", f"{method.text} needs brackets: {method.text}()")
        self.nothing(method)
        return _lookup(dataset, conditions, column, method)

    def _condition(self) -> Condition:
        example = "such as fee=1"
        column = self.name(f"a condition is a column with its value, {example}")
        sign = self.taken(*COMPARISONS)
        if sign is None:
            raise self.fault("a condition needs a column and its value", column.at, example)
        return Condition(column.text, sign.text, self.sum(), column.at)


def _lookup(
    dataset: Lexeme, conditions: tuple[Condition, ...], column: Lexeme | None, method: Lexeme
) -> Lookup:
    name, at = (column.text, column.at) if column else ("", method.at)
    return Lookup(dataset.text, conditions, name, method.text, dataset.at, at, method.at)
