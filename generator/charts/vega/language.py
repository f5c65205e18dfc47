"""A specification in its page's language: its numbers, dates and currency as d3 takes them."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.charts.spec import Config, Node, Spec, Vega, mappings, merged, rewrite
from generator.data.locales import ENGLISH, Locale
from generator.data.moments import has_day
from generator.data.numbers import currency_in
from generator.problems.fault import Path
from generator.problems.regex import regex

_LITERAL = regex(r"(?<=[(, ])([\"'])([^\"'\\]*)\1(?=\))")
"""A format within an expression: the last argument of a call."""
_UNITS = regex(
    r'timeUnitSpecifier\((\[[^\]]*\]), \{"year-month":"%b %Y ","year-month-date":"%b %d, %Y "\}\)'
)
"""How Vega-Lite says what units of time look like, where its author does not."""
_PERCENT = regex(r"[,.\d~]*%\Z")
_DOLLAR = "$"
_MONTHS = ("%B", "%b")
_GROUPS = 8


def currency_of(forms: Iterable[str]) -> str:
    """Return the currency that formats speak of, empty where they speak of none."""
    return next(filter(None, map(currency_in, forms)), "")


def forms_in(spec: Spec) -> Iterator[tuple[Path, str]]:
    """Yield what may be a number's format in a specification, with the way to it."""
    for path, node in mappings(spec):
        for key, part in node.items():
            if isinstance(part, str) and not node.get("formatType"):
                found = [part] if _is_form(key) else [m[2] for m in _LITERAL.finditer(part)]
                yield from (((*path, key), form) for form in found)


def form_for_d3(form: str, locale: Locale, currency: str) -> str:
    """Return a number's format as d3 has it: ``$`` stands for the chart's currency.

    Where a language puts its sign of percent first, it stands for that: d3 would put it last.
    """
    if own := currency_in(form):
        return _DOLLAR + form.removeprefix(own)
    is_first = locale.percent[0] and not currency
    return f"{_DOLLAR}{form}" if is_first and _PERCENT.match(form) else form


def with_forms(spec: Spec, locale: Locale, currency: str) -> Spec:
    """Return a specification whose formats d3 understands, before Vega-Lite compiles it."""
    forms = {} if locale is ENGLISH else {"timeFormat": locale.short_date}
    forms |= {"normalizedNumberFormat": ".0%"} if locale.percent[0] else {}
    own = spec | {"config": merged(forms, spec["config"])} if forms else spec
    return rewrite(own, lambda node, path: _formed(node, path, locale, currency))


def _formed(node: Node, path: Path, locale: Locale, currency: str) -> Node:
    is_guide = path[-1:] in (("axis",), ("legend",))

    def formed(key: str, part: Any) -> Any:
        if not isinstance(part, str) or node.get("formatType"):
            return part
        if _is_form(key):
            form = form_for_d3(part, locale, currency)
            # Along an axis d3 would write 1e+4 for it.
            return f"{form}~f" if is_guide and form in (",", "$,", "$") else form
        return _LITERAL.sub(lambda m: f"{m[1]}{form_for_d3(m[2], locale, currency)}{m[1]}", part)

    return {key: formed(key, part) for key, part in node.items()}


def _is_form(key: str) -> bool:
    return key == "format" or key.endswith("umberFormat")


def in_language(vega: Vega, locale: Locale, currency: str) -> Vega:
    """Return a Vega specification whose numbers and dates are written as a language has them."""
    if locale is ENGLISH:
        own = currency not in ("", _DOLLAR)
        return _with_locale(vega, {"number": numbers_for_d3(locale, currency)}) if own else vega
    scales = {each["name"] for _, node in mappings(vega) for each in _scales(node)}
    made = rewrite(vega, lambda node, path: _dated(node, path, locale, scales))
    times = times_for_d3(locale, [each for each in _patterns(made) if has_day(each)])
    return _with_locale(made, {"number": numbers_for_d3(locale, currency), "time": times})


def _with_locale(vega: Vega, locale: Config) -> Vega:
    """Return a specification with a locale; what its author says goes before ours."""
    made = vega.copy()
    made["config"] = merged({"locale": locale}, vega.get("config") or {})
    return made


def _scales(node: Node) -> Iterator[Node]:
    for each in node.get("scales") or ():
        if each.get("type") in ("utc", "time"):
            yield each


def _dated(node: Node, path: Path, locale: Locale, scales: set[str]) -> Node:
    made = {
        key: _UNITS.sub(lambda match: _units(match[1], locale), part)
        if isinstance(part, str)
        else part
        for key, part in node.items()
    }
    is_axis = path[-2:-1] == ("axes",) and node.get("scale") in scales
    if is_axis and "format" not in node and node.get("labels") is not False:
        made["format"] = _ticks(locale)
    return made


def _units(names: str, locale: Locale) -> str:
    """Return how units of time look; those that are not here look alike in every language."""
    forms = {
        "year": locale.year,
        "quarter": locale.quarter,
        "date": "%-d",
        "hours": locale.hour,
        "year-quarter": locale.year_quarter,
        "year-month": locale.short_month,
        "year-month-date": locale.short_date,
        "month-date": locale.day,
        "hours-minutes": locale.time,
    }
    asked = set(json.loads(names))
    used = {name: f"{form} " for name, form in forms.items() if asked >= set(name.split("-"))}
    return f"timeUnitSpecifier({names}, {json.dumps(used, ensure_ascii=False)})"


def _ticks(locale: Locale) -> dict[str, str]:
    """Return what stands at the ticks of a time axis, by the unit that a tick begins."""
    return {
        "year": locale.year,
        "quarter": "%B",
        "month": "%B",
        "week": locale.day,
        "date": locale.weekday,
        "hours": locale.hour,
        "minutes": locale.time,
    }


def _patterns(vega: Vega) -> Iterator[str]:
    for _, node in mappings(vega):
        for part in node.values():
            if isinstance(part, str) and "%" in part:
                yield from re.split("[\"']", part)


def numbers_for_d3(locale: Locale, currency: str) -> Config:
    """Return a locale's marks; ``currency`` is what ``$`` stands for in a format."""
    before, after = locale.percent
    is_first = before and not currency
    sizes = [*locale.grouping, *locale.grouping[-1:] * _GROUPS]  # d3 begins again after the last
    return {
        "decimal": locale.decimal,
        "thousands": locale.thousands,
        "grouping": sizes,
        "currency": list(locale.percent if is_first else locale.marks_of(currency or _DOLLAR)),
        "percent": after or before,
        "minus": locale.minus,
    }


def times_for_d3(locale: Locale, with_day: list[str]) -> Config:
    """Return a locale's words and patterns; d3 counts days from Sunday, and has no defaults.

    d3 knows one form of each month: that beside a day where a chart has it ``with_day``.
    """
    alone = locale.without_day()
    dated = {name: locale if any(name in each for each in with_day) else alone for name in _MONTHS}
    return {
        "months": list(dated["%B"].months),
        "shortMonths": list(dated["%b"].short_months),
        "days": [locale.days[-1], *locale.days[:-1]],
        "shortDays": [locale.short_days[-1], *locale.short_days[:-1]],
        "dateTime": f"{locale.date}, {locale.time}",
        "date": locale.short_date,
        "time": locale.time,
        "periods": list(locale.periods),
    }
