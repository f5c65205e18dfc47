"""Which columns of numbers hold years, and how regularly years or dates follow one another."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median_low
from typing import Any

from msgspec import Struct

from generator.data.moments import Moment, milliseconds_of, read_moment
from generator.problems.regex import regex

_NEAR, _MOST, _SHARE = 0.25, 1.5, 0.5
"""Steps that are a quarter off the usual one are still it; beyond one and a half there is a gap."""
_DAY, _HOUR, _MINUTE = 86_400_000, 3_600_000, 60_000
_WORKDAYS = 5


class Unit(Struct, frozen=True):
    """What periods are counted in: one is ``index`` of a date, in a browser ``expression``.

    In the expression ``{0}`` stands for the date.
    """

    name: str
    index: Callable[[datetime], float]
    expression: str


def _of_clock(name: str, size: int) -> Unit:
    return Unit(name, lambda at: milliseconds_of(at) // size, f"floor(toNumber({{0}}) / {size})")


def _workday(at: datetime) -> float:
    days = milliseconds_of(at) // _DAY + 3
    return days // 7 * _WORKDAYS + min(days % 7, _WORKDAYS - 1)


_WORK = f"floor(toNumber({{0}}) / {_DAY}) + 3"
UNITS = {
    "year": Unit("year", lambda at: at.year, "year({0})"),
    "month": Unit("month", lambda at: at.year * 12 + at.month, "year({0}) * 12 + month({0})"),
    "day": _of_clock("day", _DAY),
    "workday": Unit("workday", _workday, f"floor(({_WORK}) / 7) * 5 + min(({_WORK}) % 7, 4)"),
    "hour": _of_clock("hour", _HOUR),
    "minute": _of_clock("minute", _MINUTE),
    "millisecond": _of_clock("millisecond", 1),
}


class Period(Struct, frozen=True):
    """The usual step of a column, in a unit; a unit without a name is the number itself."""

    step: float
    unit: Unit | None = None

    def index(self, value: Any) -> float:
        """Return where a value stands, counted in the unit."""
        if self.unit is None:
            return float(value)
        return self.unit.index((read_moment(value) or Moment(0)).at)

    def expression(self, value: str) -> str:
        """Return the same as an expression of Vega's."""
        return self.unit.expression.format(value) if self.unit else value

    @property
    def most(self) -> float:
        """Return the longest step without a gap."""
        return self.step * _MOST

    def gaps(self, values: Iterable[Any]) -> list[tuple[Any, Any]]:
        """Return the pairs of values between which some are missing."""
        known = sorted({self.index(value): value for value in values}.items())
        return [(one, other) for (a, one), (b, other) in pairwise(known) if b - a > self.most]


def period_of(values: Iterable[Any], unit: str = "") -> Period | None:
    """Find the usual step of dates in ISO 8601 or of numbers; None where they follow in none."""
    present = list({value for value in values if value is not None})
    if all(type(value) in (int, float) for value in present):
        return _regular(sorted(present), None)
    moments = [read_moment(value) if isinstance(value, str) else None for value in present]
    dates = [each.at for each in moments if each]
    if not dates or len(dates) < len(present):
        return None
    found = UNITS[unit or _unit_of(dates)]
    return _regular(sorted({found.index(at) for at in dates}), found)


def _regular(places: Sequence[float], unit: Unit | None) -> Period | None:
    steps = [b - a for a, b in pairwise(places)]
    if not steps:
        return None
    usual = median_low(steps)
    near = sum(abs(step - usual) <= usual * _NEAR for step in steps)
    return Period(usual, unit) if near >= len(steps) * _SHARE else None


def _unit_of(dates: Sequence[datetime]) -> str:
    clocks = [(at.hour, at.minute, at.second, at.microsecond) for at in dates]
    if all(clock == (0, 0, 0, 0) for clock in clocks):
        return _unit_of_days(dates)
    for at, name in ((1, "hour"), (2, "minute")):
        if not any(any(clock[at:]) for clock in clocks):
            return name
    return "millisecond"


def _unit_of_days(dates: Sequence[datetime]) -> str:
    if len({(at.month, at.day) for at in dates}) == 1:
        return "year"
    if len({at.day for at in dates}) == 1 or all((at + timedelta(1)).day == 1 for at in dates):
        return "month"
    days = {at.weekday() for at in dates}
    return "workday" if max(days) < _WORKDAYS and len(days) > 1 else "day"


FIRST, LAST = 1000, 2299
_FIRST_UNNAMED, _LAST_UNNAMED = 1700, 2100
_LEAST = 3
"""So many years in a row are taken for years under a name that says nothing."""
_WORDS = frozenset(
    """year years yr yrs yyyy jahr jahre år aar år año años ano anos année annee années an anno anni
    jaar jaren vuosi rok lata rocznik godina год سنة عام שנה वर्ष 年 年份 年度
    built founded established gebaut erbaut gegründet""".split()
)
_ENDINGS = ("year", "jahr", "år", "jaar", "vuosi")
_SHORTEST = 6
_LINKS = frozenset("of der des de du di da av af van della".split())
_RATES = frozenset("per pro par por pr".split())
_PARTS = regex(r"[^\W\d_]+")
_HUMP = regex(r"(?<=[a-z])(?=[A-Z])")


def named_year(name: str) -> bool:
    """Tell whether a column's name says that it holds years: ``tax_year``, ``Jahr der Wahl``."""
    parts = [part.casefold() for part in _PARTS.findall(_HUMP.sub(" ", name))]
    if not parts or _RATES & set(parts):
        return False
    return _is_year(parts[-1]) or (_is_year(parts[0]) and parts[1] in _LINKS)


def _is_year(word: str) -> bool:
    return word in _WORDS or (len(word) >= _SHORTEST and word.endswith(_ENDINGS))


def are_years(values: Iterable[Any]) -> bool:
    """Tell whether values may be years: whole numbers of four digits, up to the 23rd century."""
    return bool(_years(values, FIRST, LAST))


def follow_as_years(values: Iterable[Any]) -> bool:
    """Tell whether values are years of our times with none left out between them."""
    found = _years(values, _FIRST_UNNAMED, _LAST_UNNAMED)
    return len(found) >= _LEAST and max(found) - min(found) + 1 == len(found)


def _years(values: Iterable[Any], first: int, last: int) -> set[int]:
    """Return different years, none where a value is something else."""
    found: set[int] = set()
    for value in values:
        if value is None:
            continue
        if type(value) is not int or not first <= value <= last:
            return set()
        found.add(value)
    return found
