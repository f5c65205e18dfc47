"""A column's values as readers see them: each the same way, and no more digits than help."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from math import floor, isfinite, log10
from statistics import median
from typing import Any

import msgspec

from generator.charts.table.fields import Form
from generator.data.dataset import ColumnType
from generator.data.numbers import format_number, is_format

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DIRECTIVE = re.compile(r"%-?(.)")
_DIRECTIVES: dict[str, Callable[[datetime], str]] = {
    "Y": lambda at: str(at.year),
    "y": lambda at: f"{at.year % 100:02}",
    "m": lambda at: f"{at.month:02}",
    "B": lambda at: _MONTHS[at.month - 1],
    "b": lambda at: _MONTHS[at.month - 1][:3],
    "d": lambda at: f"{at.day:02}",
    "e": lambda at: str(at.day),
    "A": lambda at: _DAYS[at.weekday()],
    "a": lambda at: _DAYS[at.weekday()][:3],
    "H": lambda at: f"{at.hour:02}",
    "M": lambda at: f"{at.minute:02}",
    "S": lambda at: f"{at.second:02}",
    "q": lambda at: str((at.month + 2) // 3),
    "%": lambda at: "%",
}
_DIGITS = 4
"""So many significant digits most numbers of a column keep."""
_FEW_DECIMALS, _MOST_DECIMALS = 2, 8

Write = Callable[[Any], str]


def written(values: Sequence[Any], kind: ColumnType, form: Form | None = None) -> list[str]:
    """Write a column's values; ``form`` is the chart's own format, where it can be used."""
    present = [value for value in values if not is_missing(value)]
    write = _write(present, kind)
    own = _own(kind, form) if form else None
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


def _own(kind: ColumnType, form: Form) -> Write | None:
    pattern = form.pattern
    if kind == "number" and is_format(pattern):
        return lambda value: format_number(value, pattern)
    if kind == "date" and all(m[1] in _DIRECTIVES for m in _DIRECTIVE.finditer(pattern)):
        return lambda value: _dated(value, pattern)
    return None


def _dated(value: str, pattern: str) -> str:
    moment = datetime.fromisoformat(value)

    def part(match: re.Match[str]) -> str:
        text = _DIRECTIVES[match[1]](moment)
        return text.lstrip("0") or "0" if match[0][1] == "-" else text

    return _DIRECTIVE.sub(part, pattern)


def _write(values: Sequence[Any], kind: ColumnType) -> Write:
    if kind == "number":
        return _number_writer(values)
    if kind == "date":
        return _date_writer(values)
    return _plain


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _date_writer(values: Sequence[str]) -> Write:
    moments = [datetime.fromisoformat(value) for value in values]
    if all((at.hour, at.minute, at.second) == (0, 0, 0) for at in moments):
        return lambda value: _dated(value, "%e %b %Y")
    time = "%H:%M" if all(at.second == 0 for at in moments) else "%H:%M:%S"
    return lambda value: _dated(value, f"%e %b %Y, {time}")


def _number_writer(values: Sequence[int | float]) -> Write:
    if all(isinstance(value, int) and 1000 <= value <= 2999 for value in values):
        return str  # years
    if any(value and not 1e-6 < abs(value) < 1e15 for value in values):
        return lambda value: f"{value:.{_DIGITS}g}".replace("-", "−")
    decimals = _decimals([abs(value) for value in values if value])
    return lambda value: format_number(value, f",.{decimals}f")


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
