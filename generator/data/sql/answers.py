"""What a query gave, as a dataset: in values of JSON, and no more than a page could show."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from msgspec import Struct, json

from generator.data.dataset import Column, ColumnType, Dataset
from generator.data.table import Table, as_shown
from generator.data.unwritable import unwritable
from generator.engine import Made, keep
from generator.problems import Problem
from generator.problems.fault import Fault, Passage

ROWS = 1_000_000
"""More rows than these are no answer that a page could show."""
TEXT = 50_000_000
"""The most characters in all texts of an answer."""
SECONDS = 60
"""A query that takes longer is rather a loader's work."""


def made_of(table: Table, timezone: str, *, is_exact: bool) -> Made[Dataset]:
    """Return the dataset of an answer, without a name; a warning says that it has no rows."""
    table = as_shown(table, timezone, is_exact=is_exact)
    blob, raw = keep(json.encode(table.rows))
    none = Fault("this query gives no rows", (0, 1), severity="warning")
    warnings = () if table.rows else (problem_of(none),)
    return Made(Dataset("", table.columns, blob, len(table.rows)), warnings, (raw,))


def problem_of(fault: Fault) -> Problem:
    """Return a problem in the query's own text."""
    return Passage("", "").problem(fault)


def checked(table: Table) -> Table:
    """Refuse values that cannot be written down. Raises Fault."""
    for column in table.columns:
        values = [row[column.name] for row in table.rows]
        if wrong := unwritable(column.name, column.type, values):
            row = int(wrong.path[0]) + 1
            raise Fault(f"row {row} of the answer: {wrong.message}", (1, 1))
    return table


def check_names(names: Sequence[str]) -> None:
    """Refuse columns without a name and those of one name. Raises Fault."""
    seen: set[str] = set()
    for name in names:
        if name.strip() in ("", "?column?"):  # as PostgreSQL says it
            hint = "give it one: count(*) AS visits"
            raise Fault("a column of the answer has no name", (1, 1), hint)
        if name in seen:
            hint = "give one of them another name with AS"
            raise Fault(f'two columns of the answer are called "{name}"', (1, 1), hint)
        seen.add(name)


def check_count(rows: Sequence[object]) -> None:
    """Refuse an answer that is too large. Raises Fault."""
    if len(rows) > ROWS:
        raise Fault(f"this query gives more than {ROWS:,} rows", (1, 1), "aggregate them in it")


def check_size(characters: int) -> None:
    """Refuse an answer whose texts are too long. Raises Fault."""
    if characters > TEXT:
        message = f"this query gives more than {TEXT // 1_000_000} million characters"
        raise Fault(message, (1, 1), "leave out the long texts, or cut them in it")


def too_long() -> Fault:
    """Return what to say of a query that was stopped."""
    hint = "let a loader do the long work: it runs again only when its inputs change"
    return Fault(f"this query takes longer than {SECONDS} seconds", (1, 1), hint)


class Fetched(Struct, frozen=True):
    """An answer's columns and rows; a kind is empty where only the values can tell it."""

    names: tuple[str, ...]
    kinds: tuple[ColumnType | str, ...]
    rows: Sequence[Sequence[Any]]


def table_of(fetched: Fetched) -> Table:
    """Return an answer as typed columns and rows of plain values. Raises Fault."""
    kinds = [
        kind or _kind_of([row[index] for row in fetched.rows])
        for index, kind in enumerate(fetched.kinds)
    ]
    columns = tuple(Column(name, _known(kind)) for name, kind in zip(fetched.names, kinds))
    rows = [dict(zip(fetched.names, map(_plain, row))) for row in fetched.rows]
    return checked(Table(columns, rows))


def _known(kind: str) -> ColumnType:
    known: dict[str, ColumnType] = {"number": "number", "date": "date", "boolean": "boolean"}
    return known.get(kind, "text")


def _kind_of(values: Sequence[Any]) -> str:
    present = [value for value in values if value is not None]
    if present and all(isinstance(value, bool) for value in present):
        return "boolean"
    if present and all(isinstance(value, int | float | Decimal) for value in present):
        return "number"
    return "date" if present and all(isinstance(value, date) for value in present) else "text"


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    return value if value is None or isinstance(value, bool | str) else _scalar(value)


def _scalar(value: Any) -> int | float | str | None:
    if isinstance(value, int | float | Decimal):
        return _number(value)
    return _iso(value) if isinstance(value, date) else _text(value)


def _iso(value: date) -> str:
    if not isinstance(value, datetime) or value.tzinfo is None:
        return value.isoformat()
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _number(value: int | float | Decimal) -> int | float | None:
    if not math.isfinite(value):
        return None
    whole = value == int(value) and not isinstance(value, float)
    return int(value) if whole and -(2**63) <= value < 2**64 else float(value)


def _text(value: Any) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        raise Fault("a column of the answer holds bytes: nothing can show them", (1, 1))
    return str(value)
