"""Calls of snippets, ``{{ name("a text", start=30) }}``, in the words of the values' grammar."""

from msgspec import Struct

from generator.data.prose.expression import FUNCTIONS
from generator.data.prose.grammar import LONGEST, TRUTH
from generator.data.prose.lookups import Cursor
from generator.problems.fault import Fault

Given = str | float | bool


class Argument(Struct, frozen=True):
    """What a call gives; without a name it goes by its place."""

    name: str
    value: Given
    at: int
    value_at: int


class WrittenCall(Struct, frozen=True):
    """A call as its author wrote it."""

    name: str
    arguments: tuple[Argument, ...]
    at: int


def called_name(text: str) -> str:
    """Return the name that a whole value calls and that is no function of ours; else nothing."""
    cursor = Cursor(text[:LONGEST])
    name, opening = cursor.words[0], cursor.words[min(1, len(cursor.words) - 1)]
    is_call = name.kind == "name" and opening.text == "(" and opening.kind == "sign"
    return name.text if is_call and name.text not in FUNCTIONS else ""


def is_snippet(text: str) -> bool:
    """Tell whether a value is a call of a snippet, or the end of one's content."""
    return text.lstrip().startswith("/") or bool(called_name(text))


def parse_call(text: str) -> WrittenCall:
    """Read a call. Raises Fault, whose spot is a line and column of the text."""
    return _Caller(text).call()


class _Caller(Cursor):
    def call(self) -> WrittenCall:
        if len(self.text) > LONGEST:
            raise self.fault(f"a call may have {LONGEST} characters", 0)
        name = self.take()
        self.take()
        arguments = self.listed(self._argument)
        if self.next.kind != "end":
            hint = "braces hold one call and nothing else; its own template does the rest"
            raise self.fault(f'"{self.next.text}" is not expected here', self.next.at, hint)
        return WrittenCall(name.text, arguments, name.at)

    def _argument(self) -> Argument:
        first, following = self.next, self.words[min(self.index + 1, len(self.words) - 1)]
        name = ""
        if first.kind == "name" and following.kind == "sign" and following.text == "=":
            name = self.take().text
            self.take()
        at = self.next.at
        return Argument(name, self._value(), first.at, at)

    def _value(self) -> Given:
        minus = self.taken("-")
        token = self.take()
        if token.kind == "number":
            return -float(token.text) if minus else float(token.text)
        if token.kind == "text" and not minus:
            return token.text
        if token.kind == "name" and token.text in TRUTH and not minus:
            return TRUTH[token.text]
        raise self._no_value(token.text, token.kind, token.at)

    def _no_value(self, text: str, kind: str, at: int) -> Fault:
        if kind == "end":
            return self.fault("this call is never closed", at, 'such as {{ name("a text") }}')
        hint = "a snippet is given texts in quotes, numbers, true and false"
        if text in ('"', "'"):
            hint = "a text needs a quotation mark on either side"
        elif kind == "name":
            hint = f'a text stands in quotes: "{text}"'
        return self.fault(f'"{text}" is no value', at, hint)
