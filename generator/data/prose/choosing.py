"""Choose rows of datasets, and take from them what a lookup asks for."""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from generator.data.dataset import Doubt
from generator.data.moments import Moment, read_moment
from generator.data.prose.expression import Condition, Lookup, Operation, Term
from generator.data.prose.rows import Rows, Value, aggregate, holds, kind_of, shown, size_of
from generator.problems import nearest, suggestion
from generator.problems.fault import Fault, spot_at

FEW = 5
"""How many of a column's values a hint names."""
COLUMNS = {"number": "a number", "date": "a date", "boolean": "a truth value", "text": "a text"}


class Scope(Struct, frozen=True):
    """What an expression may speak of: tables, and figures with their params by name."""

    tables: Mapping[str, Rows]
    figures: Mapping[str, Mapping[str, Value]]


OTHERWISE = 'to write something else there: {{ … or "unknown" }}'


class NoValue(Fault):
    """There is nothing where a lookup looks, for which an author may have other words."""


class Choosing(ABC):
    """The part of an evaluation that looks into datasets; raises Fault where it finds nothing."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text = text
        self.scope = scope

    def fault(self, message: str, at: int, hint: str = "") -> Fault:
        """Say what is wrong at an offset, to be raised."""
        return Fault(message, spot_at(self.text, at), hint)

    @abstractmethod
    def value(self, term: Term) -> Value:
        """Return what a term comes to."""

    def finite(self, compute: Callable[[], float], at: int) -> float:
        """Return a number that can be written."""
        try:
            value = compute()
        except (OverflowError, ValueError, ZeroDivisionError):
            value = math.nan
        if isinstance(value, complex) or not math.isfinite(value):
            raise self.fault("this has no value among the numbers", at)
        return float(value)

    def rows(self, term: Lookup) -> Rows:
        """Return the dataset that a lookup asks; every column that it names is there."""
        rows = self.scope.tables[term.dataset]
        if not rows.types:
            raise self.fault(f'"{term.dataset}" is no table', term.at)
        named = [(each.column, each.at) for each in term.conditions]
        for column, at in [*named, *([(term.column, term.column_at)] if term.column else [])]:
            if column not in rows.types:
                hint = suggestion(column, rows.types, f"it has {', '.join(rows.types)}")
                raise self.fault(f'no column "{column}" in {term.dataset}', at, hint)
        return rows

    def wanted(self, condition: Condition, rows: Rows) -> Value:
        """Return what a column must be, in the column's own kind."""
        value = self.value(condition.value)
        kind = rows.types[condition.column]
        if kind == "date" and isinstance(value, str):
            read = read_moment(value)
            if read is None:
                hint = 'write it as "2026-05-31"'
                raise self.fault(f'"{value}" is not a date', start_of(condition.value), hint)
            return read
        if value is None:
            raise self.fault("this is missing", start_of(condition.value))
        if kind_of(value) != COLUMNS[kind] and not (kind == "text" and _is_mixed(condition, rows)):
            message = f"{condition.column} is {COLUMNS[kind]}, and this is {kind_of(value)}"
            hint = f'{condition.column}="{shown(value)}"' if kind == "text" else ""
            raise self.fault(message, start_of(condition.value), hint)
        return value

    def chosen(self, term: Lookup, rows: Rows, conditions: Sequence[Condition]) -> list[int]:
        """Return the numbers of the rows that hold what is asked; for ``at`` there must be some."""
        left = list(range(rows.count))
        for condition in conditions:
            value = self.wanted(condition, rows)
            column = rows.column(condition.column)
            kept = [row for row in left if holds(column[row], condition.operator, value)]
            if not kept and term.method != "count":
                raise self._no_row(term, condition, value, [column[row] for row in left])
            left = kept
        return left

    def _no_row(
        self, term: Lookup, condition: Condition, value: Value, column: Sequence[Value]
    ) -> Fault:
        asked = f"{condition.column}{condition.operator}{shown(value)}"
        message = f"no row of {term.dataset} has {asked}"
        if len(term.conditions) > 1 and condition is not term.conditions[0]:
            message += " besides what stands before it"
        hint = _those_there(condition.column, value, column)
        return NoValue(message, spot_at(self.text, condition.at), hint)

    def lookup(self, term: Lookup) -> Value:
        """Return the value that a lookup asks for."""
        rows = self.rows(term)
        chosen = self.chosen(term, rows, term.conditions)
        if not term.column:
            return float(len(chosen))
        column = rows.column(term.column)
        if term.method == "at":
            return self._only(term, rows, chosen, column)
        values = [column[row] for row in chosen if column[row] is not None]
        if term.method == "count":
            return float(len(values))
        return self._aggregate(term, values, rows.doubts.get(term.column))

    def _only(self, term: Lookup, rows: Rows, chosen: Sequence[int], column: list[Value]) -> Value:
        if len(chosen) != 1:
            told = f"{len(chosen)} rows of {term.dataset} match, and at(…) needs exactly one"
            raise self.fault(told, term.method_at, _what_differs(term, rows, chosen))
        if column[chosen[0]] is None:
            spot = spot_at(self.text, term.column_at)
            raise NoValue(f"{term.column} is missing in this row", spot, OTHERWISE)
        return column[chosen[0]]

    def _aggregate(self, term: Lookup, values: Sequence[Value], doubt: Doubt | None) -> Value:
        if not values:
            message = f"{term.column} has no value to take the {term.method} of"
            raise NoValue(message, spot_at(self.text, term.column_at), OTHERWISE)
        if term.method in ("first", "last"):
            return aggregate(term.method, values)
        allowed = (float, Moment) if term.method in ("min", "max") else (float,)
        wrong = next((value for value in values if not isinstance(value, allowed)), None)
        if wrong is not None or len({type(value) for value in values}) > 1:
            told = (
                f"{kind_of(wrong)} ({shown(wrong)})" if wrong is not None else "numbers and dates"
            )
            needed = "numbers or dates" if Moment in allowed else "numbers"
            message = f"{term.column} has {told}, and {term.method}() needs {needed}"
            hint = f"{doubt.told(term.column)}: {doubt.hint}" if doubt else ""
            raise self.fault(message, term.column_at, hint)
        value = aggregate(term.method, values)
        return self.finite(lambda: value, term.at) if isinstance(value, float) else value


def start_of(term: Term) -> int:
    """Return the offset that a term begins at."""
    if isinstance(term, Operation) and len(term.operands) == 2:
        return start_of(term.operands[0])
    return term.at


def _is_mixed(condition: Condition, rows: Rows) -> bool:
    """Return whether a column counts as text because it mixes kinds of values."""
    return any(not isinstance(value, str | None) for value in rows.column(condition.column))


def _those_there(name: str, value: Value, column: Sequence[Value]) -> str:
    """Say what a column has instead of a value that it has not."""
    known = list(dict.fromkeys(each for each in column if each is not None))
    if isinstance(value, str):
        near = nearest(value, [each for each in known if isinstance(each, str)])
        if near:
            return f'did you mean "{near}"?'
    if not known:
        return f"{name} has no value there"
    alike = [each for each in known if type(each) is type(value)]
    ranked = sorted(alike, key=lambda each: _apart(each, value)) if alike else known
    few = [each for each in known if each in ranked[:FEW]]
    told = ", ".join(shown(each) for each in sorted(few, key=size_of))
    return f"the nearest are {told}" if len(known) > FEW and alike else f"there {name} is {told}"


def _apart(one: Value, other: Value) -> float:
    return abs(size_of(one) - size_of(other))


def _what_differs(term: Lookup, rows: Rows, chosen: Sequence[int]) -> str:
    """Name a column that would tell the chosen rows apart."""
    asked = {condition.column for condition in term.conditions}
    names = [name for name in rows.types if name not in asked and name != term.column]
    for name in names:
        values = [rows.column(name)[row] for row in chosen]
        if len(set(values)) > 1:
            return f"they differ in {name}, from {shown(values[0])} to {shown(values[-1])}"
    return f"or take one of them all, such as where(…).{term.column}.max()"
