"""The written forms of a table: CSV, TSV, JSON and YAML."""

import json
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from generator.data.delimited import delimiter_of, read_delimited
from generator.data.endings import form_of_file
from generator.data.table import Misfit, Table, Types, from_rows
from generator.data.tree import Tree, read_json, read_tree
from generator.problems.fault import Fault, Spot


class Shape(Struct, frozen=True):
    """A map's outlines (TopoJSON, GeoJSON): one object, not rows."""

    value: dict[str, Any]
    count: int


def form_of(name: str, text: str) -> str:
    """Tell a table's form from its file name, or else from how its text begins."""
    return form_of_file(name) or _detect(text)


def _detect(text: str) -> str:
    start = text.lstrip()
    if start[:1] in ("[", "{"):
        return "json"
    first = start.partition("\n")[0]
    if first.startswith("- ") or first.rstrip() == "-":
        return "yaml"
    return "tsv" if "\t" in first and "," not in first else "csv"


def parse(form: str, text: str, types: Types | None = None) -> Table | Shape:
    """Read a table. Raises Fault with the text's own line and column."""
    if not text.strip():
        raise Fault("no data: nothing is written here", (1, 1))
    if form == "json":
        return _json(text, types)
    if form == "yaml":
        return _yaml(text, types)
    return read_delimited(text, "\t" if form == "tsv" else delimiter_of(text), types)


def _json(text: str, types: Types | None) -> Table | Shape:
    value = read_json(text)
    if isinstance(value, dict) and value.get("type") in ("Topology", "FeatureCollection"):
        parts = value.get("objects") or value.get("features") or ()
        if not isinstance(parts, dict | list):
            raise Fault("a map's outlines lie in objects or in features", (1, 1))
        return Shape(value, len(parts))
    if not isinstance(value, list):
        raise Fault("no rows: a list of objects was expected", (1, 1))
    for index, row in enumerate(value):
        if not isinstance(row, dict):
            raise Fault("a row must be an object", _row_spot(text, index))
    return _rows(value, types, lambda: read_tree(text))


def _row_spot(text: str, index: int) -> Spot:
    decoder, at = json.JSONDecoder(), text.index("[") + 1
    for n in range(index + 1):
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
        if n < index:
            at = decoder.raw_decode(text, at)[1]
    before = text[:at]
    return before.count("\n") + 1, at - before.rfind("\n")


def _yaml(text: str, types: Types | None) -> Table:
    tree = read_tree(text)
    if not isinstance(tree.value, list):
        raise Fault("no rows: a list of rows was expected", (1, 1), 'each row starts with "- "')
    for index, row in enumerate(tree.value):
        if not isinstance(row, dict):
            raise Fault("a row must be a mapping", tree.spot((index,)))
    return _rows(tree.value, types, lambda: tree)


def _rows(rows: list[dict[str, Any]], types: Types | None, tree: Callable[[], Tree]) -> Table:
    if not any(rows):
        raise Fault("no rows", (1, 1))
    try:
        return from_rows(rows, types)
    except Misfit as misfit:
        spot = tree().spot((misfit.row, misfit.column))
        raise Fault(misfit.message, spot, misfit.hint) from None
