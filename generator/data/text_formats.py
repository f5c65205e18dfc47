"""The written forms of a table: CSV, TSV, JSON and YAML, with the place of each cell and value."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from generator.data.json_forms import Shape, read_lines, read_object, table_of
from generator.data.stated import Notation
from generator.data.table import PLAIN, Table, from_cells, header_names
from generator.data.tree import read_tree
from generator.problems import many
from generator.problems.fault import Fault, Spot

# A cell may be as long as its file.
csv.field_size_limit(2**31 - 1)


def delimiter_of(text: str) -> str:
    """Return what parts the cells of a CSV: a semicolon where its header has no comma."""
    first = text.lstrip().partition("\n")[0]
    return ";" if ";" in first and "," not in first else ","


def read_delimited(text: str, delimiter: str, notation: Notation = PLAIN) -> Table:
    """Read CSV or TSV. Raises Fault with the text's own line and column."""
    records = _records(text, delimiter)
    if not records:
        raise Fault("no data: nothing is written here", (1, 1))
    names = header_names(records[0], lambda index: _cell(text, delimiter, 0, index))
    if len(records) == 1:
        raise Fault("no rows under the header", (next(_numbered(text, delimiter))[0], 1))
    width = len(names)
    for number, record in enumerate(records):
        if len(record) != width:
            raise _ragged(text, delimiter, number, record, width)

    def spot(row: int, column: str) -> Spot:
        return _cell(text, delimiter, row + 1, names.index(column))

    try:
        table = from_cells(names, records[1:], notation, has_semicolons=delimiter == ";")
        return table.with_spots(spot)
    except Fault as fault:
        row, column = fault.path
        raise fault.moved(spot(int(row), str(column))) from None


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


def _ragged(text: str, delimiter: str, number: int, record: Sequence[str], width: int) -> Fault:
    cells = many(len(record), "cell")
    spot = _cell(text, delimiter, number, min(len(record), width))
    hint = "a cell with a comma in it needs quotes" if len(record) > width else ""
    # What stands above a header may have commas where the table has semicolons.
    found = (_above_header(text, mark, width) for mark in dict.fromkeys((delimiter, ";")))
    if above := next(filter(None, found), 0):
        hint = f"if the header is in line {above + 1}, skip the lines above it: skip: {above}"
    return Fault(f"this row has {cells}, the header {width}", spot, hint)


def _above_header(text: str, delimiter: str, width: int) -> int:
    """Return how many lines stand above what is a header, by the width of all below it."""
    records = list(_numbered(text, delimiter))
    wide = len(records[-1][1])
    start = next((at for at, (_, each) in enumerate(records) if len(each) == wide > width), 0)
    is_even = all(len(each) == wide for _, each in records[start:])
    return records[start][0] - 1 if is_even and len(records) > start + 1 else 0


def _cell(text: str, delimiter: str, number: int, index: int) -> Spot:
    """Find where a cell starts, by the numbers of its record and of the cell in it, from 0."""
    line = next(islice(_numbered(text, delimiter), number, None))[0]
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


def cell_spot(text: str, delimiter: str, row: int, column: str) -> Spot:
    """Find where a cell of a table starts that was read, by its row from 0 and its column."""
    header = next(_numbered(text, delimiter))[1]
    names = [name.strip() for name in header]
    return _cell(text, delimiter, row + 1, names.index(column) if column in names else 0)


def form_of(text: str) -> str:
    """Tell a table's form from how its text begins."""
    start = text.lstrip()
    if start[:1] in ("[", "{"):
        return "json"
    first = start.partition("\n")[0]
    if first.startswith("- ") or first.rstrip() == "-":
        return "yaml"
    return "tsv" if "\t" in first and "," not in first else "csv"


def parse(form: str, text: str, notation: Notation = PLAIN) -> Table | Shape:
    """Read a table. Raises Fault with the text's own line and column."""
    if not text.strip():
        raise Fault("no data: nothing is written here", (1, 1))
    return READERS[form](below(form, text, notation.skip) if notation.skip else text, notation)


def below(form: str, text: str, count: int) -> str:
    """Return a text whose first lines are empty, so that every place stays. Raises Fault."""
    if form not in ("csv", "tsv"):
        raise Fault(f"skip is for lines above a header, and {form} has none", (1, 1))
    parts = text.split("\n", count)
    if len(parts) <= count or not parts[-1].strip():
        raise Fault(f"no data: nothing is written below the {count} lines that are skipped", (1, 1))
    return "\n" * count + parts[-1]


def _yaml(text: str, notation: Notation) -> Table:
    tree = read_tree(text)
    if not isinstance(tree.value, list):
        raise Fault("no rows: a list of rows was expected", (1, 1), 'each row starts with "- "')
    for index, row in enumerate(tree.value):
        if not isinstance(row, dict):
            raise Fault("a row must be a mapping", tree.spot((index,)))
    return table_of(tree.value, notation, lambda: tree)


READERS: dict[str, Callable[[str, Notation], Table | Shape]] = {
    "csv": lambda text, notation: read_delimited(text, delimiter_of(text), notation),
    "tsv": lambda text, notation: read_delimited(text, "\t", notation),
    "json": read_object,
    "lines": read_lines,
    "yaml": _yaml,
}
