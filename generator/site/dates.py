"""Dates as authors write them, brought to ISO 8601 with an offset."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.problems.regex import regex

FORM = "write it as 2024-05-31, 2024-05-31 14:30 or 2024-05-31T14:30:00+02:00"

_DATE = regex(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:(?:[Tt]|[ ]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r"[ ]*([Zz]|[-+]\d{2}:?\d{2}|[-+]\d{2})?)?",
    re.ASCII,
)


class ReadDate(NamedTuple):
    """A date as ISO 8601, or empty and what is wrong with it; ``doubt`` is worth a warning."""

    iso: str = ""
    wrong: str = ""
    hint: str = ""
    doubt: str = ""


def read_date(text: str, zone: str) -> ReadDate:
    """Read a date; one without an offset is in the time zone.

    A date alone is the first moment of that day, fractions of a second are cut off.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return ReadDate(wrong=f'"{text}" is not a date', hint=FORM)
    try:
        local = datetime(*[int(part or 0) for part in match.groups()[:6]])  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError as error:
        return ReadDate(wrong=f'there is no date "{text}": {error}', hint=FORM)
    if match[7]:
        return _with_offset(local, match[7], text)
    return _in_zone(local, zone, has_time=match[4] is not None)


def seen_in(zone: str, iso: str) -> str:
    """Return a moment as the clocks of a time zone show it; at the ends of time, as it is."""
    try:
        return datetime.fromisoformat(iso).astimezone(ZoneInfo(zone)).isoformat()
    except OverflowError:
        return iso


def _with_offset(local: datetime, offset: str, text: str) -> ReadDate:
    if offset in "Zz":
        return ReadDate(local.replace(tzinfo=UTC).isoformat())
    hours, minutes = int(offset[1:3]), int(offset[3:].lstrip(":") or 0)
    if hours > 23 or minutes > 59:
        return ReadDate(wrong=f'there is no offset "{offset}" as in "{text}"', hint=FORM)
    ahead = timedelta(hours=hours, minutes=minutes) * (-1 if offset[0] == "-" else 1)
    return ReadDate(local.replace(tzinfo=timezone(ahead)).isoformat())


def _in_zone(local: datetime, zone: str, *, has_time: bool) -> ReadDate:
    first, second = _offsets(local, ZoneInfo(zone))
    if first < second:
        return _in_gap(local, zone, second, has_time=has_time)
    doubt = ""
    if first > second and has_time:
        doubt = f"clocks went back in {zone}, so {local:%H:%M} came twice; the first one is taken"
    return ReadDate(local.replace(tzinfo=_whole_minutes(first)).isoformat(), doubt=doubt)


def _in_gap(local: datetime, zone: str, after: timedelta, *, has_time: bool) -> ReadDate:
    """Read a time that clocks skipped; a day whose midnight they skipped begins later."""
    before = _offsets(local, ZoneInfo(zone))[0]
    later = local + (after - before)
    if has_time or later.date() != local.date():
        skipped = f"{local:%H:%M} on {local:%Y-%m-%d}" if has_time else f"{local:%Y-%m-%d}"
        wrong = f"{skipped} did not happen in {zone}: clocks went forward over it"
        return ReadDate(wrong=wrong, hint="write another time, or give an offset such as +02:00")
    return ReadDate(later.replace(tzinfo=_whole_minutes(after)).isoformat())


def _offsets(local: datetime, zone: tzinfo) -> tuple[timedelta, timedelta]:
    """Return the offsets before and after a change of clocks; they are equal in any other hour."""
    here = local.replace(tzinfo=zone)
    first, second = here.utcoffset(), here.replace(fold=1).utcoffset()
    return first or timedelta(0), second or timedelta(0)


@cache
def _whole_minutes(offset: timedelta) -> timezone:
    # Local mean times of old have seconds, which feeds do not allow.
    return timezone(timedelta(minutes=round(offset / timedelta(minutes=1))))
