"""Rows into columns, typed as pandas infers or their author states, of what can be written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.data.dataset import Column, ColumnType
from generator.data.kinds import MISSING, in_type, infer_cells, infer_values
from generator.problems.fault import At, Fault

LARGEST = 1.7976931348623157e308
DEEPEST = 100
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_HINT = "does an escape such as \\u0000, or half a pair such as \\ud83d, stand there?"


def unwritable(name: str, kind: ColumnType, values: Sequence[Any]) -> Fault | None:
    """Find what cannot be written down in a column's name, or its first value of that kind.

    A fault among rows stands at a row, from 0, and a column.
    """
    if found := _UNWRITABLE.search(name):
        return Fault(f"a column's name holds {_named(found[0])}", At((0, name)), _HINT)
    if kind == "number":
        return _too_large(name, values)
    return _wrong_text(name, values) if kind == "text" else None


def _too_large(name: str, values: Sequence[Any]) -> Fault | None:
    present = [value for value in values if value is not None]
    # What is none (NaN) compares with nothing, and is left out by every chart.
    if not present or (min(present) >= -LARGEST and max(present) <= LARGEST):
        return None
    for row, value in enumerate(values):
        if value is not None and abs(value) > LARGEST:
            message = f'the column "{name}" has a number that is too large'
            return Fault(message, At((row, name)), "as a text it would stand in quotes")
    return None


def _wrong_text(name: str, values: Sequence[Any]) -> Fault | None:
    is_clean = _is_clean("\n".join([each for each in values if type(each) is str]))
    for row, value in enumerate(values):
        if value is None or (is_clean and type(value) is str):
            continue
        for text, depth in _texts_in(value):
            if depth > DEEPEST:
                message = f'in the column "{name}" values lie more than {DEEPEST} deep'
                return Fault(message, At((row, name)))
            if found := _UNWRITABLE.search(text):
                message = f'a text in the column "{name}" holds {_named(found[0])}'
                return Fault(message, At((row, name)), _HINT)
    return None


def _is_clean(text: str) -> bool:
    """Look at a whole column at once, which costs a tenth of looking at each value."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return False
    is_plain = len(raw.translate(None, _CONTROLS)) == len(raw)
    return is_plain and not any(each in raw for each in _NONCHARACTERS)


def _texts_in(value: Any) -> Iterator[tuple[str, int]]:
    """Yield the texts and keys within a value, and how deep they lie."""
    waiting = [(value, 0)]
    while waiting:
        part, depth = waiting.pop()
        if isinstance(part, dict):
            yield "\n".join(part), depth
            waiting += [(each, depth + 1) for each in part.values()]
        elif isinstance(part, list):
            yield "", depth
            waiting += [(each, depth + 1) for each in part]
        elif isinstance(part, str):
            yield part, depth


def _named(character: str) -> str:
    half = "half a character, " if "\ud800" <= character <= "\udfff" else ""
    return f"{half}U+{ord(character):04X}, which no text can hold"


Types = Mapping[str, ColumnType]
"""The stated types of some columns."""


class Table(Struct, frozen=True):
    """Typed columns and rows of plain JSON values, dates in ISO 8601."""

    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]


def not_of_type(row: int, column: str, value: Any, kind: ColumnType) -> Fault:
    """Return what to raise of a value that is not of its column's stated type."""
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    message = f'{shown} in the column "{column}" is not {WORDS[kind]}'
    return Fault(message, At((row, column)), HINTS[kind])


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

    Raises Fault where a cell is not of its column's stated type.
    """
    cells = list(zip(*rows)) if rows else [()] * len(names)
    return _table(names, [_of_cells(name, cells[n], types) for n, name in enumerate(names)])


def from_rows(rows: Sequence[dict[str, Any]], types: Types | None = None) -> Table:
    """Type rows that came with their own values; a key that a row lacks is null there.

    Raises Fault where a value is not of its column's stated type, or cannot be written down.
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
            raise found
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
        except ValueError:
            raise not_of_type(row, name, value, kind) from None
    return converted
