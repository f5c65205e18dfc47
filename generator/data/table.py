"""Rows into typed columns: as pandas infers them, or as their author states."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.data.dataset import Column, ColumnType
from generator.data.kinds import MISSING, Unfit, in_type, infer_cells, infer_values
from generator.data.writable import unwritable

Types = Mapping[str, ColumnType]
"""The stated types of some columns."""


class Table(Struct, frozen=True):
    """Typed columns and rows of plain JSON values, dates in ISO 8601."""

    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]


class Misfit(Exception):
    """A value that its column cannot hold; ``row`` counts from 0, without a header."""

    def __init__(self, row: int, column: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.row, self.column, self.message, self.hint = row, column, message, hint


def not_of_type(row: int, column: str, value: Any, kind: ColumnType) -> Misfit:
    """Return what to raise of a value that is not of its column's stated type."""
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    message = f'{shown} in the column "{column}" is not {WORDS[kind]}'
    return Misfit(row, column, message, HINTS[kind])


WORDS = {"number": "a number", "date": "a date", "text": "text", "boolean": "true or false"}
HINTS = {
    "number": "types: says that this column holds numbers, such as 1234.5",
    "date": "types: says that this column holds dates, such as 2024-05-31",
    "text": "types: says that this column holds texts",
    "boolean": "types: says that this column holds true and false",
}


def from_cells(
    names: Sequence[str], rows: Sequence[Sequence[str]], types: Types | None = None
) -> Table:
    """Type a table of text cells, column by column, as ``pandas.read_csv`` would.

    Raises Misfit where a cell is not of its column's stated type.
    """
    cells = list(zip(*rows)) if rows else [()] * len(names)
    return _table(names, [_of_cells(name, cells[n], types) for n, name in enumerate(names)])


def from_rows(rows: Sequence[dict[str, Any]], types: Types | None = None) -> Table:
    """Type rows that came with their own values; a key that a row lacks is null there.

    Raises Misfit where a value is not of its column's stated type, or cannot be written down.
    """
    typed = _typed(rows, types)
    return _table(list(typed), list(typed.values()))


def columns_of(rows: Sequence[dict[str, Any]]) -> tuple[Column, ...]:
    """Return the columns of rows that a chart computed, or that are judged elsewhere."""
    return tuple(Column(name, kind) for name, (kind, _) in _typed(rows, None).items())


def _typed(
    rows: Sequence[dict[str, Any]], types: Types | None
) -> dict[str, tuple[ColumnType, list[Any]]]:
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: _of_values(name, [row.get(name) for row in rows], types) for name in names}


def _table(names: Sequence[str], typed: Sequence[tuple[ColumnType, list[Any]]]) -> Table:
    for name, (kind, values) in zip(names, typed):
        if found := unwritable(name, kind, values):
            raise Misfit(found.row, name, found.message, found.hint)
    columns = tuple(Column(name, kind) for name, (kind, _) in zip(names, typed))
    rows = zip(*(values for _, values in typed))
    return Table(columns, [dict(zip(names, row)) for row in rows])


def _of_cells(name: str, cells: Sequence[str], types: Types | None) -> tuple[ColumnType, list[Any]]:
    kind = types.get(name) if types else None
    if kind is None:
        return infer_cells(cells)
    # In a column that is said to hold texts, NA may be a country.
    missing = {""} if kind == "text" else MISSING
    return kind, _stated(name, [None if cell in missing else cell for cell in cells], kind)


def _of_values(name: str, values: list[Any], types: Types | None) -> tuple[ColumnType, list[Any]]:
    kind = types.get(name) if types else None
    return infer_values(values) if kind is None else (kind, _stated(name, values, kind))


def _stated(name: str, values: Sequence[Any], kind: ColumnType) -> list[Any]:
    converted = []
    for row, value in enumerate(values):
        try:
            converted.append(None if value is None else in_type(value, kind))
        except Unfit:
            raise not_of_type(row, name, value, kind) from None
    return converted
