"""What a database's driver gives, as JSON has it."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from msgspec import Struct

from generator.data.dataset import Column, ColumnType
from generator.data.sql.answers import checked
from generator.data.table import Table
from generator.problems.fault import Fault


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
