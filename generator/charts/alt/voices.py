"""How alternative texts are told in a language: in its sentences, or else in short."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from generator.charts.alt.german import GERMAN
from generator.charts.alt.phrases import ENGLISH, Phrases
from generator.charts.alt.swedish import SWEDISH
from generator.charts.titles import spoken
from generator.charts.units import Unit
from generator.data.locales import Locale, locale_of
from generator.data.numbers import format_number
from generator.data.words import Words
from generator.markup.quotation import tags_of

_KINDS = {"arc": "pie", "circle": "scatter", "geoshape": "map", "point": "scatter",
          "rect": "heatmap", "square": "scatter", "trail": "line"}  # fmt: skip
"""Marks whose charts have another name than they."""
_NAMED = ("area", "bar", "boxplot", "errorband", "errorbar", "histogram", "image", "line", "rule",
          "text", "tick")  # fmt: skip
_PHRASES = {"en": ENGLISH, "de": GERMAN, "sv": SWEDISH}


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


def voice_of(language: str, words: Words) -> Voice:
    """Return how texts are told in a language, with what the theme calls charts there."""
    found = next((_PHRASES[tag] for tag in tags_of(language) if tag in _PHRASES), None)
    return Voice(found or ENGLISH, words, locale_of(language), is_short=found is None)
