"""The room that texts and shapes of an SVG take, before anything moves them."""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from generator.charts.legible.geometry import (
    Box,
    Matrix,
    Outline,
    Point,
    around,
    corners,
    moved,
    numbers,
    outline_of,
)
from generator.charts.legible.letters import width_of

_ABOVE, _BELOW, _ON_LINE = 0.7, 0.2, 0.02
"""How far letters reach from the line they stand on, in shares of their size."""
_HANGING = re.compile(r"[gjpqyQ,;()\[\]{}|@$]")
_LONGEST = 20_000
"""Characters of a path above which it is not looked at: the borders of a map."""
_LOWERED = {"middle": 0.35, "central": 0.35, "hanging": 0.7, "text-before-edge": 0.8}
_SHARES = {"start": 0.0, "middle": 0.5, "end": 1.0}
Line = tuple[float, float, str]
"""Where a line of text begins, and what it says."""


def tag_of(element: ET.Element) -> str:
    """Return an element's name without that of its kind of document."""
    return element.tag.rpartition("}")[2]


def first(text: str | None, otherwise: float = 0) -> float:
    """Return the first number of an attribute."""
    return next(iter(numbers(text or "")), otherwise)


def lines_of(element: ET.Element, size: float) -> Iterator[Line]:
    """Yield the lines of a ``<text>``: a part of it that says where it stands begins one."""
    x = first(element.get("x")) + _length(element.get("dx"), size)
    y = first(element.get("y")) + _length(element.get("dy"), size)
    said = element.text or ""
    for part in element:
        if {"x", "y", "dy"} & part.attrib.keys():
            yield x, y, said
            x = first(part.get("x"), x) + _length(part.get("dx"), size)
            y = first(part.get("y"), y) + _length(part.get("dy"), size)
            said = ""
        said += "".join(part.itertext()) + (part.tail or "")
    yield x, y, said


def _length(text: str | None, size: float) -> float:
    return first(text) * (size if (text or "").strip().endswith("em") else 1)


def box_of(line: Line, size: float, style: Mapping[str, str], *, is_bold: bool) -> Box:
    """Return the box around the ink of a line of text."""
    x, y, text = line
    shown = " ".join(text.split())
    width = width_of(shown, is_bold=is_bold) * size
    share = _SHARES.get(style.get("text-anchor", "start"), 0)
    left = x - width * (1 - share if style.get("direction") == "rtl" else share)
    base = y + size * _LOWERED.get(style.get("dominant-baseline", ""), 0)
    below = _BELOW if _HANGING.search(shown) else _ON_LINE
    return left, base - _ABOVE * size, left + width, base + below * size


def placed(box: Box, matrix: Matrix) -> tuple[Point, ...]:
    """Return the corners of a box where a matrix moves them."""
    return tuple(moved(point, matrix) for point in corners(box))


def outline(element: ET.Element, frame: Box = (0, 0, 0, 0)) -> Outline:
    """Return the closed lines of a shape, none where it has none or nobody looks at it.

    ``frame`` is the drawing, whose share a side in percent is.
    """
    tag = tag_of(element)
    if tag == "path":
        path = element.get("d", "")
        return outline_of(path) if len(path) < _LONGEST else ()
    x, y = first(element.get("x")), first(element.get("y"))
    if tag in ("rect", "image"):
        width = _side(element.get("width"), frame[2] - frame[0])
        height = _side(element.get("height"), frame[3] - frame[1])
        return (corners((x, y, x + width, y + height)),)
    if tag in ("circle", "ellipse"):
        return outline_of(_ellipse(element))
    points = numbers(element.get("points", ""))
    return (tuple(zip(points[::2], points[1::2], strict=False)),) if points else ()


def _side(text: str | None, whole: float) -> float:
    side = first(text)
    return side * whole / 100 if (text or "").strip().endswith("%") else side


def _ellipse(element: ET.Element) -> str:
    x, y = first(element.get("cx")), first(element.get("cy"))
    across = first(element.get("r") or element.get("rx"))
    down = first(element.get("r") or element.get("ry"))
    half = f"A{across},{down},0,1,1"
    return f"M{x + across},{y}{half},{x - across},{y}{half},{x + across},{y}Z"


def clip_of(element: ET.Element) -> Box | None:
    """Return the box that a ``<clipPath>`` leaves."""
    points = [point for part in element for line in outline(part) for point in line]
    return around(points) if points else None


def common(one: Box, other: Box | None) -> Box:
    """Return what two boxes share."""
    if other is None:
        return one
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def touch(one: Box, other: Box) -> bool:
    """Tell whether two boxes share anything."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
