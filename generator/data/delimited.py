"""CSV and TSV: rows of cells between delimiters, and where each cell stands."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from generator.data.table import Misfit, Table, Types, from_cells
from generator.problems.fault import Fault, Spot

# A cell may be as long as its file.
csv.field_size_limit(2**31 - 1)


def delimiter_of(text: str) -> str:
    """Return what parts the cells of a CSV: a semicolon where its header has no comma."""
    first = text.lstrip().partition("\n")[0]
    return ";" if ";" in first and "," not in first else ","


def read_delimited(text: str, delimiter: str, types: Types | None = None) -> Table:
    """Read CSV or TSV. Raises Fault with the text's own line and column."""
    records = _records(text, delimiter)
    if not records:
        raise Fault("no data: nothing is written here", (1, 1))
    names = _names(records[0], lambda index: _cell(text, delimiter, 0, index))
    if len(records) == 1:
        raise Fault("no rows under the header", (_lines(text, delimiter)[0], 1))
    width = len(names)
    for number, record in enumerate(records):
        if len(record) != width:
            raise _ragged(text, delimiter, number, record, width)
    try:
        return from_cells(names, records[1:], types)
    except Misfit as misfit:
        spot = _cell(text, delimiter, misfit.row + 1, names.index(misfit.column))
        raise Fault(misfit.message, spot, misfit.hint) from None


def _records(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [record for record in reader if record]
    except csv.Error as error:
        line = max((line for line, _ in _numbered(text, delimiter)), default=0)
        hint = "is a quotation mark left open?"
        raise Fault(f"not CSV: {error}", (line, 1), hint) from None


def _numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Read the records again, each with the line that it starts on; only a fault needs it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for record in reader:
            if record:
                yield line, record
            line = reader.line_num + 1
    except csv.Error:
        yield line, []


def _lines(text: str, delimiter: str) -> list[int]:
    return [line for line, _ in _numbered(text, delimiter)]


def _ragged(text: str, delimiter: str, number: int, record: Sequence[str], width: int) -> Fault:
    cells = f"{len(record)} cell" + ("s" if len(record) != 1 else "")
    spot = _cell(text, delimiter, number, min(len(record), width))
    hint = "a cell with a comma in it needs quotes" if len(record) > width else ""
    return Fault(f"this row has {cells}, the header {width}", spot, hint)


def _cell(text: str, delimiter: str, number: int, index: int) -> Spot:
    """Find where a cell starts, by the numbers of its record and of the cell in it, from 0."""
    line = _lines(text, delimiter)[number]
    rest = io.StringIO(text, newline="")
    for _ in range(line - 1):
        rest.readline()
    column, cells, quoted = 1, 0, False
    for char in rest.read():
        if cells == index or (char in "\r\n" and not quoted):
            break
        quoted ^= char == '"'
        cells += char == delimiter and not quoted
        line, column = (line + 1, 1) if char == "\n" else (line, column + 1)
    return line, column


def _names(header: Sequence[str], spot: Callable[[int], Spot]) -> list[str]:
    names: list[str] = []
    for index, cell in enumerate(header):
        name = cell.strip() or f"Unnamed: {index}"
        if name in names:
            raise Fault(f'the column "{name}" stands here twice', spot(index))
        names.append(name)
    return names
