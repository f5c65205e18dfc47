"""Guides: ticks no closer than their labels can tell apart, legends that are seen and have room.

In a box Vega asks how wide legends beside a view are, and how high those above it, and no more.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from math import ceil
from typing import Any, cast
from xml.etree import ElementTree as ET

from generator.charts.look import role
from generator.charts.spec import Node, Vega, fit_of, mappings, rewrite
from generator.problems.fault import Path
from generator.site.look import Look

_NUMBER = re.compile(r"[^.%a-z]*(?:\.(\d+))?~?([df%]?)\Z")
_WHOLE = "d"
_DEFAULT = 10
"""How many ticks Vega draws where nobody says."""
_DAY = 86_400_000
_UNITS = (
    ("HIMSLfpQsXcq", "", 0),
    ("dejx", "day", _DAY),
    ("UVW", "week", 7 * _DAY),
    ("mbB", "month", 31 * _DAY),
    ("yYG", "year", 366 * _DAY),
)
"""What a format tells, from the smallest: its letters, the interval between ticks, its length."""


def with_distinct_ticks(vega: Vega) -> Vega:
    """Return a specification whose axes have one tick for each label that their format can tell."""
    kinds = {str(each["name"]): str(each.get("type", "linear"))
             for _, node in mappings(vega) for each in node.get("scales") or ()}  # fmt: skip
    counts: dict[str, Node] = {}
    for path, node in mappings(vega):
        if path[-2:-1] == ("axes",) and isinstance(node.get("format"), str):
            scale = str(node["scale"])
            counts |= _counted(node, kinds.get(scale, ""), scale)

    def changed(node: Node, path: Path) -> Node:
        if path[-2:-1] != ("axes",) or "values" in node or node.get("scale") not in counts:
            return node
        return node | {"tickCount": counts[str(node["scale"])]}

    return rewrite(vega, changed) if counts else vega


def _counted(axis: Node, kind: str, scale: str) -> Mapping[str, Node]:
    told = _text(axis.get("tickCount", _DEFAULT))
    if not told or "values" in axis:
        return {}
    span = f"abs(span(domain('{scale}')))"
    if kind in ("time", "utc"):
        interval, length = _interval(axis["format"])
        fits = f"{span} >= {length} && {span} <= {length} * ({told})"
        return {scale: {"signal": f"{fits} ? '{interval}' : {told}"}} if interval else {}
    least = _least(axis["format"]) if kind == "linear" else 0
    steps = f"floor({span} / {least:g} + 1e-9)"
    return {scale: {"signal": f"max(1, min({told}, {steps}))"}} if least else {}


def _text(count: Any) -> str:
    """Return how many ticks are asked for as an expression, empty where it is something else."""
    if isinstance(count, dict):
        return str(count.get("signal", ""))
    return str(count) if isinstance(count, int | float) else ""


def _least(form: str) -> float:
    """Return the least difference that a number's format tells, 0 where that depends on it."""
    found = _NUMBER.match(form)
    if not found or not found[2] or (found[2] != _WHOLE and found[1] is None):
        return 0
    digits = 0 if found[2] == _WHOLE else int(found[1])
    return float(10.0 ** -(digits + 2 * (found[2] == "%")))


def _interval(form: str) -> tuple[str, int]:
    letters = re.findall(r"%[-_0^#]?([A-Za-z])", form)
    for known, interval, length in _UNITS:
        if set(letters) & set(known):
            return interval, length
    return "", 0


_SHARE = 0.5
"""What a view has at least of the height that its author gave to the whole."""
_MOVED = re.compile(r"translate\([^,)]+,([^,)]+)\)")
_HIGH = re.compile(r"v(-?[\d.]+)")
_PADDING = 5
_TRIES = 3
_BLACK = {"value": "black"}


def with_seen_symbols(vega: Vega, look: Look) -> Vega:
    """Return a specification whose legends of sizes are seen in the dark.

    Their symbols are black where another channel has the colours.
    """

    def seen(node: Node, path: Path) -> Node:
        is_symbols = path[-2:] == ("symbols", "update") and "legends" in path
        black = [key for key in ("fill", "stroke") if is_symbols and node.get(key) == _BLACK]
        return node | {key: {"value": role(look, "text-muted")} for key in black}

    return rewrite(vega, seen)


def with_room_for_legends(
    vega: Vega, root: ET.Element, draw: Callable[[Vega], ET.Element]
) -> tuple[Vega, ET.Element]:
    """Return a specification with its drawing, higher where legends leave it no room."""
    stated = cast("Any", vega).get("height")
    for _ in range(_TRIES):
        lack = _lacking(vega, root, stated)
        if not lack:
            break
        vega = _higher(vega, lack)
        root = draw(vega)
    return vega, root


def _lacking(vega: Vega, root: ET.Element, stated: Any) -> int:
    """Return how many pixels a chart in a box lacks to show its legends and itself."""
    made: Any = vega
    way = fit_of(vega)
    if not way or not made.get("legends"):
        return 0
    boxes = list(_boxes(root, 0))
    below = [top + high for role, top, high in boxes if role == "legend"]
    lacks = [max(below, default=0) + _padding(made)["bottom"] - float(root.get("height", 0))]
    if way == "fit" and isinstance(stated, int | float):
        lacks += [_SHARE * stated - high for role, _, high in boxes if role == "frame"]
    return max(0, ceil(max(lacks)))


def _higher(vega: Vega, pixels: int) -> Vega:
    made: Any = vega.copy()
    if made["autosize"]["type"] == "fit" and isinstance(made.get("height"), int | float):
        made["height"] += pixels
    else:
        padding = _padding(made)
        made["padding"] = padding | {"bottom": padding["bottom"] + pixels}
    return cast("Vega", made)


def _padding(vega: Any) -> dict[str, float]:
    stated = vega.get("padding", _PADDING)
    each = stated if isinstance(stated, int | float) else 0
    return {
        side: stated.get(side, 0) if isinstance(stated, dict) else each
        for side in ("left", "top", "right", "bottom")
    }


def _boxes(group: ET.Element, top: float, role: str = "") -> Iterator[tuple[str, float, float]]:
    """Yield the frame and the legends: what each is, where it begins, and how high it is."""
    moved = _MOVED.search(group.get("transform", ""))
    top += float(moved[1]) if moved else 0
    for part in group:
        name = part.get("class", "")
        if name == "background" and (high := _HIGH.search(part.get("d", ""))):
            yield role, top, float(high[1])
        elif name in ("", "root") or "role-frame" in name or "role-legend" in name:
            inner = name.partition("role-")[2].split(" ")[0]
            yield from _boxes(part, top, inner or role)
