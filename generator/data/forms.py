"""The written forms of a table: CSV, TSV, JSON and YAML."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from generator.data.table import Table, from_cells, from_rows
from generator.data.tree import Fault, Spot, read_json, read_tree

FORMS = ("csv", "tsv", "json", "yaml")
_BY_SUFFIX = {"csv": "csv", "tsv": "tsv", "tab": "tsv", "json": "json", "geojson": "json",
              "topojson": "json", "yaml": "yaml", "yml": "yaml"}  # fmt: skip


class Shape(Struct, frozen=True):
    """A map's outlines (TopoJSON, GeoJSON): one object, not rows."""

    value: dict[str, Any]
    count: int


def form_of(name: str, text: str) -> str:
    """Tell a table's form from its file name, or else from how its text begins."""
    suffix = name.rpartition(".")[2].lower()
    return _BY_SUFFIX.get(suffix) or _detect(text)


def _detect(text: str) -> str:
    start = text.lstrip()
    if start[:1] in ("[", "{"):
        return "json"
    first = start.partition("\n")[0]
    if first.startswith("- ") or first.rstrip() == "-":
        return "yaml"
    return "tsv" if "\t" in first and "," not in first else "csv"


def parse(form: str, text: str) -> Table | Shape:
    """Read a table. Raises Fault with the text's own line and column."""
    if not text.strip():
        raise Fault("no data: nothing is written here", (1, 1))
    if form == "json":
        return _json(text)
    if form == "yaml":
        return _yaml(text)
    return _delimited(text, "\t" if form == "tsv" else _delimiter(text))


def _delimiter(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return ";" if ";" in first and "," not in first else ","


def _delimited(text: str, delimiter: str) -> Table:
    records = list(_records(text, delimiter))
    if not records:
        raise Fault("no data: nothing is written here", (1, 1))
    start, header = records[0]
    names = _names(header, lambda index: _cell(text, start, delimiter, index))
    if len(records) == 1:
        raise Fault("no rows under the header", (start, 1))
    for line, record in records[1:]:
        if len(record) != len(names):
            raise _ragged(text, line, delimiter, record, len(names))
    return from_cells(names, [record for _, record in records[1:]])


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for record in reader:
            if record:
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        raise Fault(f"not CSV: {error}", (line, 1), "is a quotation mark left open?") from None


def _ragged(text: str, line: int, delimiter: str, record: list[str], width: int) -> Fault:
    cells = f"{len(record)} cell" + ("s" if len(record) != 1 else "")
    spot = _cell(text, line, delimiter, min(len(record), width))
    hint = "a cell with a comma in it needs quotes" if len(record) > width else ""
    return Fault(f"this row has {cells}, the header {width}", spot, hint)


def _cell(text: str, line: int, delimiter: str, index: int) -> Spot:
    """Find where the cell of that index starts in the record that starts on a line."""
    rest = "".join(text.splitlines(keepends=True)[line - 1 :])
    column, cells, quoted = 1, 0, False
    for char in rest:
        if cells == index or (char in "\r\n" and not quoted):
            break
        quoted ^= char == '"'
        cells += char == delimiter and not quoted
        line, column = (line + 1, 1) if char == "\n" else (line, column + 1)
    return line, column


def _names(header: Sequence[str], spot: Any) -> list[str]:
    names: list[str] = []
    for index, cell in enumerate(header):
        name = cell.strip() or f"Unnamed: {index}"
        if name in names:
            raise Fault(f'the column "{name}" stands here twice', spot(index))
        names.append(name)
    return names


def _json(text: str) -> Table | Shape:
    value = read_json(text)
    if isinstance(value, dict) and value.get("type") in ("Topology", "FeatureCollection"):
        return Shape(value, len(value.get("objects") or value.get("features") or ()))
    if not isinstance(value, list):
        raise Fault("no rows: a list of objects was expected", (1, 1))
    for index, row in enumerate(value):
        if not isinstance(row, dict):
            raise Fault("a row must be an object", _row_spot(text, index))
    return _rows(value)


def _row_spot(text: str, index: int) -> Spot:
    decoder, at = json.JSONDecoder(), text.index("[") + 1
    for n in range(index + 1):
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
        if n < index:
            at = decoder.raw_decode(text, at)[1]
    before = text[:at]
    return before.count("\n") + 1, at - before.rfind("\n")


def _yaml(text: str) -> Table:
    tree = read_tree(text)
    if not isinstance(tree.value, list):
        raise Fault("no rows: a list of rows was expected", (1, 1), 'each row starts with "- "')
    for index, row in enumerate(tree.value):
        if not isinstance(row, dict):
            raise Fault("a row must be a mapping", tree.spot((index,)))
    return _rows(tree.value)


def _rows(rows: list[dict[str, Any]]) -> Table:
    if not any(rows):
        raise Fault("no rows", (1, 1))
    return from_rows(rows)
