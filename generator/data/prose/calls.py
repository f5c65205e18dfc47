"""Calls of snippets, ``{{ name("a text", start=30) }}``, in the words of the values' grammar."""

from msgspec import Struct

from generator.data.dataset import Reference
from generator.data.moments import Moment
from generator.data.prose.expression import FUNCTIONS, Term
from generator.data.prose.grammar import LONGEST, TRUTH, references_in, term_from
from generator.data.prose.lookups import Cursor, Lexeme
from generator.data.prose.rows import Value, shown
from generator.markup.parts import Expression
from generator.problems.fault import Fault

_MOST = 1e15
Given = str | float | bool


class Argument(Struct, frozen=True):
    """What a call gives; without a name it goes by its place."""

    name: str
    value: Given
    at: int
    value_at: int
    term: Term | None = None
    """What is to be computed from data before it is given, up to the offset ``end``."""
    end: int = 0


class WrittenCall(Struct, frozen=True):
    """A call as its author wrote it."""

    name: str
    arguments: tuple[Argument, ...]
    at: int

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return what of it is to be computed."""
        return tuple([each.term for each in self.arguments if each.term is not None])


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
    return _Caller(text).whole_call()


def is_computed(text: str) -> bool:
    """Tell whether a call is given what is to be computed from data; a broken one is not."""
    try:
        return bool(parse_call(text).terms)
    except Fault:
        return False


def call_references(expression: Expression) -> tuple[Reference, ...]:
    """Return the datasets that the arguments of a call name; a broken one names none."""
    if not called_name(expression.text):
        return ()
    try:
        terms = parse_call(expression.text).terms
    except Fault:
        return ()
    return references_in(terms, expression)


def literal_of(value: Value) -> str:
    """Write a value as it stands in a call."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:f}".rstrip("0").rstrip(".") if abs(value) < _MOST else repr(value)
    text = shown(value).strip('"') if isinstance(value, Moment) else str(value)
    pairs = (('"', '"'), ("'", "'"), ("\u201c", "\u201d"), ("\u2018", "\u2019"))
    opening, closing = next((pair for pair in pairs if pair[1] not in text), pairs[0])
    return f"{opening}{text}{closing}"


class _Caller(Cursor):
    def whole_call(self) -> WrittenCall:
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
        first, name = self.next, ""
        if first.kind == "name" and self._is_sign(1, "="):
            name = self.take().text
            self.take()
        at = self.next.at
        signs = self.next.kind == "sign" and self.next.text == "-"
        is_alone = self._is_sign(1 + signs, ",", ")") or self._word(1).kind == "end"
        if self.next.kind != "odd" and not is_alone:
            term, self.index = term_from(self.text, self.index)
            return Argument(name, "", first.at, at, term, self.next.at)
        return Argument(name, self._value(), first.at, at)

    def _word(self, ahead: int) -> Lexeme:
        return self.words[min(self.index + ahead, len(self.words) - 1)]

    def _is_sign(self, ahead: int, *signs: str) -> bool:
        return self._word(ahead).kind == "sign" and self._word(ahead).text in signs

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
