"""DuckDB's answers into a dataset: what each type of SQL is in JSON."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct, json

from generator.data.dataset import Column, ColumnType
from generator.data.sql.answers import checked
from generator.data.sql.duck_tables import quoted
from generator.data.table import Table
from generator.problems.fault import Fault

if TYPE_CHECKING:
    from duckdb.sqltypes import DuckDBPyType

INTEGERS = ("tinyint", "smallint", "integer", "bigint", "hugeint", "utinyint", "usmallint",
            "uinteger", "ubigint", "uhugeint")  # fmt: skip
NESTED = ("list", "array", "struct", "map", "union", "variant")
UNSEEN = ("blob", "geometry", "bit")

_ZONED = "timestamp with time zone"
_WRITTEN = (
    "CASE WHEN year({0}) BETWEEN 1 AND 9999 THEN {1} WHEN isfinite({0})"
    " THEN error('no date of a page lies before the year 1 or after 9999: ' || {0}::VARCHAR) END"
)
_SELECTED: dict[str, tuple[ColumnType, str]] = {
    "boolean": ("boolean", "{0}"),
    "double": ("number", "{0}"),
    "float": ("number", "{0}::VARCHAR::DOUBLE"),  # by way of its digits: 0.1 stays 0.1
    "decimal": ("number", "{0}::DOUBLE"),
    "date": ("date", _WRITTEN.format("{0}", "{0}::VARCHAR")),
    _ZONED: ("date", "({0} AT TIME ZONE 'UTC')"),
    **dict.fromkeys(INTEGERS, ("number", "{0}")),
    **dict.fromkeys(NESTED, ("text", "{{'json': to_json({0})::VARCHAR}}")),
    **{f"timestamp{unit}": ("date", "{0}::TIMESTAMP") for unit in ("", "_s", "_ms", "_us", "_ns")},
}
"""The kind of each type of SQL, and what to select of a column of it; others are texts."""
_MOMENT = _WRITTEN.format("{0}", "replace(({0})::VARCHAR, ' ', 'T') || '{1}'")


class Selected(Struct, frozen=True):
    """A column of the answer, and what to select so that JSON can hold its values."""

    name: str
    kind: ColumnType
    selected: str


def expressions(columns: Sequence[tuple[str, "DuckDBPyType"]]) -> tuple[Selected, ...]:
    """Return what to select of an answer's columns. Raises Fault where JSON cannot hold one."""
    return tuple(
        Selected(name, *_expression(name, str(type_.id).lower(), str(type_)))
        for name, type_ in columns
    )


def selecting(columns: Sequence[Selected]) -> str:
    """Return what stands before an answer's text to select its columns."""
    return f"SELECT {', '.join(column.selected for column in columns)} FROM (\n"  # noqa: S608


def table_of(columns: Sequence[Selected], rows: Sequence[Any]) -> Table:
    """Return the rows of an answer as JSON has them."""
    names = [column.name for column in columns]
    typed = tuple(Column(column.name, column.kind) for column in columns)
    return checked(Table(typed, [dict(zip(names, map(_plain, row))) for row in rows]))


def _expression(name: str, type_: str, shown: str) -> tuple[ColumnType, str]:
    if type_ in UNSEEN:
        hint = "leave it out"
        raise Fault(f'the column "{name}" is {shown}: nothing can show that', (1, 1), hint)
    if shown == "JSON":
        type_ = "struct"
    if shown.startswith("DECIMAL") and shown.endswith(",0)"):
        return "number", f"{quoted(name)}::HUGEINT"
    kind, pattern = _SELECTED.get(type_, ("text", "{0}::VARCHAR"))
    selected = pattern.format(quoted(name))
    if type_.startswith("timestamp"):
        selected = _MOMENT.format(selected, "Z" if type_ == _ZONED else "")
    return kind, selected


def _plain(value: Any) -> Any:
    """Return a value that JSON has; a struct's fields come as JSON text in our own wrapping."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return float(value)
    if isinstance(value, dict):
        return None if value["json"] is None else _nested(value["json"])
    return value


def _nested(text: str) -> Any:
    try:
        return json.decode(text)
    except ValueError:  # NaN and infinities, which only Python's reader knows
        import json as lenient

        return lenient.loads(text, parse_constant=lambda word: None)
