"""Write the values of a page: each expression into text, and for the browser."""

import json
from typing import Any

import msgspec

from generator.data.prose.choosing import Sources
from generator.data.prose.evaluation import Evaluation
from generator.data.prose.expression import Parsed, Term
from generator.data.prose.formats import check_format, write_value
from generator.data.prose.grammar import parse_expression
from generator.data.prose.live import lookups_in, reduced, settings_in
from generator.data.prose.references import where
from generator.data.prose.rows import Value, rows_of
from generator.data.prose.values import Follows, Prose, Written
from generator.engine import Made, Read, keep
from generator.markup.parts import Expression
from generator.problems import Problem
from generator.problems.fault import Fault

LARGE = 2_000
"""An expression of more characters than this becomes a file."""


def write_values(value: Prose, read: Read) -> Made[tuple[Written, ...]]:
    """Compute and write the values of a page; one that has none is a problem, and empty."""
    tables = {
        each.name: rows_of(each, msgspec.json.decode(read(each.rows))) for each in value.datasets
    }
    starts = {
        figure.name: {param.name: _start(param.start) for param in figure.params}
        for figure in value.figures
    }
    page = _Page(
        Sources(tables, starts),
        frozenset(figure.name for figure in value.figures if not figure.drawn),
        frozenset(figure.name for figure in value.figures if figure.live),
    )
    made = [page.written(each) for each in value.expressions]
    problems = [problem for each in made for problem in each.problems]
    blobs = [blob for each in made for blob in each.blobs]
    return Made(tuple(each.value or Written() for each in made), tuple(problems), tuple(blobs))


class _Page(msgspec.Struct, frozen=True):
    sources: Sources
    undrawn: frozenset[str]
    live: frozenset[str]

    def written(self, expression: Expression) -> Made[Written]:
        try:
            parsed = parse_expression(expression.text)
            form = check_format(parsed.format, expression.text)
            if self._is_lacking(parsed.term):
                return Made(Written())
            return self._written(parsed, form, expression.text)
        except Fault as fault:
            return Made(None, (_problem(expression, fault),))

    def _is_lacking(self, term: Term) -> bool:
        """Tell whether something that a term speaks of is a problem already."""
        figures = {each.figure for each in settings_in(term)}
        return not self.undrawn.isdisjoint(figures) or any(
            each.dataset not in self.sources.tables for each in lookups_in(term)
        )

    def _written(self, parsed: Parsed, form: list[Any], text: str) -> Made[Written]:
        evaluation = Evaluation(text, self.sources)
        value = evaluation.value(parsed.term)
        try:
            shown_text = write_value(value, form)
        except TypeError as error:
            at = parsed.format.at if parsed.format else 0
            raise evaluation.fault(str(error), at) from None
        settings = [each for each in settings_in(parsed.term) if each.figure in self.live]
        if not settings:
            return Made(Written(shown_text))
        found = tuple(dict.fromkeys((each.figure, each.param) for each in settings))
        encoded = _encoded(reduced(parsed.term, evaluation))
        if len(encoded) <= LARGE:
            return Made(Written(shown_text, Follows(found, encoded, _encoded(form))))
        blob, raw = keep(encoded)
        return Made(Written(shown_text, Follows(found, "", _encoded(form), blob)), blobs=(raw,))


def _encoded(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _start(text: str) -> Value:
    value = json.loads(text)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value if isinstance(value, float | str | bool) else None


def _problem(expression: Expression, fault: Fault) -> Problem:
    place, source = where(expression, fault.spot)
    return Problem(fault.message, place, fault.hint, source)
