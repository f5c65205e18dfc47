"""The grammar of values in prose: from text to an expression, by recursive descent."""

import math
from collections.abc import Callable, Iterable

from generator.data.dataset import Reference
from generator.data.prose.expression import (
    COMPARISONS,
    FORMATS,
    FUNCTIONS,
    Call,
    Format,
    Literal,
    Operation,
    ParamTerm,
    Parsed,
    Term,
    lookups_in,
    settings_in,
)
from generator.data.prose.lookups import BRACES_MEANT, Lexeme, Lookups
from generator.markup.parts import Expression
from generator.problems import suggestion
from generator.problems.fault import Fault, spot_at

DEEPEST = 40
MOST = 100
TRUTH = {"true": True, "false": False}
LONGEST = 2000
TAKEN = {
    "round": (1, 2, "one or two"),
    "min": (2, 99, "two or more"),
    "max": (2, 99, "two or more"),
    "fv": (3, 3, "three"),
}
"""The fewest and most values that a function takes, and their number in words."""


def parse_expression(text: str) -> Parsed:
    """Read an expression. Raises Fault, whose spot is a line and column of the text."""
    return _Parser(text).whole()


def term_from(text: str, word: int) -> tuple[Term, int]:
    """Read a term within a text from a word of it on; return which word follows. Raises Fault."""
    parser = _Parser(text)
    parser.index = word
    return parser.sum(), parser.index


class _Parser(Lookups):
    """One expression, read from left to right."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0
        self.size = 0

    def whole(self) -> Parsed:
        if len(self.text) > LONGEST:
            raise self.fault(f"an expression may have {LONGEST} characters", 0)
        term = self.comparison()
        form = self.format() if self.taken("|") else None
        is_or = self.next.kind == "name" and self.next.text == "or"
        otherwise = self.otherwise(term) if is_or else None
        if self.next.kind != "end":
            raise self.unexpected()
        return Parsed(term, form, otherwise)

    def otherwise(self, term: Term) -> str:
        """Read what stands where there is no value: a text in quotes, which may be empty."""
        word = self.take()
        if any(settings_in(term)):
            raise self.fault("what a figure moves always has a value", word.at)
        if self.next.kind != "text":
            raise self.fault("or needs a text in quotes", self.next.at, 'such as or "unknown"')
        return self.take().text

    def unexpected(self) -> Fault:
        token = self.next
        if token.kind == "end":
            missing = "this value ends too early" if self.text.strip() else "there is no value here"
            return self.fault(missing, token.at, "such as {{ fees.value.max() }}")
        hint = ""
        if token.text in ("{", "}"):
            hint = r"where braces are meant, write \{{"
        elif not self.text[: token.at].strip():
            hint = f'braces hold values from data, or a call: {{{{ film("x") }}}}; {BRACES_MEANT}'
        if token.text in ('"', "'"):
            hint = "a text needs a quotation mark on either side"
        return self.fault(f'"{token.text}" is not expected here', token.at, hint)

    def comparison(self) -> Term:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fault("this value is nested too deeply", self.next.at)
        term = self.sum()
        if sign := self.taken(*COMPARISONS):
            term = Operation(sign.text, (term, self.sum()), sign.at)
        self.depth -= 1
        return term

    def sum(self) -> Term:
        return self.chain(("+", "-"), self.product)

    def product(self) -> Term:
        return self.chain(("*", "/", "%"), self.signed)

    def chain(self, signs: tuple[str, ...], part: Callable[[], Term]) -> Term:
        term = part()
        while sign := self.taken(*signs):
            self.size += 1
            if self.size > MOST:
                raise self.fault("this value has too many parts", sign.at)
            term = Operation(sign.text, (term, part()), sign.at)
        return term

    def signed(self) -> Term:
        minus = 0
        first = self.next.at
        while sign := self.taken("-", "+"):
            minus += sign.text == "-"
        term = self.power()
        return Operation("-", (term,), first) if minus % 2 else term

    def power(self) -> Term:
        term = self.primary()
        if sign := self.taken("**"):
            self.depth += 1
            if self.depth > DEEPEST:
                raise self.fault("this value is nested too deeply", sign.at)
            term = Operation("**", (term, self.signed()), sign.at)
            self.depth -= 1
        return term

    def primary(self) -> Term:
        if self.taken("("):
            term = self.comparison()
            self.expect(")", "a bracket is never closed")
            return term
        token = self.next
        if token.kind == "number":
            return Literal(self.finite_number(), token.at)
        if token.kind == "figure":
            return self.setting(self.take())
        if token.kind not in ("name", "text"):
            raise self.unexpected()
        self.take()
        if token.kind == "name" and self.taken("("):
            return self.call(token)
        if self.next.kind == "sign" and self.next.text == ".":
            return self.lookup(token)
        return self.word(token)

    def finite_number(self) -> float:
        token = self.take()
        if math.isinf(float(token.text)):
            raise self.fault("this number is too large", token.at)
        return float(token.text)

    def word(self, token: Lexeme) -> Term:
        if token.kind == "text":
            return Literal(token.text, token.at)
        if token.text in TRUTH:
            return Literal(TRUTH[token.text], token.at)
        name = token.text
        hint = f'such as {name}.count(), "{name}" in quotes for a text, {name}() for a snippet'
        raise self.fault(f'"{token.text}" alone is not a value', token.at, hint)

    def setting(self, token: Lexeme) -> ParamTerm:
        example = f"name one of its params, such as #{token.text}.fee"
        if not self.taken("."):
            raise self.fault(f'"#{token.text}" is a whole figure', token.at, example)
        param = self.name(example)
        return ParamTerm(token.text, param.text, token.at, param.at)

    def call(self, token: Lexeme) -> Call:
        if token.text not in FUNCTIONS:
            hint = suggestion(token.text, FUNCTIONS, f"one of {', '.join(FUNCTIONS)}")
            raise self.fault(f'no function "{token.text}"', token.at, hint)
        arguments = self.listed(self.comparison)
        least, most, wanted = TAKEN.get(token.text, (1, 1, "one"))
        if not least <= len(arguments) <= most:
            raise self.fault(
                f"{token.text}() takes {wanted} values, not {len(arguments)}", token.at
            )
        return Call(token.text, arguments, token.at)

    def format(self) -> Format:
        name = self.name(f"one of {', '.join(FORMATS)}")
        if name.text not in FORMATS:
            hint = suggestion(name.text, FORMATS, f"one of {', '.join(FORMATS)}")
            raise self.fault(f'no format "{name.text}"', name.at, hint)
        arguments = self.listed(self.argument) if self.taken("(") else ()
        return Format(name.text, arguments, name.at)

    def argument(self) -> float | str:
        if self.next.kind not in ("number", "text"):
            raise self.fault("a format takes numbers and texts in quotes", self.next.at)
        return self.finite_number() if self.next.kind == "number" else self.take().text


def value_references(expression: Expression) -> tuple[Reference, ...]:
    """Return the datasets that an expression names; a broken one names none."""
    try:
        term = parse_expression(expression.text).term
    except Fault:
        return ()
    return references_in((term,), expression)


def references_in(terms: Iterable[Term], expression: Expression) -> tuple[Reference, ...]:
    """Return the datasets that terms of an expression name, each once."""
    lookups = [each for term in terms for each in lookups_in(term)]
    found = {each.dataset: each.at for each in reversed(lookups)}
    named = [(name, spot_at(expression.text, at)) for name, at in reversed(found.items())]
    shown = [(name, expression.problem(Fault("", spot))) for name, spot in named]
    return tuple(Reference(name, each.place, each.source) for name, each in shown if each.place)
