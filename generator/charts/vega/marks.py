"""Marks that Vega would lose, or lay over one another.

Values that stand alone in a line or an area, whose path has no length to be seen by; stacks of sums
of which one is of nothing; names at the ends of lines, of which both give way where two would stand
on each other.
"""

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from generator.charts.fields import column_of
from generator.charts.rows import with_each_data
from generator.charts.short.labels import NAME, STYLE
from generator.charts.spec import Data, Mark, Node, Transform, Vega, mappings, rewrite, rows_in
from generator.problems.fault import Path
from generator.site.look import Look

_GROUPS = frozenset(("mark-line", "mark-area"))
_DOT = re.compile(r"M[^A-Za-z]+(?:Z|(?=M)|\Z)")
_STROKE = re.compile(r"M(?:([^,A-Z]+),[^A-Z]+L\1,[^A-Z]+|[^A-Z]+,([^,A-Z]+)L[^A-Z]+,\2)Z")
_WIDTH = 1.5


def has_lone_values(root: ET.Element) -> bool:
    """Tell whether a drawing of vl-convert's has a line or an area through a single point."""
    groups = (group for group in root.iter() if _GROUPS & set(group.get("class", "").split()))
    paths = (part.get("d", "") for group in groups for part in group)
    return any(_DOT.search(path) or _STROKE.search(path) for path in paths)


def with_lone_values(vega: Vega) -> Vega:
    """Return a specification that draws such a point: as a dot, or a stroke as high as its area."""
    return rewrite(vega, _seen)


def _seen(mark: Mark, path: Path) -> Mark:
    if path[-2:-1] != ("marks",) or mark.get("type") not in ("line", "area"):
        return mark
    encode = mark.get("encode") or {}
    update = encode.get("update") or {}
    seen: Node = {"strokeCap": {"value": "round"}}
    if mark["type"] == "area" and "fill" in update:
        seen |= {"stroke": update["fill"], "strokeWidth": {"value": _WIDTH}}
    return mark | {"encode": encode | {"update": seen | update}}


def with_whole_stacks(vega: Vega) -> Vega:
    """Return a specification in which a sum of nothing is nothing to its stack.

    Vega takes it for undefined, and what is stacked on it has no place then.
    """
    empty = frozenset(_empty(vega))
    return with_each_data(vega, lambda data: _filled(data, empty)) if empty else vega


def _empty(vega: Vega) -> Iterator[str]:
    """Find what is summed up of columns that have empty cells."""
    summed = dict(pair for _, node in mappings(vega.get("data")) for pair in _summed(node))
    holes = {
        name
        for data in vega.get("data", ())
        for row in rows_in(data.get("values")) or ()
        if isinstance(row, dict)
        for name in summed
        if row.get(column_of(name), 0) is None
    }
    yield from (made for name, each in summed.items() if name in holes for made in each)


def _summed(node: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    if node.get("type") != "aggregate":
        return
    fields, made = node.get("fields") or [], node.get("as") or []
    for field in dict.fromkeys(each for each in fields if isinstance(each, str)):
        yield field, tuple(each for of, each in zip(fields, made, strict=False) if of == field)


def _filled(data: Data, empty: frozenset[str]) -> Data:
    steps = data.get("transform") or []
    made = [each for step in steps for each in _after_filling(step, empty)]
    return data | {"transform": made} if len(made) > len(steps) else data


def _after_filling(step: Node, empty: frozenset[str]) -> Iterator[Node]:
    name = column_of(str(step.get("field")))
    if step.get("type") == "stack" and name in empty:
        cell = f"datum[{json.dumps(name)}]"
        yield {"type": "formula", "expr": f"isValid({cell}) ? {cell} : null", "as": name}
    yield step


_LEADING = 3
_FIELDS = ("end_lines", "end_rest", "end_all", "end_at", "end_free", "end_down", "end_up")


def ends_apart(vega: Vega, look: Look) -> Vega:
    """Return a specification whose marks at the ends of lines do not lie over one another."""
    steps = _steps(look.font_size - 1 + _LEADING)

    def apart(mark: Mark, _: Path) -> Node:
        return mark | {"transform": steps} if STYLE in _styles(mark) else mark

    return rewrite(vega, apart)


def _styles(mark: Mark) -> list[str]:
    style = mark.get("style") if "encode" in mark else None
    return style if isinstance(style, list) else [style] if isinstance(style, str) else []


def _steps(line: int) -> list[Transform]:
    """Move marks along y until each has its height.

    From above down each is pushed below the one before, from below up above it. In both ways
    all are apart, so they are in the middle between both, and those that were apart stay.
    """
    lines, rest, all_lines, at, free, down, up = _FIELDS
    name = f"datum.datum.{NAME}"
    order = {"sort": {"field": "y"}}
    moved = f"(datum.{down} + datum.{up}) / 2 + datum.{at}"
    lowest = f"height - datum.{all_lines} * {line} + datum.{at}"
    return [
        {"type": "formula", "as": lines, "expr": f"isArray({name}) ? length({name}) : 1"},
        _window("sum", lines, rest, [None, 0]) | order,
        {"type": "joinaggregate", "ops": ["sum"], "fields": [lines], "as": [all_lines]},
        {"type": "formula", "as": at,
         "expr": f"(datum.{rest} - datum.{lines} + 0.5) * {line}"},
        {"type": "formula", "as": free, "expr": f"datum.y - datum.{at}"},
        _window("max", free, down, [None, 0]) | order,
        _window("min", free, up, [0, None]) | order,
        {"type": "formula", "as": "y", "expr": f"max(datum.{at}, min({lowest}, {moved}))"},
    ]  # fmt: skip


def _window(operation: str, field: str, name: str, frame: list[int | None]) -> Transform:
    return {"type": "window", "ops": [operation], "fields": [field], "as": [name],
            "frame": frame, "ignorePeers": True}  # fmt: skip
