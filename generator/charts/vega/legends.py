"""Legends: their symbols are seen in the dark, and a chart gets the height that they need.

In a box Vega asks how wide legends beside a view are, and how high those above it, and no more.
"""

import re
from collections.abc import Callable, Iterator
from math import ceil
from typing import Any, cast
from xml.etree import ElementTree as ET

from generator.charts.look import role
from generator.charts.spec import Node, Vega, rewrite
from generator.problems.fault import Path
from generator.site.look import Look

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
    size = made.get("autosize")
    way = str(size.get("type")) if isinstance(size, dict) else ""
    if not way.startswith("fit") or not made.get("legends"):
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
