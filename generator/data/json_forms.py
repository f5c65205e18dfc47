"""JSON as rows: a list of them, a line for each, or an object that holds them somewhere.

Outlines of maps get the winding that Vega draws: what is inside lies to the right. GeoJSON's own
rule (RFC 7946) is the other one, and makes of a country all but the country.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from math import atan2, cos, pi, radians, sin
from typing import Any

from msgspec import Struct

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


Ring = list[Any]
"""The points of a closed line; in TopoJSON the numbers of the arcs that make it."""
Points = Callable[[Ring], Sequence[Sequence[float]]]


def rewound(value: Any) -> Any:
    """Return GeoJSON, TopoJSON or rows of either with each outline wound as Vega has it."""
    if isinstance(value, list):
        is_shaped = any(isinstance(row, dict) and _is_shaped(row) for row in value)
        return [rewound(row) for row in value] if is_shaped else value
    if not isinstance(value, dict):
        return value
    if value.get("type") == "Topology" and isinstance(value.get("objects"), dict):
        arcs = _decoded(value)
        objects = {name: _wound(each, "arcs", lambda ring: _joined(ring, arcs))
                   for name, each in value["objects"].items()}  # fmt: skip
        return value | {"objects": objects}
    return _wound(value, "coordinates", lambda ring: ring)


def _is_shaped(row: dict[str, Any]) -> bool:
    return isinstance(row.get("geometry"), dict) or (
        "coordinates" in row and isinstance(row.get("type"), str)
    )


def _wound(value: Any, key: str, points: Points) -> Any:
    """Return a geometry, or what holds some, with the rings under a key wound."""
    if not isinstance(value, dict):
        return value
    made = dict(value)
    for inner in ("features", "geometries"):
        if isinstance(value.get(inner), list):
            made[inner] = [_wound(each, key, points) for each in value[inner]]
    if isinstance(value.get("geometry"), dict):
        made["geometry"] = _wound(value["geometry"], key, points)
    try:
        if value.get("type") == "Polygon":
            made[key] = _polygon(value[key], points)
        elif value.get("type") == "MultiPolygon":
            made[key] = [_polygon(each, points) for each in value[key]]
    except (TypeError, ValueError, KeyError, IndexError):  # no outline: Vega draws none either
        return value
    return made


def _polygon(rings: list[Ring], points: Points) -> list[Ring]:
    """Turn an outline that holds more than half the globe, and a hole that holds less."""
    return [_turned(ring, points) if _is_turned(points(ring), is_hole=at > 0) else ring
            for at, ring in enumerate(rings)]  # fmt: skip


def _turned(ring: Ring, points: Points) -> Ring:
    turned = ring[::-1]
    return turned if points(ring) is ring else [~arc for arc in turned]


def _is_turned(points: Sequence[Sequence[float]], *, is_hole: bool) -> bool:
    on_globe = all(abs(x) <= 360 and abs(y) <= 90 for x, y, *_ in points)
    return on_globe and len(points) > 3 and (_area(points) > 2 * pi) != is_hole


def _area(points: Sequence[Sequence[float]]) -> float:
    """Return how much of the unit globe lies to the right of a closed line, of 4 pi."""
    total = 0.0
    before, was = radians(points[-1][0]), radians(points[-1][1]) / 2 + pi / 4
    for x, y, *_ in points:
        here, now = radians(x), radians(y) / 2 + pi / 4
        apart, side = abs(here - before), 1 if here >= before else -1
        held = sin(was) * sin(now)
        total += atan2(held * side * sin(apart), cos(was) * cos(now) + held * cos(apart))
        before, was = here, now
    return 2 * (total if total >= 0 else 2 * pi + total)


def _decoded(topology: dict[str, Any]) -> list[list[list[float]]]:
    """Return a topology's arcs as degrees."""
    transform = topology.get("transform")
    if not isinstance(transform, dict):
        return list(topology.get("arcs", ()))
    scale, move = transform["scale"], transform["translate"]
    return [_arc(arc, scale, move) for arc in topology.get("arcs", ())]


def _arc(arc: Sequence[Any], scale: Sequence[float], move: Sequence[float]) -> list[list[float]]:
    x = y = 0
    made = []
    for dx, dy, *_ in arc:
        x, y = x + dx, y + dy
        made.append([x * scale[0] + move[0], y * scale[1] + move[1]])
    return made


def _joined(ring: Ring, arcs: list[list[list[float]]]) -> list[list[float]]:
    return [point for at in ring for point in (arcs[at] if at >= 0 else arcs[~at][::-1])]
