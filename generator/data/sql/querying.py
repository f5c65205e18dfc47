"""A query over datasets, answered by DuckDB: what each type of SQL is in JSON."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct, json

from generator.data.dataset import Column, ColumnType, Dataset, Querying
from generator.data.sql.answers import (
    ROWS,
    SECONDS,
    check_count,
    check_names,
    check_size,
    checked,
    made_of,
    problem_of,
    too_long,
)
from generator.data.sql.duck import MEMORY, add_tables, interrupted_after, open_duck, quoted
from generator.data.sql.faults import KnownNames, fault_from, fault_of
from generator.data.sql.tables import without_end
from generator.data.table import Table
from generator.engine import Made, Read
from generator.problems.fault import Fault

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
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


BATCH = 2000


def query(value: Querying, read: Read) -> Made[Dataset]:
    """Answer a query over datasets; places are those of the query's own text."""
    try:
        import duckdb  # noqa: F401
    except ImportError:
        hint = 'pip install "postrock[sql]"'
        missing = Fault("sql blocks are answered by DuckDB, which is not installed", (0, 1), hint)
        return Made(None, (problem_of(missing),), lasting=False)
    try:
        table = _answered(value, read)
    except Fault as fault:
        return Made(None, (problem_of(fault),))
    return made_of(table, value.timezone or "UTC", is_exact=True)


def _answered(value: Querying, read: Read) -> Table:
    fault = fault_of(value.text, lasting=True)
    if fault:
        raise fault
    with open_duck(value.timezone or "UTC") as duck:
        add_tables(duck, value.tables, read)
        return _run(duck, without_end(value.text), _known(value))


def _known(value: Querying) -> KnownNames:
    columns = (column.name for dataset in value.tables for column in dataset.columns)
    return KnownNames(tuple(dataset.name for dataset in value.tables), tuple(columns))


def _run(duck: "DuckDBPyConnection", text: str, known: KnownNames) -> Table:
    import duckdb

    before = ""
    try:
        with interrupted_after(SECONDS, duck):
            _check_kind(duck.extract_statements(text)[0].type.name)
            before = "SELECT * FROM (\n"
            asked = duck.execute(f"{before}{text}\n) AS answer LIMIT 0").description or []
            check_names(duck.sql(text).columns)  # DuckDB renames twins in an inner query
            columns = expressions([(str(name), type_) for name, type_, *_ in asked])
            before = selecting(columns)
            duck.execute(f"{before}{text}\n) AS answer")
            rows = _fetched(duck, has_texts=any(column.kind == "text" for column in columns))
    except duckdb.InterruptException:
        raise too_long() from None
    except duckdb.OutOfMemoryException:
        raise Fault(f"this query needs more than {MEMORY} of memory", (1, 1)) from None
    except duckdb.Error as error:
        raise fault_from(error, text, known, len(before.encode())) from None
    check_count(rows)
    return table_of(columns, rows)


def _fetched(duck: "DuckDBPyConnection", *, has_texts: bool) -> list[tuple[Any, ...]]:
    """Fetch an answer bit by bit, so that one which is too large is never here as a whole."""
    rows: list[tuple[Any, ...]] = []
    characters = 0
    while len(rows) <= ROWS and (batch := duck.fetchmany(BATCH)):
        rows += batch
        if has_texts:
            characters += sum(_length(value) for row in batch for value in row)
            check_size(characters)
    return rows


def _length(value: Any) -> int:
    text = value["json"] if isinstance(value, dict) else value
    return len(text) if isinstance(text, str) else 0


def _check_kind(kind: str) -> None:
    if kind not in ("SELECT", "MULTI"):
        raise Fault(f"a query only reads; this is {kind}", (1, 1))
