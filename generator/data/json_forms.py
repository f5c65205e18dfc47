"""JSON as rows: a list of them, a line for each, or an object that holds them somewhere."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from generator.data.shapes import rewound
from generator.data.stated import Notation
from generator.data.table import Table, from_rows
from generator.data.tree import Tree, read_json, read_tree
from generator.problems.fault import Fault, Spot, spot_at

_MAPS = ("Topology", "FeatureCollection")
_DEEPEST = 4


class Shape(Struct, frozen=True):
    """One object, not rows: a map's outlines (TopoJSON, GeoJSON), or what has lists within it."""

    value: dict[str, Any]
    count: int


def read_object(text: str, notation: Notation) -> Table | Shape:
    """Read a list of rows, or an object. Raises Fault."""
    value = read_json(text)
    if isinstance(value, dict):
        return _shape(value)
    if not isinstance(value, list):
        raise Fault("no rows: a list of objects was expected", (1, 1))
    for index, row in enumerate(value):
        if not isinstance(row, dict):
            raise Fault("a row must be an object", _row_spot(text, index))
    return table_of(rewound(value), notation, lambda: read_tree(text))


def _shape(value: dict[str, Any]) -> Shape:
    if value.get("type") in _MAPS:
        parts = value.get("objects") or value.get("features") or ()
        if not isinstance(parts, dict | list):
            raise Fault("a map's outlines lie in objects or in features", (1, 1))
        return Shape(rewound(value), len(parts))
    lists = list(lists_in(value))
    if not lists:
        raise Fault("no rows: a list of objects was expected", (1, 1))
    return Shape(value, max(count for _, count in lists))


def lists_in(value: dict[str, Any], way: str = "", depth: int = 1) -> Iterator[tuple[str, int]]:
    """Yield the ways to the lists of rows within an object, and how many rows each has."""
    for key, part in value.items():
        inner = f"{way}.{key}" if way else key
        if isinstance(part, dict) and depth < _DEEPEST:
            yield from lists_in(part, inner, depth + 1)
        elif isinstance(part, list) and part and all(isinstance(row, dict) for row in part):
            yield inner, len(part)


def _row_spot(text: str, index: int) -> Spot:
    decoder, at = json.JSONDecoder(), text.index("[") + 1
    for n in range(index + 1):
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
        if n < index:
            at = decoder.raw_decode(text, at)[1]
    return spot_at(text, at)


def read_lines(text: str, notation: Notation) -> Table:
    """Read rows that stand on a line each. Raises Fault."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    rows = [_row(line, number) for number, line in lines]

    def tree() -> Tree:
        trees = [read_tree(line) for _, line in lines]
        spots = {(index, *path): (lines[index][0], column) for index, each in enumerate(trees)
                 for path, (_, column) in each.values.items()}  # fmt: skip
        return Tree(rows, spots, {})

    return table_of(rewound(rows), notation, tree)


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = read_json(line)
    except Fault as fault:
        raise fault.moved((number, fault.spot[1])) from None
    if not isinstance(row, dict):
        raise Fault("a row must be an object", (number, 1), "each line is one: {…}")
    return row


def table_of(rows: list[dict[str, Any]], notation: Notation, tree: Callable[[], Tree]) -> Table:
    """Return rows as a table; ``tree`` tells where they stand. Raises Fault."""
    if not any(rows):
        raise Fault("no rows", (1, 1))
    try:
        table = from_rows(rows, notation)
        return table.with_spots(lambda row, column: tree().spot((row, column)))
    except Fault as fault:
        raise fault.located(tree()) from None
