"""The rows that a view draws, and their numbers, dates and names as a sentence has them."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from generator.charts.spec import Row
from generator.charts.titles import NAMES_OF_TIME, spoken
from generator.charts.units import Unit
from generator.data.moments import write_date
from generator.data.numbers import format_number, is_format
from generator.data.years import are_years, named_year

NOTHING = "(nothing)"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AGGREGATES = {"count": "number of rows", "distinct": "number of different", "mean": "mean",
               "average": "mean", "median": "median", "sum": "sum of", "min": "lowest",
               "max": "highest", "stdev": "standard deviation of"}  # fmt: skip
_PARTS_OF_TIME = {"month": "%B", "day": "%A", "hours": "%H:00", "date": "day %-d"}
_GUIDES = ("", "axis", "legend", "header")


def name_of(unit: Unit, channel: str) -> str:
    """Return what a channel shows in a few words, empty where it shows nothing."""
    part = unit.channel(channel)
    title = part.get("title")
    is_bare = bool(part.get("aggregate")) and title == unit.field(channel)
    if isinstance(title, str) and title.strip() and not is_bare:
        return title.strip()
    field = spoken(unit.field(channel))
    unit_of_time = str(part.get("timeUnit") or "").removeprefix("utc")
    if unit_of_time in NAMES_OF_TIME:
        return NAMES_OF_TIME[unit_of_time]
    word = part.get("aggregate") if isinstance(part.get("aggregate"), str) else ""
    if word == "count":
        return _AGGREGATES["count"]
    return f"{_AGGREGATES.get(word, word)} {field}" if word and field else field


def listed(words: Iterable[str]) -> str:
    """Join words as a sentence does: ``a, b and c``."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


class Writer:
    """Writes the values of one channel, all alike."""

    def __init__(self, unit: Unit, channel: str, values: list[Any]) -> None:
        self._unit = str(unit.channel(channel).get("timeUnit") or "")
        self._is_time = unit.type(channel) == "temporal" or bool(self._unit)
        part = unit.channel(channel)
        guides = [part.get(guide) if guide else part for guide in _GUIDES]
        forms = [guide.get("format") for guide in guides if isinstance(guide, dict)]
        self._form = next((_full(f) for f in forms if isinstance(f, str) and is_format(f)), "")
        is_told = named_year(unit.field(channel)) or "d" in forms or unit.type(channel) == "ordinal"
        self._is_year = not self._is_time and is_told and are_years(values)
        self._moment = _moment_form([_moment(v) for v in values if _is_number(v)])

    def write(self, value: Any) -> str:
        """Return a value as the chart's reader would say it."""
        if not _is_number(value):
            return NOTHING if value is None else str(value)
        if self._is_time:
            return self._write_moment(value)
        if self._form:
            return format_number(value, self._form)
        return str(value) if self._is_year else _number(value)

    def _write_moment(self, value: float) -> str:
        bare = self._unit.removeprefix("utc").removeprefix("binned")
        if bare and "year" not in bare:
            form = _PARTS_OF_TIME.get(bare, "")
            return write_date(_moment(value), form) if form else ""
        return write_date(_moment(value), self._moment)

    @property
    def preposition(self) -> str:
        """Return the word before a value: in a month or a year, on a day, at anything else."""
        if self._is_year or (self._is_time and "-d" not in self._moment):
            return "in"
        return "on" if self._is_time else "at"


def _full(form: str) -> str:
    """Return a format with digits: an axis chooses them by its ticks, a sentence has none."""
    return re.sub(r"~?([f%])\Z", r".2~\1", form) if "." not in form else form


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _moment(value: float) -> datetime:
    return _EPOCH + timedelta(milliseconds=value)


def _moment_form(moments: list[datetime]) -> str:
    """Return how finely moments need to be told: in years, months, days or minutes."""
    if any((each.hour, each.minute) != (0, 0) for each in moments):
        return "%-d %B %Y, %H:%M"
    if any(each.day != 1 for each in moments):
        return "%-d %B %Y"
    return "%B %Y" if any(each.month != 1 for each in moments) else "%Y"


def _number(value: float) -> str:
    if float(value).is_integer() and abs(value) < 1e15:
        return format_number(value, ",.0f")
    if abs(value) >= 100:
        return format_number(value, ",.0f" if abs(value) >= 1000 else ",.1~f")
    return format_number(float(f"{value:.3g}"), "")


class ShownRows:
    """The rows of a view, and how their values are written."""

    def __init__(self, unit: Unit, group: str, rows: list[Row], writers: dict[str, Writer]) -> None:
        self.unit, self.group, self.writers = unit, group, writers
        self.rows = rows

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
        low, high = shown.write(channel, min(values)), shown.write(channel, max(values))
        yield f"The values lie between {low} and {high}." if low != high else f"All are {low}."


def numbers(rows: list[Row], channel: str) -> list[Row]:
    """Return the rows that have a number in a channel."""
    return [row for row in rows if type(row[channel]) in (int, float)]


def extent(values: list[Any]) -> tuple[Any, Any]:
    """Return the least and the greatest of some values."""
    return min(values), max(values)


def start(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]
