"""A column's values as readers see them: each the same way, and no more digits than help."""

from collections.abc import Callable, Sequence
from datetime import datetime
from math import floor, isfinite, log10
from statistics import median
from typing import Any

import msgspec

from generator.charts.table.fields import Form
from generator.data.dataset import ColumnType
from generator.data.locales import ENGLISH, Locale
from generator.data.moments import is_known, write_date
from generator.data.numbers import format_number, is_format

_DIGITS = 4
"""So many significant digits most numbers of a column keep."""
_FEW_DECIMALS, _MOST_DECIMALS = 2, 8

Write = Callable[[Any], str]


def written(
    values: Sequence[Any], kind: ColumnType, form: Form | None = None, locale: Locale = ENGLISH
) -> list[str]:
    """Write a column's values; ``form`` is the chart's own format, where it can be used."""
    present = [value for value in values if not is_missing(value)]
    write = _write(present, kind, locale)
    own = _own(kind, form.pattern, locale) if form else None
    if own and form and (form.is_for_values or _tells_apart(own, present)):
        write = own
    return ["" if is_missing(value) else write(value) for value in values]


def is_missing(value: Any) -> bool:
    """Tell whether a cell is empty."""
    return value is None or (isinstance(value, float) and not isfinite(value))


def _tells_apart(write: Write, values: Sequence[Any]) -> bool:
    """Tell whether different values look different: a format for ticks may be too coarse."""
    distinct = {repr(value): value for value in values}.values()
    return len({write(value) for value in distinct}) == len(distinct)


def _own(kind: ColumnType, pattern: str, locale: Locale) -> Write | None:
    if kind == "number" and is_format(pattern):
        return lambda value: format_number(value, pattern, locale)
    return _dated(pattern, locale) if kind == "date" and is_known(pattern) else None


def _dated(pattern: str, locale: Locale) -> Write:
    return lambda value: write_date(datetime.fromisoformat(value), pattern, locale)


def _write(values: Sequence[Any], kind: ColumnType, locale: Locale) -> Write:
    if kind == "number":
        return _number_writer(values, locale)
    if kind == "date":
        return _date_writer(values, locale)
    return _plain


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _date_writer(values: Sequence[str], locale: Locale) -> Write:
    moments = [datetime.fromisoformat(value) for value in values]
    if all((at.hour, at.minute, at.second) == (0, 0, 0) for at in moments):
        return _dated(locale.short_date, locale)
    time = "%H:%M" if all(at.second == 0 for at in moments) else "%H:%M:%S"
    return _dated(f"{locale.short_date}, {time}", locale)


def _number_writer(values: Sequence[int | float], locale: Locale) -> Write:
    if all(isinstance(value, int) and 1000 <= value <= 2999 for value in values):
        return str  # years
    if any(value and not 1e-6 < abs(value) < 1e15 for value in values):
        return lambda value: locale.localized(f"{value:.{_DIGITS}g}".replace("-", "−"))
    decimals = _decimals([abs(value) for value in values if value])
    return lambda value: format_number(value, f",.{decimals}f", locale)


def _decimals(sizes: Sequence[int | float]) -> int:
    """Return how many decimals show a column's numbers: all, or enough to know most by."""
    has = max(map(_decimals_of, sizes), default=0)
    if has <= _FEW_DECIMALS:
        return has
    enough = _DIGITS - 1 - floor(log10(median(sizes)))
    least = -floor(log10(min(sizes)))
    return min(has, max(_FEW_DECIMALS, enough, least), _MOST_DECIMALS)


def _decimals_of(value: int | float) -> int:
    if isinstance(value, int) or value.is_integer():
        return 0
    return len(f"{value:.{_MOST_DECIMALS + 4}f}".rstrip("0").partition(".")[2])
