"""What stands in a drawing, and where: its texts and its paths, in the pixels of the whole."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from msgspec import Struct

_MOVE = re.compile(r"translate\(([-\d.e]+)[ ,]*([-\d.e]*)\)")
_LIGHT = re.compile(r"light-dark\((\w+\([^()]*\)|[^,()]+),.*")
"""A colour of either scheme: tests look at that of the light one."""
_STEP = re.compile(r"([MLHVhvlmZz])([^A-Za-z]*)")


class Shape(Struct, frozen=True):
    """A text with its anchor, or a path with its corners; ``paint`` is its fill or stroke."""

    text: str
    points: tuple[tuple[float, float], ...]
    paint: str
    is_line: bool = False

    @property
    def left(self) -> float:
        return min(x for x, _ in self.points)

    @property
    def top(self) -> float:
        return min(y for _, y in self.points)

    @property
    def width(self) -> float:
        return max(x for x, _ in self.points) - self.left

    @property
    def height(self) -> float:
        return max(y for _, y in self.points) - self.top


def shapes(svg: str) -> list[Shape]:
    """Return all that is drawn, in order."""
    return list(_shapes(ET.fromstring(svg), 0.0, 0.0, "", ""))


def texts(svg: str) -> dict[str, Shape]:
    """Return the texts by what they say, the last of each."""
    return {each.text: each for each in shapes(svg) if each.text}


def bars(svg: str, paint: str = "chart-1") -> list[Shape]:
    """Return the filled paths in a colour of the theme."""
    return [each for each in shapes(svg) if not each.is_line and not each.text
            and paint in each.paint and each.width]  # fmt: skip


def lines(svg: str) -> list[Shape]:
    """Return the paths that are stroked in a colour of a series."""
    return [each for each in shapes(svg) if each.is_line and "chart-" in each.paint]


def _shapes(node: ET.Element, x: float, y: float, fill: str, stroke: str) -> Iterator[Shape]:
    moved = _MOVE.match(node.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2] or 0)
    fill, stroke = _paint(node, "fill", fill), _paint(node, "stroke", stroke)
    tag = node.tag.rpartition("}")[2]
    if tag == "text":
        yield Shape("".join(node.itertext()), ((x, y),), fill)
    if tag == "path" and node.get("d"):
        is_line = bool(stroke) and fill in ("", "none", "transparent")
        points = tuple((x + px, y + py) for px, py in _points(node.get("d", "")))
        yield Shape("", points, stroke if is_line else fill, is_line)
    for child in node:
        yield from _shapes(child, x, y, fill, stroke)


def _paint(node: ET.Element, name: str, around: str) -> str:
    styled = re.search(rf"(?:^|;)\s*{name}\s*:\s*([^;]+)", node.get("style", ""))
    paint = styled[1] if styled else node.get(name, around)
    return _LIGHT.sub(r"\1", paint)


def _points(path: str) -> Iterator[tuple[float, float]]:
    x = y = 0.0
    for kind, rest in _STEP.findall(path):
        numbers = [float(each) for each in re.findall(r"-?[\d.]+(?:e-?\d+)?", rest)]
        if kind in "hHvV":
            for each in numbers:
                x, y = _along(kind, each, x, y)
        for px, py in zip(numbers[::2], numbers[1::2], strict=False) if kind in "MLml" else ():
            x, y = (px, py) if kind.isupper() else (x + px, y + py)
        if numbers:
            yield x, y


def _along(kind: str, by: float, x: float, y: float) -> tuple[float, float]:
    if kind in "hH":
        return (by if kind == "H" else x + by), y
    return x, (by if kind == "V" else y + by)
