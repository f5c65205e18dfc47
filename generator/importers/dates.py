"""Dates as other generators' authors write them, brought to a form that Postrock reads."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from generator.site.dates import read_date

# A fraction of a second, and the name of a zone after the offset, say nothing here.
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[-+]\d{2}:?\d{2})?)?"
    r"(?:\s*\([\w/ ]+\))?",
    re.IGNORECASE,
)
_FORMS = (
    *("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y", "%d.%m.%Y"),
    *("%Y %B %d", "%Y %b %d", "%d %B %Y %H:%M", "%d %b %Y %H:%M", "%B %d, %Y %H:%M", "%Y%m%d"),
    *("%b %d, %Y %H:%M", "%a %d %b %Y", "%a %d %B %Y", "%A, %d %B %Y", "%A, %B %d, %Y", "%Y-%m"),
    *("%a %b %d %H:%M:%S %Y", "%d.%m.%Y %H:%M", "%d-%m-%Y"),
)


def postrock_date(written: str, zone: str) -> str:
    """Return a date in a form that Postrock reads in a time zone, or nothing."""
    found = _iso(written.strip()) or _spoken(written.strip())
    day = found[:10]
    # A time that clocks skipped has its day at least.
    return next((each for each in (found, day) if each and read_date(each, zone).iso), "")


def _iso(written: str) -> str:
    match = _ISO.fullmatch(written)
    if match is None:
        return ""
    year, month, day, hour, minute, second, offset = match.groups()
    date = f"{year}-{int(month):02}-{int(day):02}"
    if hour is None:
        return date
    if offset:
        return f"{date}T{int(hour):02}:{minute}:{second or '00'}{_offset(offset)}"
    seconds = f":{second}" if second and second != "00" else ""
    return f"{date} {int(hour):02}:{minute}{seconds}"


def _offset(written: str) -> str:
    if not written.startswith(("+", "-")):
        return "Z"
    return written if ":" in written else f"{written[:3]}:{written[3:]}"


def _spoken(written: str) -> str:
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", written)
    for form in _FORMS:
        try:
            found = datetime.strptime(plain, form)  # noqa: DTZ007
        except ValueError:
            continue
        return found.strftime("%Y-%m-%d %H:%M" if "%H" in form else "%Y-%m-%d")
    try:
        return parsedate_to_datetime(written).isoformat()
    except (TypeError, ValueError, IndexError):
        return ""
