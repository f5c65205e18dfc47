"""Types that authors state: a word, and for some of them how the column is written.

``number de`` has decimal commas, ``date %d/%m/%Y`` a pattern, ``date Europe/Berlin`` the zone in
which times with an offset are shown.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from typing import Any, get_args
from zoneinfo import ZoneInfo

from msgspec import Struct, structs

from generator.data.cldr import cldr_of
from generator.data.dataset import ColumnType
from generator.data.dates import iso_date, order_of, parsed, period_start
from generator.data.kinds import plain_number
from generator.data.numerals import numbers_of, stated_number
from generator.problems import nearest
from generator.problems.regex import regex

TYPES: tuple[str, ...] = get_args(ColumnType)
_STATED_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_YEAR = regex("%[YyGs]")
_MARKS = {"us": ".", "eu": ",", ".": ".", ",": ","}


class Notation(Struct, frozen=True):
    """How a table is written, as far as its author says it; types by column."""

    types: Mapping[str, str] = {}
    decimal: str = ""
    timezone: str = ""
    skip: int = 0

    def type_of(self, column: str) -> "StatedType | None":
        """Return the type that is stated of a column."""
        written = self.types.get(column)
        return None if written is None else stated_type(written, self.decimal)

    def zone_of(self, column: str) -> str:
        """Return the zone in which a column's times with an offset are shown."""
        zone = self.types.get(column, "").partition(" ")[2]
        return zone if zone and "%" not in zone else self.timezone


class StatedType(Struct, frozen=True):
    """A type, and what reads a value as it. The function raises ValueError.

    Where the way of writing ``is_open``, the whole column may tell it.
    """

    kind: ColumnType
    read: Callable[[Any], Any]
    is_open: bool = False
    has_zone: bool = False

    def column(self, distinct: Sequence[str]) -> "StatedType":
        """Return this type with the way of writing that all texts of a column prove."""
        texts = [each for each in distinct if each]
        if self.kind == "date" and (pattern := order_of(texts).pattern):
            read = partial(_date, pattern=pattern)
            return structs.replace(self, read=read, is_open=False)
        if self.kind == "number" and (known := numbers_of(texts).by_text):
            return StatedType("number", partial(_looked_up, known=known))
        return structs.replace(self, is_open=False)


def stated_type(written: str, decimal: str = "") -> StatedType | None:
    """Return what an author states, nothing where no type is called so."""
    word, _, way = written.strip().partition(" ")
    way = way.strip()
    if word == "number" and (not way or decimal_of(way)):
        mark = decimal_of(way) or decimal
        return StatedType("number", partial(_number, mark=mark), not mark)
    if word == "date" and (not way or _is_pattern(way) or _is_zone(way)):
        read = partial(_date, pattern=way if "%" in way else "")
        return StatedType("date", read, "%" not in way, bool(way) and "%" not in way)
    if written == "text":
        return StatedType("text", _text)
    return StatedType("boolean", _truth) if written == "boolean" else None


_WAYS = {
    "number": "a language such as de, in whose way its numbers are written",
    "date": "a pattern such as %d/%m/%Y, or a time zone such as Europe/Berlin",
}
"""What may stand behind a type."""


def not_a_type(written: str) -> tuple[str, str]:
    """Return what is wrong with a stated type, and a hint; nothing where it is one."""
    if stated_type(written):
        return "", ""
    word, _, way = written.strip().partition(" ")
    if word in TYPES:
        return f'{word} cannot be "{way.strip()}"', _WAYS.get(word, f"{word} stands alone")
    near = nearest(word, TYPES)
    hint = f'did you mean "{near}"?' if near else ""
    return f'no type "{written}": one of {", ".join(TYPES)}', hint


@cache
def decimal_of(language: str) -> str:
    """Return what stands before decimals in a language; empty where it is none."""
    if language in _MARKS or not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w+)*", language):
        return _MARKS.get(language, "")
    cldr = cldr_of(language)
    return str(cldr.number_symbols["latn"]["decimal"]) if cldr else ""


def _is_pattern(text: str) -> bool:
    if text == "%s":
        return True
    try:
        sample = datetime(2024, 1, 31).strftime(text)  # noqa: DTZ001 - meant without a zone
        return bool(_YEAR.search(text) and datetime.strptime(sample, text))  # noqa: DTZ007
    except ValueError:
        return False


def _is_zone(text: str) -> bool:
    try:
        return "%" not in text and bool(ZoneInfo(text).key)
    except (KeyError, ValueError, OSError):
        return False


def _number(value: Any, *, mark: str) -> int | float:
    if isinstance(value, str):
        return stated_number(value, mark) if mark else plain_number(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise ValueError


def _looked_up(value: Any, *, known: Mapping[str, int | float]) -> int | float:
    is_known = isinstance(value, str) and value in known
    return known[value] if is_known else _number(value, mark="")


def _date(value: Any, *, pattern: str) -> str:
    """Return a date; a year, a quarter, a month or a week means its first day."""
    text = str(value).strip() if isinstance(value, str | int) else ""
    if pattern:
        return parsed(text, pattern)
    for read in (iso_date, period_start):
        try:
            return read(text)
        except ValueError:
            continue
    raise ValueError


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _truth(value: Any) -> bool:
    word = str(value).strip().lower()
    if word not in _STATED_TRUTH:
        raise ValueError
    return _STATED_TRUTH[word]
