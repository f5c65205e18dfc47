"""What is drawn as names and was hardly meant so: numbers, dates and periods."""

import re
from collections.abc import Iterator
from typing import Any

from generator.charts.fields import name_of
from generator.charts.lint.meant import DRAWN, Doubts, short
from generator.charts.spec import FACETED, Channel
from generator.charts.units import Unit
from generator.charts.vega.utc import instant
from generator.data.dates import parsed, period_start
from generator.data.periods import named_year, period_of
from generator.problems.fault import At, Fault

_MANY_NAMES = 12
_MOST_NAMES = 1_000
"""More names along an axis are a picture that nobody reads: each takes 20 pixels."""
_NAMED = ("nominal", "ordinal")
_GROUPED = frozenset(("bin", "timeUnit", "aggregate"))
_BEGINS = re.compile(r"\s*[<>\u2264\u2265~\u2248(]?\s*[-+\u2212]?[$\u20ac\u00a3]?[\d\u00bc-\u00be]")
_PERIODS = ("", "%b %Y", "%B %Y", "%m/%Y", "%m.%Y")
"""Ways to write a month that are no date of themselves; without a pattern, as in ISO 8601."""


def drawn_as_names(
    unit: Unit, name: str, channel: Channel, values: list[Any], doubts: Doubts
) -> Iterator[Fault]:
    """Find numbers and dates that are drawn as names, and more names than an axis can show."""
    field, path = unit.field(name), unit.places[name]
    if channel.keys() & {"bin", "timeUnit", "aggregate"}:
        return
    count = len({str(value) for value in values}) if name in ("x", "y") else 0
    is_said = doubts.are_said_to_be_names(field, channel)
    doubt = None if is_said and count <= _MOST_NAMES else doubts.of(field, values)
    if count > _MOST_NAMES and unit.is_whole:
        hint = "group them, or draw the first few; if they are numbers, its type is Q"
        hint = f"{doubt.told(field)}; {doubt.hint}" if doubt else hint
        message = (
            f'"{field}" would be {count:,} names along an axis, and {_MOST_NAMES:,} are the most'
        )
        yield Fault(message, At((*path, "field")), hint)
    elif doubt and not is_said and name in (*DRAWN, *FACETED):
        yield Fault(doubt.told(field), At((*path, "field")), doubt.hint, "warning")


def dates_as_names(unit: Unit) -> Iterator[Fault]:
    """Find dates that a line passes over as names."""
    channel = unit.channel("x")
    if unit.kind not in ("line", "area") or unit.type("x") != "nominal":
        return
    values = unit.values(channel.get("field")) or []
    names = {value for value in values if isinstance(value, str)}
    is_said = "type" in channel or len(unit.kin) < 2
    if len(names) < _MANY_NAMES or not is_said or not all(map(_is_date, names)):
        return
    message = f'the dates of "{name_of(channel["field"])}" are drawn as {len(names)} names'
    where = (*unit.places["x"], "type" if "type" in channel else "field")
    yield Fault(message, At(where), 'make it temporal: "T"', "warning")


def _is_date(text: str) -> bool:
    stated = instant(text)
    return isinstance(stated, str) and bool(re.match(r"\d{4}-\d\d(-\d\d)?", stated))


def unmeasured(unit: Unit, doubts: Doubts) -> Iterator[Fault]:
    """Find bars and areas between names and names, though one of both begins with numbers."""
    channels = {name: unit.channel(name) for name in ("y", "x")}
    is_measured = any(
        unit.type(name) not in _NAMED or not unit.field(name) or channel.keys() & _GROUPED
        for name, channel in channels.items()
    )
    if unit.kind not in ("bar", "area") or is_measured or unit.encoding.keys() & {"x2", "y2"}:
        return
    for name, channel in channels.items():
        field, values = unit.field(name), unit.values(channel.get("field")) or []
        numbers = [value for value in values if _BEGINS.match(str(value))]
        if len(numbers) * 2 <= len(values) or doubts.are_said_to_be_names(field, channel):
            continue
        if not doubts.of(field, values):
            yield _unmeasured(unit, name, numbers)
        return


def _unmeasured(unit: Unit, name: str, numbers: list[Any]) -> Fault:
    both = " and ".join(f'"{unit.field(each)}"' for each in ("x", "y"))
    held = "numbers: its type is quantitative"
    if isinstance(numbers[0], str):
        held = f'texts such as "{short(numbers[0])}", and numbers have a length'
    hint = f'"{unit.field(name)}" holds {held}; mark: rect says that cells are meant'
    what = f"the {unit.kind}s have no length: {both} are drawn as names"
    return Fault(what, At((*unit.places[name], "field")), hint, "warning")


def periods_as_names(unit: Unit, doubts: Doubts) -> Iterator[Fault]:
    """Find lines over the names of months, weeks or years of which some are missing."""
    channel = unit.channel("x")
    if unit.kind not in ("line", "trail", "area") or channel.keys() & _GROUPED:
        return
    if unit.type("x") not in _NAMED or doubts.says("gaps"):
        return
    field, values = unit.field("x"), unit.values(channel.get("field")) or []
    is_text = all(isinstance(value, str) for value in values)
    pattern, starts = _starts({str(value) for value in values})
    period = period_of(starts) if is_text or named_year(field) else None
    gaps = period.gaps(starts) if period else []
    if gaps:
        times = "once" if len(gaps) == 1 else f"{len(gaps)} times"
        told = f'along the names of "{field}" periods are missing {times}, first after'
        way = f"date {pattern}".strip()
        cure = f'types: {{{field}: "{way}"}} makes dates of them'
        cure = cure if is_text else f'"{field}:Q" sets the years apart'
        hint = f"{cure}; gaps: false says that it is meant"
        path = (*unit.places["x"], "field")
        yield Fault(f"{told} {starts[gaps[0][0]]}", At(path), hint, "warning")


def _starts(names: set[str]) -> tuple[str, dict[str, str]]:
    """Return how periods are written, and their names by their first days; none for others."""
    for pattern in _PERIODS:
        try:
            first = [parsed(each, pattern) if pattern else period_start(each) for each in names]
        except ValueError:
            continue
        return pattern, dict(zip(first, names, strict=True))
    return "", {}
