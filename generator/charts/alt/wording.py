"""The rows that a view draws, and their numbers, dates and names as a sentence has them."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import Struct

from generator.charts.alt.phrases import Phrases
from generator.charts.spec import Row
from generator.charts.titles import spoken
from generator.charts.units import Unit
from generator.data.locales import Locale
from generator.data.moments import write_date
from generator.data.numbers import format_number, is_format
from generator.data.periods import are_years, named_year
from generator.data.words import Words

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_GUIDES = ("", "axis", "legend", "header")


_KINDS = {"arc": "pie", "circle": "scatter", "geoshape": "map", "point": "scatter",
          "rect": "heatmap", "square": "scatter", "trail": "line"}  # fmt: skip
"""Marks whose charts have another name than they."""
_NAMED = ("area", "bar", "boxplot", "errorband", "errorbar", "histogram", "image", "line", "rule",
          "text", "tick")  # fmt: skip


class Voice(Struct, frozen=True):
    """The language of a text: its words and sentences, and how it writes dates and numbers.

    Where it ``is_short`` the language has words for charts, but no sentences: the phrases are
    English, and only what needs no words is taken from them.
    """

    phrases: Phrases
    words: Words
    locale: Locale
    is_short: bool = False

    def kind(self, mark: str) -> str:
        """Return what a chart of a mark is called."""
        name = _KINDS.get(mark, mark if mark in _NAMED else "other")
        return self.words(f"chart_kind_{name}")

    def count(self, number: int) -> str:
        """Write how many there are."""
        return format_number(number, ",", self.locale)

    @property
    def nothing(self) -> str:
        """Return what stands for an empty cell."""
        return "–" if self.is_short else self.phrases.nothing

    def listed(self, words: Iterable[str]) -> str:
        """Join words as a sentence does: ``a, b and c``."""
        *first, last = words
        if not first:
            return last
        return self.phrases.last_of.format(first=", ".join(first), last=last)

    def name_of(self, unit: Unit, channel: str) -> str:
        """Return what a channel shows in a few words, empty where it shows nothing."""
        part = unit.channel(channel)
        title = part.get("title")
        is_bare = bool(part.get("aggregate")) and title == unit.field(channel)
        if isinstance(title, str) and title.strip() and not is_bare:
            return title.strip()
        if self.is_short:
            counted = part.get("aggregate") == "count"
            return self.words("chart_alt_count") if counted else spoken(unit.field(channel))
        unit_of_time = str(part.get("timeUnit") or "").removeprefix("utc")
        if unit_of_time in self.phrases.times:
            return self.phrases.times[unit_of_time]
        return self._aggregated(part.get("aggregate"), spoken(unit.field(channel)))

    def _aggregated(self, word: Any, column: str) -> str:
        every = self.phrases.aggregates
        if word == "count":
            return every["count"]
        if not (isinstance(word, str) and word and column):
            return column
        return every.get(word, every[""]).format(word=word, column=column)


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
        moments = [_moment(v) for v in values if _is_number(v)]
        self._moment = _moment_form(moments, voice.locale)
        self._has_days = any(each.day != 1 or _is_within_a_day(each) for each in moments)

    def write(self, value: Any) -> str:
        """Return a value as the chart's reader would say it."""
        if not _is_number(value):
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


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


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
