"""Rows into columns, typed as pandas infers or their author states, of what can be written."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import Struct, structs

from generator.data.dataset import Column, ColumnType
from generator.data.kinds import (
    MISSING,
    Typed,
    clocked,
    infer_cells,
    infer_values,
    plain_values,
)
from generator.data.numerals import ABSENT
from generator.data.stated import Notation, StatedType
from generator.problems.fault import At, Fault, Spot

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
    if not name:
        return Fault("a column has no name", At((0, name)), 'its key is ""')
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


class Table(Struct, frozen=True):
    """Typed columns and rows of plain JSON values, dates in ISO 8601."""

    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]

    def with_spots(self, spot: Callable[[int, str], Spot]) -> "Table":
        """Return this table with the spots of the cells that are in doubt."""
        columns = tuple(
            structs.replace(
                each, doubt=structs.replace(each.doubt, spot=spot(each.doubt.row, each.name))
            )
            if each.doubt
            else each
            for each in self.columns
        )
        return structs.replace(self, columns=columns)


def not_of_type(row: int, column: str, value: Any, kind: ColumnType) -> Fault:
    """Return what to raise of a value that is not of its column's stated type."""
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    message = f'{shown} in the column "{column}" is not {WORDS[kind]}'
    return Fault(message, At((row, column)), HINTS[kind])


WORDS = {"number": "a number", "date": "a date", "text": "text", "boolean": "true or false"}
HINTS = {
    "number": "types: says that this column holds numbers, such as 1234.5; with decimal commas it "
    'is "number de"',
    "date": "types: says that this column holds dates, such as 2024-05-31; written otherwise it is "
    'such as "date %d/%m/%Y"',
    "text": "types: says that this column holds texts",
    "boolean": "types: says that this column holds true and false",
}


PLAIN = Notation()


def from_cells(
    names: Sequence[str], rows: Sequence[Sequence[str]], notation: Notation = PLAIN
) -> Table:
    """Type a table of text cells, column by column, as ``pandas.read_csv`` would.

    Raises Fault where a cell is not of its column's stated type.
    """
    cells = list(zip(*rows)) if rows else [()] * len(names)
    typed = [_of_cells(name, cells[n], notation) for n, name in enumerate(names)]
    if not notation.decimal and any(each.mark == "," for each in typed):
        # Where one column has decimal commas, the points of others part thousands.
        comma = structs.replace(notation, decimal=",")
        typed = [
            each if each.type != "number" else _of_cells(name, cells[n], comma)
            for n, (name, each) in enumerate(zip(names, typed))
        ]
    return _table(names, typed)


def from_rows(rows: Sequence[dict[str, Any]], notation: Notation = PLAIN) -> Table:
    """Type rows that came with their own values; a key that a row lacks is null there.

    Raises Fault where a value is not of its column's stated type, or cannot be written down.
    """
    names = _names(rows)
    return _table(names, [_of_values(n, [row.get(n) for row in rows], notation) for n in names])


def columns_of(rows: Sequence[dict[str, Any]]) -> tuple[Column, ...]:
    """Return the columns of rows that a chart computed, or that are judged elsewhere."""
    names = _names(rows)
    return tuple(Column(n, plain_values([row.get(n) for row in rows]).type) for n in names)


def with_clocks(table: Table, zone: str) -> Table:
    """Return a table whose times with an offset are shown by the clocks of a zone."""
    for column in table.columns:
        values = [row[column.name] for row in table.rows] if column.type == "date" else []
        made = clocked(Typed("date", values), zone)
        if made.values is not values:
            rows = [row | {column.name: value} for row, value in zip(table.rows, made.values)]
            others = (
                structs.replace(column, zone=made.zone) if c is column else c for c in table.columns
            )
            table = Table(tuple(others), rows)
    return table


def _names(rows: Sequence[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _table(names: Sequence[str], typed: Sequence[Typed]) -> Table:
    for name, each in zip(names, typed):
        if found := unwritable(name, each.type, each.values):
            raise found
    columns = tuple(Column(n, each.type, each.zone, each.doubt) for n, each in zip(names, typed))
    rows = zip(*(each.values for each in typed))
    return Table(columns, [dict(zip(names, row)) for row in rows])


def _of_cells(name: str, cells: Sequence[str], notation: Notation) -> Typed:
    stated = notation.type_of(name)
    if stated is None:
        return infer_cells(cells, notation.zone_of(name), notation.decimal)
    # In a column that is said to hold texts, NA may be a country.
    missing = {""} if stated.kind == "text" else MISSING
    values = [None if cell in missing else cell for cell in cells]
    return _stated(name, values, stated, notation.zone_of(name))


def _of_values(name: str, values: list[Any], notation: Notation) -> Typed:
    stated, zone = notation.type_of(name), notation.zone_of(name)
    return infer_values(values, zone) if stated is None else _stated(name, values, stated, zone)


def _stated(name: str, values: Sequence[Any], stated: StatedType, zone: str) -> Typed:
    converted = []
    if stated.kind == "number":
        values = [None if str(each).strip().lower() in ABSENT else each for each in values]
    for row, value in enumerate(values):
        try:
            converted.append(None if value is None else stated.read(value))
        except ValueError:
            if stated.is_open:
                return _stated(name, values, stated.column(values), zone)
            raise not_of_type(row, name, value, stated.kind) from None
    made = Typed(stated.kind, converted)
    return clocked(made, zone) if stated.kind == "date" else made
