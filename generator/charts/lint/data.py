"""Whether the data are what a view takes them for."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.charts.fields import name_of, steps_of
from generator.charts.lint.columns import empty_field
from generator.charts.lint.meant import (
    Doubts,
    not_dates,
    not_numbers,
    reads_as_number,
    short,
)
from generator.charts.lint.names import (
    dates_as_names,
    drawn_as_names,
    periods_as_names,
    unmeasured,
)
from generator.charts.spec import Channel, mapping_at
from generator.charts.units import Unit
from generator.data.numbers import currency_in
from generator.problems import Severity
from generator.problems.encoding import UNFIT, named
from generator.problems.fault import At, Fault, Path

_PLACED = ("x", "y", "theta", "radius", "latitude", "longitude")
_OF_NUMBERS = ("mean", "average", "median", "sum")
_ANY_VALUE = (None, "argmin", "argmax", "min", "max", *_OF_NUMBERS)
"""Aggregates that take the column's own values, not their count."""
_NUMBER_FORMAT = re.compile(
    r"(?:.?[<>=^])?[+\-( ]?[$#]?0?\d*,?(?:\.(?:1?\d|20))?~?[a-zA-Z%]?\Z", re.DOTALL
)
_CONTINUOUS = ("linear", "log", "pow", "sqrt", "symlog")
_UNSEEN = ("tooltip", "url", "href", "key", "order", "detail")
_LONGEST = 2_000
_MOST_BINS = 10_000


def data_faults(unit: Unit, doubts: Doubts) -> Iterator[Fault]:
    """Find what the values of a view's channels cannot be."""
    for name, channel in unit.encoding.items():
        if isinstance(channel, dict) and name in unit.places:
            path = unit.places[name]
            yield from _format_faults(channel, path)
            yield from _value_faults(unit, name, channel, doubts)
    yield from dates_as_names(unit)
    yield from periods_as_names(unit, doubts)
    yield from unmeasured(unit, doubts)
    yield from _negative_slices(unit)


def _value_faults(unit: Unit, name: str, channel: Channel, doubts: Doubts) -> Iterator[Fault]:
    field, kind, path = unit.field(name), unit.type(name), unit.places[name]
    yield from _domain_faults(kind, channel, path)
    yield from _too_many_bins(unit, channel, path)
    values = unit.values(channel.get("field"))
    yield from _odd_texts(name, field, values or (), path)
    if values is None or not unit.rows:
        return
    if not values:
        is_way = len(steps_of(str(channel.get("field")))) > 1
        if (name in _PLACED or is_way) and unit.is_whole:
            yield empty_field(unit, str(channel.get("field")), (*path, "field"))
        return
    is_said = "type" in channel or channel.get("aggregate") in _OF_NUMBERS
    if kind == "quantitative" and is_said and channel.get("aggregate") in _ANY_VALUE:
        yield from not_numbers(unit, name, values, path, doubts)
        yield from _not_for_log(unit, channel, values, path)
    if (kind == "temporal" or "timeUnit" in channel) and ":" not in str(unit.parse.get(field)):
        yield from not_dates(unit, name, values, doubts)
    if kind in ("nominal", "ordinal"):
        yield from drawn_as_names(unit, name, channel, values, doubts)


def _domain_faults(kind: str, channel: Channel, path: Path) -> Iterator[Fault]:
    scale = mapping_at(channel, "scale")
    domain, is_continuous = scale.get("domain"), scale.get("type", "linear") in _CONTINUOUS
    if kind != "quantitative" or not is_continuous or not isinstance(domain, list):
        return
    where = (*path, "scale", "domain")
    text = next(
        (each for each in domain if isinstance(each, str) and not reads_as_number(each)), None
    )
    if text is not None:
        yield Fault(f'a scale of numbers cannot begin or end with "{short(text)}"', At(where))
    elif len(domain) < 2:
        yield Fault("a scale needs two ends", At(where), "such as [0, 100]")


def _too_many_bins(unit: Unit, channel: Channel, path: Path) -> Iterator[Fault]:
    bins = mapping_at(mapping_at(channel, "scale"), "bins")
    numbers = unit.numbers(channel.get("field"))
    for given, where in (
        (mapping_at(channel, "bin"), (*path, "bin", "step")),
        (bins, (*path, "scale", "bins", "step")),
    ):
        step = given.get("step")
        if isinstance(step, int | float) and step > 0 and numbers:
            count = (max(numbers) - min(numbers)) / step
            if count > _MOST_BINS:
                hint = f"{_MOST_BINS:,} are the most"
                yield Fault(f"this step makes {count:,.0f} bins", At(where), hint)


def _odd_texts(name: str, field: Any, values: Iterable[Any], path: Path) -> Iterator[Fault]:
    """Find what no drawing can hold: letters that XML does not have, texts without an end."""
    for value in values if name not in _UNSEEN else ():
        if not isinstance(value, str):
            continue
        if found := UNFIT.search(value):
            message = f'"{field}" holds a letter that nothing can show: {named(found[0])}'
            yield Fault(message, At((*path, "field")), "take it out of the data")
            return
        if len(value) > _LONGEST:
            message = f'"{field}" holds a text of {len(value):,} letters, too long for a chart'
            yield Fault(message, At((*path, "field")), f"{_LONGEST:,} are the most")
            return


def _not_for_log(unit: Unit, channel: Channel, values: list[Any], path: Path) -> Iterator[Fault]:
    scale = mapping_at(channel, "scale")
    if scale.get("type") != "log" or not unit.is_whole:
        return
    if channel.get("aggregate") or channel.get("bin") or channel.get("stack"):
        return
    low = min((value for value in values if isinstance(value, int | float)), default=1)
    if low <= 0:
        message = f'a log scale cannot show {low:g}, which is in "{name_of(channel["field"])}"'
        hint = 'use "type: symlog", or filter such rows away'
        is_cut = "domain" in scale or "domainMin" in scale
        severity: Severity = "warning" if is_cut else "error"
        yield Fault(message, At((*path, "scale", "type")), hint, severity)


def _negative_slices(unit: Unit) -> Iterator[Fault]:
    channel = unit.channel("theta")
    if unit.kind != "arc" or channel.get("aggregate") or channel.get("bin"):
        return
    low = min(unit.numbers(channel.get("field")) if unit.is_whole else (), default=0)
    if low < 0:
        where = (*unit.places["theta"], "field")
        message = (
            f'a slice cannot be negative, and "{name_of(channel["field"])}" goes down to {low:g}'
        )
        yield Fault(message, At(where), "bars can show it: mark: bar")


def _format_faults(channel: Channel, path: Path) -> Iterator[Fault]:
    for guide in ("", "axis", "legend", "header"):
        holder = channel.get(guide) if guide else channel
        if not isinstance(holder, dict) or not isinstance(holder.get("format"), str):
            continue
        where = (*path, guide, "format") if guide else (*path, "format")
        if "formatType" not in holder:
            yield from _wrong_format(holder["format"], channel, where)


def _wrong_format(form: str, channel: Channel, path: Path) -> Iterator[Fault]:
    is_date = channel.get("type") == "temporal" or "timeUnit" in channel
    if not is_date and channel.get("type") == "quantitative" and not _is_number_format(form):
        hint = "a number's is such as ,.0f or $,.2f or .1%"
        hint = 'this is for dates: is the column "type: temporal"?' if "%" in form[:1] else hint
        yield Fault(f'format cannot be "{form}"', At(path), hint)
    if is_date and "%" not in form and form:
        hint = "a date's is such as %Y or %d %b %Y"
        yield Fault(f'format "{form}" would write every date alike', At(path), hint)


def _is_number_format(form: str) -> bool:
    return bool(_NUMBER_FORMAT.match(form.removeprefix(currency_in(form))))
