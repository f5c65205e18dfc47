"""Texts of front matter that speak of a row: what stands between ``{{`` and ``}}``, row by row."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from generator.data.locales import Locale
from generator.data.prose.choosing import Scope
from generator.data.prose.evaluation import Evaluation
from generator.data.prose.expression import Parsed, lookups_in, settings_in
from generator.data.prose.grammar import parse_expression
from generator.data.prose.render import check_format, write_parsed
from generator.data.prose.values import Text
from generator.markup.parts import Expression
from generator.problems import Problem
from generator.problems.fault import Fault, spot_at


class Filled(Struct, frozen=True):
    """A value that is ready to be computed for row after row."""

    written: Expression
    parsed: Parsed
    form: list[Any]

    def of(self, scope: Scope, locale: Locale) -> str:
        """Write the value. Raises Fault."""
        evaluation = Evaluation(self.written.text, scope)
        return write_parsed(self.parsed, self.form, evaluation, locale)


def ready(text: Text, row: str, problems: list[Problem]) -> tuple[str | Filled, ...]:
    """Read the values of a text once for all rows; what is wrong with one is a problem."""
    return tuple(_ready(text, row, problems))


def _ready(text: Text, row: str, problems: list[Problem]) -> Iterator[str | Filled]:
    for part in text:
        if isinstance(part, str):
            yield part
            continue
        try:
            parsed = parse_expression(part.text)
            _check(parsed, part.text, row)
            yield Filled(part, parsed, check_format(parsed.format, part.text))
        except Fault as fault:
            problems.append(part.problem(fault))


def _check(parsed: Parsed, text: str, row: str) -> None:
    """Raise Fault where a value speaks of more than the row."""
    others = [(each.dataset, each.at) for each in lookups_in(parsed.term) if each.dataset != row]
    figures = [(f"#{each.figure}", each.at) for each in settings_in(parsed.term)]
    for name, at in (*others, *figures):
        message = f'front matter can speak of the page\'s row alone, not of "{name}"'
        raise Fault(message, spot_at(text, at), f"such as {{{{ {row}.name }}}}")


def fill(parts: Sequence[str | Filled], scope: Scope, locale: Locale) -> str | Problem:
    """Write a text for one row."""
    written = []
    for part in parts:
        try:
            written.append(part if isinstance(part, str) else part.of(scope, locale))
        except Fault as fault:
            assert isinstance(part, Filled), "plain text has no faults"  # noqa: S101
            return part.written.problem(fault)
    return "".join(written)
