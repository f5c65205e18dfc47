"""Dates in values: as milliseconds since 1970 in UTC, and written in words."""

import re
from datetime import UTC, datetime, timedelta

from msgspec import Struct

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DEFAULT = "%-d %B %Y"
DIRECTIVE = re.compile(r"%(-?[a-zA-Z%])")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DIRECTIVES = ("Y", "y", "m", "-m", "d", "-d", "B", "b", "A", "a", "H", "-H", "M", "%")


class Moment(Struct, frozen=True, order=True):
    """A point in time; ``browser/values.js`` counts in the same way."""

    milliseconds: float


def read_moment(text: str) -> Moment | None:
    """Read a date in ISO 8601; what has no offset is in UTC."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    aware = read.replace(tzinfo=UTC) if read.tzinfo is None else read
    return Moment((aware - EPOCH) / timedelta(milliseconds=1))


def write_moment(moment: Moment, pattern: str = DEFAULT) -> str:
    """Write a date by the usual directives, in English whatever the machine's language."""
    day = EPOCH + timedelta(milliseconds=moment.milliseconds)
    month, weekday = MONTHS[day.month - 1], DAYS[day.weekday()]
    numbers = {"m": day.month, "d": day.day, "H": day.hour, "M": day.minute, "y": day.year % 100}
    words = {"Y": str(day.year), "B": month, "b": month[:3], "A": weekday, "a": weekday[:3]}

    def written(match: re.Match[str]) -> str:
        name = match[1]
        if name in numbers:
            return f"{numbers[name]:02d}"
        if name[1:] in numbers and name[0] == "-":
            return str(numbers[name[1:]])
        return words.get(name, "%" if name == "%" else match[0])

    return DIRECTIVE.sub(written, pattern)


def unknown_directive(pattern: str) -> str:
    """Return the first directive of a pattern that nobody knows, empty where all are known."""
    found = (match[0] for match in DIRECTIVE.finditer(pattern) if match[1] not in DIRECTIVES)
    return next(found, "")
