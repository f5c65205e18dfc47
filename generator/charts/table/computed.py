"""The rows of charts that count, average, bin or group: what is drawn, under words for heads."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from msgspec import Struct

from generator.charts.alt.drawn import bin_of, column_of, drawn_rows
from generator.charts.alt.voices import Voice
from generator.charts.spec import Channel, Row, Spec, Vega
from generator.charts.table.columns import Form
from generator.charts.titles import title_of
from generator.charts.units import Unit, units
from generator.data.locales import ENGLISH, Locale
from generator.data.moments import write_date
from generator.data.words import Words

_SHOWN = ("facet", "row", "column", "x", "y", "theta", "radius", "color", "fill", "stroke", "shape",
          "size", "opacity", "strokeDash", "xOffset", "yOffset", "detail", "text")  # fmt: skip
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DIGITS = 12
"""Behind these a sum of fractions has digits that nobody meant."""
_GUIDES = ("axis", "legend", "header")


class Computed(Struct, frozen=True):
    """Rows as one view draws them, and the formats of their columns."""

    rows: list[Row]
    formats: Mapping[str, Form]


def computed_rows(spec: Spec, vega: Vega, voice: Voice) -> tuple[list[Computed], bool]:
    """Return what the views draw that compute it, and whether others draw rows as they are.

    ``spec`` has its data inside. Where Vega cannot tell a view's rows, all stay as they are.
    """
    every = [unit for unit in units(spec) if unit.rows is None or unit.rows]
    computing = [unit for unit in every if _computes(unit)]
    found: list[Computed] = []
    for unit in computing:
        made = _computed(unit, vega, voice)
        if made is None:
            return [], True
        if all(made.rows != each.rows for each in found):
            found.append(made)
    return found, len(computing) < len(every)


def _computes(unit: Unit) -> bool:
    parts = [unit.channel(name) for name in _SHOWN]
    if any(part.get("aggregate") or part.get("bin") or part.get("timeUnit") for part in parts):
        return True
    return any(unit.field(name) in unit.summed for name in _SHOWN)


def _computed(unit: Unit, vega: Vega, voice: Voice) -> Computed | None:
    columns = dict(sorted(_columns(unit, vega), key=lambda each: _is_computed(unit, each[0])))
    if not columns or not all(columns.values()):
        return None
    heads: dict[str, str] = {}
    for key in columns:
        head = _head(unit, key, voice.words)
        heads |= {key: head} if head and head not in heads.values() else {}
    rows = drawn_rows(vega, unit, {key: columns[key] for key in heads})
    if not rows:
        return None
    writers = {key: _Cells(unit.channel(key.removesuffix("_end")), voice.locale) for key in heads}
    ordered = (
        sorted(rows, key=partial(_place, unit.channel("x"))) if _is_placed(unit, rows) else rows
    )
    told = [{head: writers[key].cell(row[key]) for key, head in heads.items()} for row in ordered]
    forms = {head: form for key, head in heads.items() if (form := writers[key].form)}
    return Computed(told, forms)


def _columns(unit: Unit, vega: Vega) -> Iterator[tuple[str, str]]:
    """Yield the shown channels with the compiled specification's names for what they show."""
    for name in _SHOWN:
        part, field = unit.channel(name), unit.field(name)
        if part.get("bin") and field:
            start = bin_of(vega, field)
            yield name, start
            yield f"{name}_end", f"{start}_end" if start else ""
        elif field or part.get("aggregate"):
            yield name, column_of(unit, name)


def _is_computed(unit: Unit, channel: str) -> bool:
    """Tell whether a channel shows what a view makes of its groups; it stands after these."""
    return bool(unit.channel(channel).get("aggregate"))


def _head(unit: Unit, key: str, words: Words) -> str:
    name = key.removesuffix("_end")
    part = unit.channel(name)
    guides = [part.get(guide) or {} for guide in _GUIDES]
    stated = next((each["title"] for each in (part, *guides) if each.get("title")), None)
    head = stated if isinstance(stated, str) else title_of(part, words)
    if not part.get("bin"):
        return head
    return words("chart_bin_to" if key != name else "chart_bin_from", column=head)


def _is_placed(unit: Unit, rows: list[Row]) -> bool:
    """Tell whether rows stand along an axis of dates or bins, whose order is theirs."""
    part = unit.channel("x")
    is_along = part.get("bin") or part.get("timeUnit") or unit.type("x") == "temporal"
    return bool(is_along) and all(isinstance(row.get("x"), int | float) for row in rows)


def _place(x: Channel, row: Row) -> float:
    """Return where a row stands along x; days may have an order of their own."""
    week, at = x.get("sort"), float(row["x"])
    if x.get("timeUnit") != "day" or not isinstance(week, list):
        return at
    day = ENGLISH.short_days[datetime.fromtimestamp(at / 1000, UTC).weekday()]
    return week.index(day) if day in week else len(week)


def _parts(locale: Locale) -> dict[str, str]:
    """Return how units of time look that have no year."""
    forms = {"month": "%B", "day": "%A", "date": "%-d", "monthdate": locale.day}
    return forms | {"hours": locale.hour, "quarter": locale.quarter}


def _wholes(locale: Locale) -> dict[str, str]:
    return {"year": "%Y", "yearquarter": locale.year_quarter, "yearmonth": locale.month}


class _Cells:
    """Writes the values of one channel as data, and knows the format that readers see them in."""

    def __init__(self, part: Channel, locale: Locale) -> None:
        self._unit = str(part.get("timeUnit") or "").removeprefix("utc").removeprefix("binned")
        self._is_time = bool(self._unit) or part.get("type") == "temporal"
        self._locale = locale
        guides = [part.get(guide) or {} for guide in _GUIDES]
        form = next((each["format"] for each in (part, *guides) if each.get("format")), None)
        stated = Form(form, is_for_values=False) if isinstance(form, str) else None
        own = _wholes(locale).get(self._unit)
        self.form = stated or (Form(own, is_for_values=True) if own else None)

    def cell(self, value: Any) -> Any:
        """Return a value as a table holds it: dates in ISO 8601, a month alone as its name."""
        if not self._is_time or not isinstance(value, int | float):
            return float(f"{value:.{_DIGITS}g}") if isinstance(value, float) else value
        at = _EPOCH + timedelta(milliseconds=value)
        if self._unit and "year" not in self._unit:
            return write_date(
                at, _parts(self._locale).get(self._unit, self._locale.time), self._locale
            )
        is_day = (at.hour, at.minute, at.second) == (0, 0, 0)
        return at.strftime("%Y-%m-%d" if is_day else "%Y-%m-%dT%H:%M:%S")
