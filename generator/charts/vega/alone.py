"""Values that stand alone in a line or an area, whose path has no length to be seen by."""

import re
from xml.etree import ElementTree as ET

from generator.charts.spec import Mark, Node, Vega, rewrite
from generator.problems.fault import Path

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
