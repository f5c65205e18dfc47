"""Rows into typed columns, as pandas infers them."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from generator.data.dataset import Column, ColumnType

MISSING = frozenset(
    ("", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
     "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null")
)  # fmt: skip
_NUMBER = re.compile(r"\s*[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?\s*\Z")
_INTEGER = re.compile(r"\s*[-+]?[0-9]+\s*\Z")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?\Z"
)  # fmt: skip


class Table(Struct, frozen=True):
    """Typed columns and rows of plain JSON values, dates in ISO 8601."""

    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]


def from_cells(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Type a table of text cells, column by column, as ``pandas.read_csv`` would."""
    typed = [_type_cells([row[index] for row in rows]) for index in range(len(names))]
    columns = tuple(Column(name, kind) for name, (kind, _) in zip(names, typed, strict=True))
    values = zip(*(cells for _, cells in typed), strict=True)
    return Table(columns, [dict(zip(names, row, strict=True)) for row in values])


def from_rows(rows: Sequence[dict[str, Any]]) -> Table:
    """Type rows that came with their own values; a key that a row lacks is null there."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    typed = [_type_values([row.get(name) for row in rows]) for name in names]
    columns = tuple(Column(name, kind) for name, (kind, _) in zip(names, typed, strict=True))
    values = zip(*(cells for _, cells in typed), strict=True)
    return Table(columns, [dict(zip(names, row, strict=True)) for row in values])


def _type_cells(cells: list[str]) -> tuple[ColumnType, list[Any]]:
    present = [cell for cell in cells if cell not in MISSING]
    if all(_NUMBER.match(cell) for cell in present):
        return "number", _convert(cells, _number)
    if all(cell in _TRUTH for cell in present):
        return "boolean", _convert(cells, _TRUTH.__getitem__)
    if all(_is_date(cell) for cell in present):
        return "date", _convert(cells, _iso)
    return "text", _convert(cells, str)


def _convert(cells: list[str], into: Callable[[str], Any]) -> list[Any]:
    return [None if cell in MISSING else into(cell) for cell in cells]


def _number(cell: str) -> int | float:
    return int(cell) if _INTEGER.match(cell) and len(cell) < 19 else float(cell)


def _type_values(values: list[Any]) -> tuple[ColumnType, list[Any]]:
    present = [value for value in values if value is not None]
    if present and all(isinstance(value, bool) for value in present):
        return "boolean", values
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in present):
        return "number", values
    if all(isinstance(value, str) and _is_date(value) for value in present):
        return "date", [None if value is None else _iso(value) for value in values]
    return "text", values


def _is_date(text: str) -> bool:
    match = _DATE.match(text)
    if not match:
        return False
    try:
        datetime.fromisoformat(_iso(text))
    except ValueError:
        return False
    return True


def _iso(text: str) -> str:
    return text[:10] + "T" + text[11:] if text[10:11] == " " else text
