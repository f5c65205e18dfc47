"""Dates as people write them, read in the order that a whole column proves; and times with offsets.

A time with an offset is shown as clocks show it: those of the site's time zone where its settings
name one, else those that it was written by. So it stays the same in every reader's zone.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.problems.regex import regex

_ISO = regex(
    r"(\d{4})-(\d\d)-(\d\d)([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?\Z"
)  # fmt: skip
_PERIOD = regex(
    r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])|-?W(?P<week>\d\d?)|[- ]?Q(?P<quarter>[1-4]))?\Z"
)
_QUARTER_FIRST = regex(r"Q([1-4])[ /-]?(\d{4})\Z")
_BY_NUMBERS = regex(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?=[ ,T]|\Z)")
TIMES = ("", " %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p", ", %H:%M:%S", ", %H:%M")
DAYS = ("%Y/%m/%d", "%Y.%m.%d", "%b %d %Y", "%b %d, %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y",
         "%d %B %Y", "%d-%b-%y", "%d-%b-%Y", "%a %b %d %Y",
         "%a, %d %b %Y")  # fmt: skip
NEXT_CENTURY = 2050
"""A year of two digits is one before this, here and in browsers."""
_NAMED = regex(r"\d{1,2}(?:\.|er|\u00ba)? (?:de )?[^\W\d_]{3,}\.? (?:de )?\d{4}\b")
_ENGLISH = regex(
    r"(?i)\d{1,2} (?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?) \d{4}\b"
)
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "sv", "da", "nb", "pt", "pl", "fi")
"""Languages whose months and weekdays are known wherever they stand."""
_LONG = regex(r"([A-Za-z]{3})[A-Za-z]+")
_OFFSET = regex(r"(?:Z|[+-]\d\d:?\d\d)\Z")
UTC_NAMES = ("", "UTC")


def iso_date(text: str) -> str:
    """Return a date in ISO 8601; a space between date and time becomes a T. Raises ValueError."""
    if not _ISO.match(text):
        raise ValueError
    iso = text[:10] + "T" + text[11:] if text[10:11] == " " else text
    if len(iso) == 10:
        date.fromisoformat(iso)
    else:
        datetime.fromisoformat(iso)
    return iso


def period_start(text: str) -> str:
    """Return the first day of a year, quarter, month or ISO week. Raises ValueError."""
    if turned := _QUARTER_FIRST.match(text):
        text = f"{turned[2]}Q{turned[1]}"
    match = _PERIOD.match(text)
    if match is None:
        raise ValueError
    year = int(match["year"])
    if match["week"]:
        return date.fromisocalendar(year, int(match["week"]), 1).isoformat()
    month = int(match["month"] or 3 * int(match["quarter"] or 1) - 2)
    return date(year, month, 1).isoformat()


def parsed(text: str, pattern: str) -> str:
    """Read a date by its pattern, ``%s`` being seconds since 1970. Raises ValueError."""
    if pattern == "%s":
        return (datetime(1970, 1, 1) + timedelta(seconds=float(text))).isoformat()  # noqa: DTZ001
    try:
        moment = datetime.strptime(text, pattern)  # noqa: DTZ007 - meant without a zone
    except ValueError:
        if not _NAMED.match(text):
            raise
        # December is English, and Swedish: it may stand among others that are not.
        known = _LONG.sub(r"\1", text) if _ENGLISH.match(text) else _in_english(text)
        moment = datetime.strptime(known, pattern)  # noqa: DTZ007 - the same
    if "%y" in pattern and moment.year >= NEXT_CENTURY:
        moment = moment.replace(year=moment.year - 100)
    has_time = re.search("%[HIMSfXcT]", pattern)
    return moment.isoformat() if has_time else moment.date().isoformat()


def _in_english(text: str) -> str:
    """Return a date with its month in English; what may stand beside it is left out."""
    known = _months()
    words = re.sub(r"(?<=\d)(?:\.|er|\u00ba)(?= )|\bde\b", " ", text)
    return " ".join(
        known.get(word.lower().rstrip("."), word) for word in words.split() if word != "."
    )


@cache
def _months() -> dict[str, str]:
    """Return the English months by their names in languages that are read without being asked."""
    # CLDR is large, and few dates have a month in words that are not English.
    from babel.dates import get_month_names

    found: dict[str, set[int]] = defaultdict(set)
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, word in get_month_names(width, "format", language).items():
                found[word.lower().rstrip(".")].add(number)
    english = get_month_names("abbreviated", "format", "en")
    return {word: english[min(each)] for word, each in found.items() if len(each) == 1}


class Order(Struct, frozen=True):
    """How a column's dates are written; ``unsure`` are those that can be read in two ways."""

    pattern: str = ""
    unsure: tuple[str, ...] = ()
    mixed: bool = False
    """Some have a 13 or more in the first place, others in the second."""


def order_of(texts: Collection[str]) -> Order:
    """Tell how all of some dates are written; no pattern where they do not agree or prove it."""
    first = next(iter(texts), "").strip()
    if _BY_NUMBERS.match(first):
        return _by_numbers(texts)
    for pattern in _patterns(first, DAYS):
        if _all_read(texts, pattern):
            return Order(pattern)
    return Order()


def _by_numbers(texts: Collection[str]) -> Order:
    found = [_BY_NUMBERS.match(text.strip()) for text in texts]
    parts = [match for match in found if match]
    if len(parts) < len(found) or len({(each[2], len(each[4])) for each in parts}) > 1:
        return Order()
    is_day_first = any(int(each[1]) > 12 for each in parts)
    is_month_first = any(int(each[3]) > 12 for each in parts)
    if is_day_first and is_month_first:
        return Order(mixed=True)
    mark, year = parts[0][2], "%Y" if len(parts[0][4]) == 4 else "%y"
    unsure = [each.string for each in parts if int(each[1]) != int(each[3])]
    # No language writes the month first with points between.
    if unsure and not (is_day_first or is_month_first or mark == "."):
        return Order(unsure=tuple(unsure))
    days = ("%m", "%d") if is_month_first else ("%d", "%m")
    pattern = mark.join((*days, year))
    fitting = (each for each in _patterns(parts[0].string, (pattern,)) if _all_read(texts, each))
    return Order(next(fitting, ""))


def _patterns(text: str, days: Sequence[str]) -> Iterator[str]:
    """Yield the patterns that one date can be read by."""
    if not (text[:1].isalnum() and text[-1:].isalnum() and any(map(str.isdigit, text))):
        return
    for hours in TIMES:
        if (":" in text) == bool(hours):
            yield from (day + hours for day in days if _all_read((text,), day + hours))


def _all_read(texts: Collection[str], pattern: str) -> bool:
    try:
        return all(parsed(text.strip(), pattern) for text in texts)
    except ValueError:
        return False


def has_offset(text: str) -> bool:
    """Tell whether a date in ISO 8601 has an offset."""
    return len(text) > 16 and bool(_OFFSET.search(text, 16))


def _by_the_clock(moment: datetime, zone: str = "") -> str:
    """Return a time without its offset, as clocks of a zone showed it, or its own clock."""
    if zone:
        moment = moment.astimezone(ZoneInfo(zone))
    return moment.replace(tzinfo=None).isoformat()


class Clock(Struct, frozen=True):
    """Times without their offsets, and the zone whose clocks they are of, where it is known."""

    times: tuple[str, ...]
    zone: str = ""
    spread: bool = False
    """The clocks that the times were written by differ by more than summer time."""


def on_the_clock(texts: Sequence[str], zone: str, *, is_exact: bool = False) -> Clock:
    """Take the offsets off some times.

    Where all are at midnight they are days, and stay so, but for a zone that is meant to be exact;
    there UTC is a zone too, and does not stand for the lack of one.
    """
    moments = [datetime.fromisoformat(text) for text in texts]
    written = tuple([_by_the_clock(moment) for moment in moments])
    offsets = {moment.utcoffset() or timedelta() for moment in moments}
    if is_exact or zone not in UTC_NAMES:
        shown = tuple([_by_the_clock(moment, zone) for moment in moments])
        is_days = not is_exact and all(moment.time() == time() for moment in moments)
        return Clock(shown, zone) if shown == written or not is_days else Clock(written)
    spread = max(offsets) - min(offsets) > timedelta(hours=1)
    return Clock(written, "UTC" if offsets == {timedelta()} else "", spread)
