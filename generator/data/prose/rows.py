"""Rows as values ask for them: choose some, and take one value from what is left."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from msgspec import Struct

from generator.data.dataset import Dataset, Doubt
from generator.data.moments import Moment, read_moment, write_moment
from generator.data.numbers import plain_number

Value: TypeAlias = float | str | bool | Moment | None
CLOSE = 1e-9
"""Numbers this near to one another, in proportion, are equal: a slider counts in tenths."""


class Rows(Struct, frozen=True):
    """A dataset's rows: the type of each column, and how to get its values.

    ``doubts`` are of columns that hold texts and were hardly meant to.
    """

    name: str
    types: dict[str, str]
    count: int
    records: Sequence[dict[str, Any]]
    doubts: dict[str, Doubt] = {}

    def column(self, name: str) -> list[Value]:
        """Return a column's values from top to bottom."""
        is_date = self.types[name] == "date"
        return [_value(record.get(name), is_date=is_date) for record in self.records]


def rows_of(dataset: Dataset, records: Any) -> Rows:
    """Return a dataset with its records, none where it is no table."""
    types = {column.name: str(column.type) for column in dataset.columns}
    doubts = {each.name: each.doubt for each in dataset.columns if each.doubt}
    return Rows(dataset.name, types, dataset.count, records if types else [], doubts)


def _value(raw: Any, *, is_date: bool) -> Value:
    if isinstance(raw, str) and is_date:
        return read_moment(raw) or raw
    if isinstance(raw, int) and not isinstance(raw, bool):
        return float(raw)
    return raw if isinstance(raw, float | str | bool) else None


def kind_of(value: Value) -> str:
    """Say what a value is, for authors."""
    if isinstance(value, bool):
        return "a truth value"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, Moment):
        return "a date"
    return "nothing" if value is None else "a number"


def shown(value: Value) -> str:
    """Write a value as an author would in an expression."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Moment):
        whole_day = value.milliseconds % 86_400_000 == 0
        return f'"{write_moment(value, "%Y-%m-%d" if whole_day else "%Y-%m-%dT%H:%M")}"'
    return "nothing" if value is None else plain_number(value)


def same(left: Value, right: Value) -> bool:
    """Tell whether two values are equal; a number is never equal to a text."""
    if isinstance(left, float) and isinstance(right, float):
        return abs(left - right) <= CLOSE * max(abs(left), abs(right))
    return type(left) is type(right) and left == right


def holds(left: Value, operator: str, right: Value) -> bool:
    """Compare two values; what has no order is neither less nor more."""
    if operator in ("=", "!="):
        return same(left, right) == (operator == "=")
    if same(left, right):
        return "=" in operator
    if not isinstance(left, float | Moment) or type(left) is not type(right):
        return False
    less = size_of(left) < size_of(right)
    return less if operator[0] == "<" else not less


def size_of(value: Value) -> float:
    """Return what values of one kind are put in order by."""
    if isinstance(value, Moment):
        return value.milliseconds
    return value if isinstance(value, float) else 0.0


def _sum(values: list[float]) -> float:
    # Not sum(): newer Pythons correct its rounding, browsers do not.
    total = 0.0
    for value in values:
        total += value
    return total


def _median(values: list[float]) -> float:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


ARITHMETIC: dict[str, Callable[[list[float]], float]] = {
    "sum": _sum,
    "mean": lambda values: _sum(values) / len(values),
    "median": _median,
}


def aggregate(method: str, values: Sequence[Value]) -> Value:
    """Take one value from many of one kind; there is at least one, and none is missing."""
    if method == "first":
        return values[0]
    if method == "last":
        return values[-1]
    if method in ("min", "max"):
        return (min if method == "min" else max)(values, key=size_of)
    return ARITHMETIC[method]([size_of(value) for value in values])
