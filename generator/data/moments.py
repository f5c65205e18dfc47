"""Dates as readers see them; ``browser/format.js`` writes them in the same way."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from string import ascii_letters

from msgspec import Struct

from generator.data.locales import ENGLISH, Locale
from generator.problems.regex import regex

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DIRECTIVE = regex(r"%(-?)(.)")
_HAS_DAY = regex("%-?[de]")
_PARTS: dict[str, Callable[[datetime, Locale], str]] = {
    "Y": lambda at, _: str(at.year),
    "y": lambda at, _: f"{at.year % 100:02}",
    "m": lambda at, _: f"{at.month:02}",
    "B": lambda at, locale: locale.months[at.month - 1],
    "b": lambda at, locale: locale.short_months[at.month - 1],
    "d": lambda at, _: f"{at.day:02}",
    "e": lambda at, _: str(at.day),
    "A": lambda at, locale: locale.days[at.weekday()],
    "a": lambda at, locale: locale.short_days[at.weekday()],
    "H": lambda at, _: f"{at.hour:02}",
    "I": lambda at, _: f"{at.hour % 12 or 12:02}",
    "p": lambda at, locale: locale.periods[at.hour // 12],
    "M": lambda at, _: f"{at.minute:02}",
    "S": lambda at, _: f"{at.second:02}",
    "q": lambda at, _: str((at.month + 2) // 3),
    "%": lambda at, _: "%",
}
_FOR_AUTHORS = ("Y", "y", "m", "-m", "d", "-d", "B", "b", "A", "a", "H", "-H", "M", "%")
"""What the browser writes too."""


class Moment(Struct, frozen=True, order=True):
    """A point in time; ``browser/values.js`` counts in the same way."""

    milliseconds: float

    @property
    def at(self) -> datetime:
        """The same as Python has it."""
        return EPOCH + timedelta(milliseconds=self.milliseconds)


def milliseconds_of(at: datetime) -> float:
    """Return how long after 1970 a date is."""
    return (at - EPOCH) / timedelta(milliseconds=1)


def read_moment(text: str) -> Moment | None:
    """Read a date in ISO 8601; what has no offset is in UTC."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    aware = read.replace(tzinfo=UTC) if read.tzinfo is None else read
    return Moment(milliseconds_of(aware))


def write_moment(moment: Moment, pattern: str | None = None, locale: Locale = ENGLISH) -> str:
    """Write a point in time by a pattern, or as its language has dates."""
    return write_date(moment.at, pattern, locale)


def write_date(at: datetime, pattern: str | None = None, locale: Locale = ENGLISH) -> str:
    """Write a date by the usual directives, alike on every machine, or as its language does."""
    pattern = locale.date if pattern is None else pattern
    worded = worded_for(pattern, locale)

    def written(match: re.Match[str]) -> str:
        if match[2] not in _PARTS:
            return match[0]
        text = _PARTS[match[2]](at, worded)
        return text.lstrip("0") or "0" if match[1] else text

    return _DIRECTIVE.sub(written, pattern)


def has_day(pattern: str) -> bool:
    """Tell whether a pattern writes a day, beside which months have a form of their own."""
    return bool(_HAS_DAY.search(pattern))


def worded_for(pattern: str, locale: Locale) -> Locale:
    """Return the locale whose months are in the form that a pattern wants."""
    return locale if has_day(pattern) else locale.without_day()


def strftime(at: datetime, pattern: str, locale: Locale) -> str:
    """Write a date by any directive that Python has, the words in their language."""
    worded = worded_for(pattern, locale)
    return at.strftime(re.sub("%[BbAap%]", lambda match: _word(at, match[0], worded), pattern))


def _word(at: datetime, directive: str, worded: Locale) -> str:
    return "%%" if directive == "%%" else _PARTS[directive[1]](at, worded)


def is_known(pattern: str) -> bool:
    """Tell whether ``write_date`` writes each directive of a pattern."""
    return all(match[2] in _PARTS for match in _DIRECTIVE.finditer(pattern))


def unknown_directive(pattern: str) -> str:
    """Return the first directive that no author's pattern may have, empty where all are known."""
    found = (match for match in _DIRECTIVE.finditer(pattern) if match[2] in ascii_letters + "%")
    return next((each[0] for each in found if each[0][1:] not in _FOR_AUTHORS), "")
