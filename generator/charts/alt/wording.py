"""The rows that a view draws, and their numbers, dates and names as a sentence has them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import reduce
from typing import Any

from generator.charts.alt.voices import Voice
from generator.charts.spec import Row, is_number
from generator.charts.titles import spoken
from generator.charts.units import Unit
from generator.data.locales import Locale
from generator.data.moments import write_date
from generator.data.numbers import format_number, is_format
from generator.data.periods import are_years, named_year

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_GUIDES = ("", "axis", "legend", "header")
_AXES = ("x", "y", "theta", "color", "fill", "size")
_RANGED = ("x", "y", "color")


class Writer:
    """Writes the values of one channel, all alike."""

    def __init__(self, unit: Unit, channel: str, values: list[Any], voice: Voice) -> None:
        self._voice = voice
        self._unit = str(unit.channel(channel).get("timeUnit") or "")
        self._is_time = unit.type(channel) == "temporal" or bool(self._unit)
        part = unit.channel(channel)
        guides = [part.get(guide) if guide else part for guide in _GUIDES]
        forms = [guide.get("format") for guide in guides if isinstance(guide, dict)]
        self._form = next((_full(f) for f in forms if isinstance(f, str) and is_format(f)), "")
        is_told = named_year(unit.field(channel)) or "d" in forms or unit.type(channel) == "ordinal"
        self._is_year = not self._is_time and is_told and are_years(values)
        moments = [_moment(v) for v in values if is_number(v)]
        self._moment = _moment_form(moments, voice.locale)
        self._has_days = any(each.day != 1 or _is_within_a_day(each) for each in moments)

    def write(self, value: Any) -> str:
        """Return a value as the chart's reader would say it."""
        if not is_number(value):
            return self._voice.nothing if value is None else str(value)
        if self._is_time:
            return self._write_moment(value)
        if self._form:
            return format_number(value, self._form, self._voice.locale)
        return str(value) if self._is_year else _number(value, self._voice.locale)

    def _write_moment(self, value: float) -> str:
        bare = self._unit.removeprefix("utc").removeprefix("binned")
        form = self._part_of_time(bare) if bare and "year" not in bare else self._moment
        return write_date(_moment(value), form, self._voice.locale) if form else ""

    def _part_of_time(self, unit: str) -> str:
        phrases, locale = self._voice.phrases, self._voice.locale
        forms = {"month": "%B", "day": "%A", "hours": locale.hour, "date": phrases.day_of_month}
        return forms.get(unit, "")

    @property
    def place(self) -> str:
        """Return what kind of place a value is: ``in`` a month, ``on`` a day, ``at`` all else."""
        if self._is_year or (self._is_time and not self._has_days):
            return "in"
        return "on" if self._is_time else "at"


def _full(form: str) -> str:
    """Return a format with digits: an axis chooses them by its ticks, a sentence has none."""
    return re.sub(r"~?([f%])\Z", r".2~\1", form) if "." not in form else form


def _moment(value: float) -> datetime:
    return _EPOCH + timedelta(milliseconds=value)


def _is_within_a_day(moment: datetime) -> bool:
    return (moment.hour, moment.minute) != (0, 0)


def _moment_form(moments: list[datetime], locale: Locale) -> str:
    """Return how finely moments need to be told: in years, months, days or minutes."""
    if any(map(_is_within_a_day, moments)):
        return f"{locale.date}, {locale.time}"
    if any(each.day != 1 for each in moments):
        return locale.date
    return locale.month if any(each.month != 1 for each in moments) else locale.year


def _number(value: float, locale: Locale) -> str:
    if float(value).is_integer() and abs(value) < 1e15:
        return format_number(value, ",.0f", locale)
    if abs(value) >= 100:
        return format_number(value, ",.0f" if abs(value) >= 1000 else ",.1~f", locale)
    return format_number(float(f"{value:.3g}"), "", locale)


class ShownRows:
    """The rows of a view, and how their values are written."""

    def __init__(self, unit: Unit, group: str, rows: list[Row], voice: Voice) -> None:
        self.unit, self.group, self.rows, self.voice = unit, group, rows, voice
        self.phrases = voice.phrases
        self.writers = {
            name: Writer(unit, name, [row[name] for row in rows], voice) for name in rows[0]
        }

    def write(self, channel: str, value: Any) -> str:
        """Return a channel's value in words."""
        return self.writers[channel].write(value)

    def complete(self, *channels: str) -> list[Row]:
        """Return the rows in which all of some channels have a value.

        Among names nothing is a name too, which the chart draws like the others.
        """
        if not all(name in self.writers for name in channels):
            return []
        needed = [name for name in channels if self.unit.type(name) not in ("nominal", "ordinal")]
        return [row for row in self.rows if all(row[name] is not None for name in needed)]

    def measured(self) -> tuple[str, str]:
        """Return the channel of the numbers and the one that they stand along."""
        is_lying = self.unit.type("y") != "quantitative" and self.unit.type("x") == "quantitative"
        return ("x", "y") if is_lying else ("y", "x")


def value_range(shown: ShownRows, rows: list[Row], channel: str) -> Iterator[str]:
    """Tell between which values some rows lie."""
    values = [row[channel] for row in rows]
    if values:
        low, high = (shown.write(channel, each) for each in extent(values))
        if low == high:
            yield shown.phrases.all_same.format(value=low)
        else:
            yield shown.phrases.value_range.format(low=low, high=high)


def numbers(rows: list[Row], channel: str) -> list[Row]:
    """Return the rows that have a number in a channel."""
    return [row for row in rows if type(row[channel]) in (int, float)]


def extent(values: list[Any]) -> tuple[Any, Any]:
    """Return the least and the greatest of some values."""
    return min(values), max(values)


def start(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


def in_short(voice: Voice, kind: str, unit: Unit, group: str, rows: list[Row]) -> str:
    """Say of what kind a view is, what it shows, and between which ends: no language is needed."""
    names = (voice.name_of(unit, channel) for channel in dict.fromkeys((*_AXES, group)))
    axes = dict.fromkeys(filter(None, (*names, *map(spoken, unit.facets))))
    words = voice.words
    if not axes:
        return kind
    listed = reduce(lambda first, more: words("chart_alt_and", first=first, more=more), axes)
    head = words("chart_alt", kind=kind, axes=listed)
    ranges = dict.fromkeys(_ranges(ShownRows(unit, group, rows, voice)) if rows else ())
    return reduce(_then, ranges, head)


def _then(told: str, more: str) -> str:
    """Put a sentence behind another: a full stop of East Asia has its space in it."""
    return told + more if told.endswith("\u3002") else f"{told} {more}"


def _ranges(shown: ShownRows) -> Iterator[str]:
    for channel in _RANGED:
        if channel in shown.writers and shown.unit.type(channel) in ("quantitative", "temporal"):
            ends = [name for name in (channel, f"{channel}2") if name in shown.writers]
            values = [row[name] for name in ends for row in numbers(shown.rows, name)]
            if values:
                low, high = (shown.write(channel, each) for each in extent(values))
                yield _range(shown.voice, shown.voice.name_of(shown.unit, channel), low, high)


def _range(voice: Voice, axis: str, low: str, high: str) -> str:
    if low == high:
        return voice.words("chart_alt", kind=axis, axes=low)
    return voice.words("chart_alt_range", axis=axis, low=low, high=high)
