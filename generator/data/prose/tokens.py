"""The words of an expression, and a cursor that goes over them."""

import re
from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct

from generator.problems.fault import Fault, spot_at

T = TypeVar("T")
TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\.\d+)(?![\w.])"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<text>\"[^\"]*\"|'[^']*'|\u201c[^\u201d]*\u201d|\u2018[^\u2019]*\u2019)"
    r"|\#(?P<figure>\w[\w:-]*)"
    r"|(?P<sign>\*\*|==|!=|<=|>=|[-+*/%()=<>.,|\u2212\u00d7])"
    r"|(?P<end>\Z)|(?P<odd>.))",
    re.DOTALL,
)
SPELLED = {"==": "=", "\u2212": "-", "\u00d7": "*"}


class Word(Struct, frozen=True):
    """A word, its kind (a group of the pattern) and its offset."""

    kind: str
    text: str
    at: int


def _words(text: str) -> list[Word]:
    found = []
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or "end"
        word = match[kind]
        shown = word[1:-1] if kind == "text" else SPELLED.get(word, word)
        found.append(Word(kind, shown, match.start(kind)))
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
    def next(self) -> Word:
        """The word that is not read yet."""
        return self.words[self.index]

    def take(self) -> Word:
        """Read a word."""
        word = self.next
        self.index += word.kind != "end"
        return word

    def taken(self, *signs: str) -> Word | None:
        """Read the next word where it is one of these signs."""
        return self.take() if self.next.kind == "sign" and self.next.text in signs else None

    def expect(self, sign: str, otherwise: str) -> None:
        """Read a sign that must be there."""
        if not self.taken(sign):
            raise self.fault(otherwise, self.next.at)

    def name(self, hint: str) -> Word:
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

    def nothing(self, method: Word) -> None:
        """Read the brackets of what takes no arguments."""
        self.expect(")", f"{method.text}() takes nothing between its brackets")

    def fault(self, message: str, at: int, hint: str = "") -> Fault:
        """Say what is wrong at an offset, to be raised."""
        return Fault(message, spot_at(self.text, at), hint)
