"""Render the values of a page: each expression into text in its format, and for the browser."""

import json
from collections.abc import Callable
from typing import Any

import msgspec

from generator.data.locales import ENGLISH, Locale, locale_of
from generator.data.moments import Moment, unknown_directive, write_moment
from generator.data.numbers import compact, money, number, percent, plain_number
from generator.data.prose.calls import called_name, is_snippet, literal_of, parse_call
from generator.data.prose.choosing import NoValue, Scope
from generator.data.prose.evaluation import Evaluation, reduced
from generator.data.prose.expression import Format, Parsed, Term, lookups_in, settings_in
from generator.data.prose.grammar import parse_expression
from generator.data.prose.rows import Value, kind_of, rows_of, shown
from generator.data.prose.values import Follows, Prose, WrittenValue
from generator.engine import Made, Read, keep
from generator.markup.parts import Expression
from generator.problems.fault import Fault, spot_at

MOST_DIGITS = 12
NUMBERS: dict[str, Callable[..., str]] = {
    "number": number,
    "money": money,
    "percent": percent,
    "compact": compact,
}


def check_format(form: Format | None, text: str) -> list[Any]:
    """Return a format as a list: its name and its arguments. Raises Fault."""
    if form is None:
        return []
    kinds: tuple[type, ...] = {"money": (str, float), "date": (str,)}.get(form.name, (float,))
    takes = {"money": "a currency and a number of digits", "date": "a pattern"}
    told = f"{form.name} takes {takes.get(form.name, 'a number of digits')}"
    given = form.arguments
    if len(given) > len(kinds) or any(not isinstance(*pair) for pair in zip(given, kinds)):
        raise Fault(told, spot_at(text, form.at))
    digits = [each for each in given if isinstance(each, float)]
    if any(not 0 <= each <= MOST_DIGITS or each % 1 for each in digits):
        raise Fault(f"{told}, 0 to {MOST_DIGITS}", spot_at(text, form.at))
    odd = unknown_directive(str(given[0])) if form.name == "date" and given else ""
    if odd:
        raise Fault(f'a date has no "{odd}"', spot_at(text, form.at), f"such as {ENGLISH.date}")
    return [form.name, *(int(each) if isinstance(each, float) else each for each in given)]


def write_value(value: Value, form: list[Any], locale: Locale = ENGLISH) -> str:
    """Write a value in its format. Raises TypeError where the two do not fit."""
    if value is None:
        raise TypeError("there is no value here")
    if form and form[0] == "date":
        if not isinstance(value, Moment):
            raise TypeError(f"date needs a date, and this is {kind_of(value)} ({shown(value)})")
        return write_moment(value, form[1] if form[1:] else None, locale)
    if form:
        if not isinstance(value, float):
            told = f"{kind_of(value)} ({shown(value)})"
            raise TypeError(f"{form[0]} needs a number, and this is {told}")
        return NUMBERS[form[0]](value, *form[1:], locale=locale)
    if isinstance(value, Moment):
        return write_moment(value, locale=locale)
    if isinstance(value, float):
        return plain_number(value, locale)
    return str(value).lower() if isinstance(value, bool) else value


def write_parsed(parsed: Parsed, form: list[Any], evaluation: Evaluation, locale: Locale) -> str:
    """Write what an expression comes to, or what its author has in its stead. Raises Fault."""
    try:
        value = evaluation.value(parsed.term)
    except NoValue:
        if parsed.otherwise is None:
            raise
        return parsed.otherwise
    try:
        return write_value(value, form, locale)
    except TypeError as error:
        at = parsed.format.at if parsed.format else 0
        raise evaluation.fault(str(error), at) from None


LARGE = 2_000
"""An expression of more characters than this becomes a file."""


def write_values(value: Prose, read: Read) -> Made[tuple[WrittenValue, ...]]:
    """Compute and write the values of a page; one that has none is a problem, and empty."""
    tables = {
        each.name: rows_of(each, msgspec.json.decode(read(each.rows))) for each in value.datasets
    }
    starts = {
        figure.name: {param.name: _start(param.start) for param in figure.params}
        for figure in value.figures
    }
    page = _Page(
        Scope(tables, starts),
        locale_of(value.language),
        frozenset(figure.name for figure in value.figures if not figure.drawn),
        frozenset(figure.name for figure in value.figures if figure.live),
    )
    made = [page.written(each) for each in value.expressions]
    problems = [problem for each in made for problem in each.problems]
    blobs = [blob for each in made for blob in each.blobs]
    return Made(tuple(each.value or WrittenValue() for each in made), tuple(problems), tuple(blobs))


class _Page(msgspec.Struct, frozen=True):
    scope: Scope
    locale: Locale
    undrawn: frozenset[str]
    live: frozenset[str]

    def written(self, expression: Expression) -> Made[WrittenValue]:
        try:
            if is_snippet(expression.text):
                return Made(WrittenValue(self._called(expression.text)))
            parsed = parse_expression(expression.text)
            form = check_format(parsed.format, expression.text)
            if self._is_lacking(parsed.term):
                return Made(WrittenValue())
            return self._written(parsed, form, expression.text)
        except Fault as fault:
            return Made(None, (expression.problem(fault),))

    def _called(self, text: str) -> str:
        """Return a call with what its arguments come to; empty where nothing is to be computed."""
        call = parse_call(text) if called_name(text) else None
        if call is None or not call.terms or any(map(self._is_lacking, call.terms)):
            return ""
        written, at = "", 0
        for each in call.arguments:
            if each.term is not None:
                value = Evaluation(text, self.scope).value(each.term)
                if value is None or list(settings_in(each.term)):
                    message = "there is no value here" if value is None else "this follows a figure"
                    hint = "a snippet is given what is known when the site is built"
                    raise Fault(message, spot_at(text, each.value_at), hint)
                written += text[at : each.value_at] + literal_of(value)
                at = each.end
        return written + text[at:]

    def _is_lacking(self, term: Term) -> bool:
        """Tell whether something that a term speaks of is a problem already."""
        figures = {each.figure for each in settings_in(term)}
        return not self.undrawn.isdisjoint(figures) or any(
            each.dataset not in self.scope.tables for each in lookups_in(term)
        )

    def _written(self, parsed: Parsed, form: list[Any], text: str) -> Made[WrittenValue]:
        evaluation = Evaluation(text, self.scope)
        shown_text = write_parsed(parsed, form, evaluation, self.locale)
        settings = [each for each in settings_in(parsed.term) if each.figure in self.live]
        if not settings:
            return Made(WrittenValue(shown_text))
        found = tuple(dict.fromkeys((each.figure, each.param) for each in settings))
        encoded = _encoded(reduced(parsed.term, evaluation))
        files = {"rows": encoded} if len(encoded) > LARGE else {}
        if self.locale is not ENGLISH:
            files["locale"] = msgspec.json.encode(self.locale).decode()
        kept = {name: keep(text) for name, text in files.items()}
        blobs = {name: blob for name, (blob, _) in kept.items()}
        follows = Follows(found, "" if "rows" in blobs else encoded, _encoded(form), **blobs)
        return Made(WrittenValue(shown_text, follows), blobs=tuple(raw for _, raw in kept.values()))


def _encoded(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _start(text: str) -> Value:
    value = json.loads(text)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value if isinstance(value, float | str | bool) else None
