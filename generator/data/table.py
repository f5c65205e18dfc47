"""Rows into columns, typed as pandas infers or their author states, of what can be written."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct, structs

from generator.data.dataset import Column, ColumnType, Doubt
from generator.data.doubts import doubt_of, doubt_of_points
from generator.data.kinds import (
    MISSING,
    Typed,
    clocked,
    infer_cells,
    infer_values,
    plain_numbers,
    plain_values,
)
from generator.data.numerals import ABSENT, is_changed
from generator.data.stated import Notation, StatedType
from generator.data.unwritable import unwritable
from generator.problems.fault import At, Fault, Spot


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
UNNAMED = "Unnamed: "


def header_names(header: Sequence[str], spot: Callable[[int], Spot]) -> list[str]:
    """Return the names of columns; ``spot`` tells where each stands. Raises Fault.

    Where of many columns the first alone has a name, a title stands where a header should be.
    """
    names: list[str] = []
    for index, cell in enumerate(header):
        name = cell.strip() or f"{UNNAMED}{index}"
        if name in names:
            raise Fault(f'the column "{name}" stands here twice', spot(index))
        names.append(name)
    if len(names) > 2 and all(name.startswith(UNNAMED) for name in names[1:]):
        message = f"only the first of {len(names)} columns has a name here"
        hint = "if lines stand above the header, say how many: skip: 1"
        raise Fault(message, spot(0), hint)
    return names


def from_cells(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    notation: Notation = PLAIN,
    *,
    has_semicolons: bool = False,
) -> Table:
    """Type a table of text cells, column by column, as ``pandas.read_csv`` would.

    Where semicolons part cells, commas are for numbers, so that points are in doubt. Raises Fault
    where a cell is not of its column's stated type.
    """
    cells = list(zip(*rows)) if rows else [()] * len(names)
    typed = [_of_cells(name, cells[n], notation) for n, name in enumerate(names)]
    if not notation.decimal and any(each.mark == "," for each in typed):
        # Where one column has decimal commas, the points of others part thousands.
        comma = structs.replace(notation, decimal=",")
        typed = [
            each if each.type != "number" or each.mark == "," else _of_cells(name, cells[n], comma)
            for n, (name, each) in enumerate(zip(names, typed))
        ]
    elif has_semicolons and not notation.decimal:
        typed = [_doubted(each, cells[n], notation, names[n]) for n, each in enumerate(typed)]
    return _table(names, typed)


def _doubted(made: Typed, cells: Sequence[str], notation: Notation, name: str) -> Typed:
    if made.type != "number" or made.mark or name in notation.types:
        return made
    return structs.replace(made, doubt=doubt_of_points(cells))


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


def as_shown(table: Table, zone: str, *, is_exact: bool) -> Table:
    """Return a table as pages show it: by the clocks of a zone, and every digit of a number.

    A whole number that browsers have no room for is a text. ``is_exact`` are times that were
    asked for in this very zone, where midnight in another one makes no day.
    """
    for column in table.columns:
        values = [row[column.name] for row in table.rows]
        made = Typed(column.type, values)
        if column.type == "date":
            made = clocked(made, zone, is_exact=is_exact)
        elif column.type == "number" and any(type(v) is int and is_changed(v) for v in values):
            made = Typed("text", [None if value is None else str(value) for value in values])
        elif column.type == "text":
            made = structs.replace(made, doubt=_doubt_of_answer(values))
        if made.values is not values:
            rows = [row | {column.name: value} for row, value in zip(table.rows, made.values)]
            table = structs.replace(table, rows=rows)
        shown = Column(column.name, made.type, made.zone, made.doubt)
        table = _with_column(table, shown)
    return table


def _with_column(table: Table, column: Column) -> Table:
    columns = (column if each.name == column.name else each for each in table.columns)
    return structs.replace(table, columns=tuple(columns))


def _doubt_of_answer(values: list[Any]) -> Doubt | None:
    """Tell what texts may have been meant as that a query gave, where it can say so itself."""
    found = doubt_of(values, list(dict.fromkeys(v for v in values if isinstance(v, str))))
    hint = (
        "say it in the query, such as TRY_CAST(value AS DOUBLE); if they are names, its type is N"
    )
    return Doubt(found.message, hint) if found else None


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
    plain = plain_numbers(cells, "" if stated.is_open else ",") if stated.kind == "number" else None
    if plain is not None:
        return Typed("number", plain)
    # In a column that is said to hold texts, NA may be a country.
    missing = {""} if stated.kind == "text" else MISSING
    values = [None if cell in missing else cell for cell in cells]
    return _stated(name, values, stated, notation.zone_of(name))


def _of_values(name: str, values: list[Any], notation: Notation) -> Typed:
    stated, zone = notation.type_of(name), notation.zone_of(name)
    if stated is None:
        return infer_values(values, zone, notation.decimal)
    return _stated(name, values, stated, zone)


def _stated(name: str, values: Sequence[Any], stated: StatedType, zone: str) -> Typed:
    # Dates and words mostly repeat themselves, so each text is read once.
    texts = dict.fromkeys(each for each in values if type(each) is str)
    known: dict[Any, Any] = {None: None}
    if stated.kind == "number":
        known |= {each: None for each in texts if each.strip().lower() in ABSENT}
    present = [each for each in texts if each not in known]
    read = stated.read
    try:
        known |= {each: read(each) for each in present}
        made = [known[v] if v is None or type(v) is str else read(v) for v in values]
    except ValueError:
        if stated.is_open:
            return _stated(name, values, stated.column(present), zone)
        row, value = next(each for each in enumerate(values) if not _is_read(each[1], known, read))
        raise not_of_type(row, name, value, stated.kind) from None
    typed = Typed(stated.kind, made)
    return clocked(typed, zone, is_exact=stated.has_zone) if stated.kind == "date" else typed


def _is_read(value: Any, known: Mapping[Any, Any], read: Callable[[Any], Any]) -> bool:
    try:
        return (type(value) in (str, type(None)) and value in known) or read(value) is not None
    except ValueError:
        return False
