"""A drawing as a reader sees it: its labels, and the shapes that lie behind or over them."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from msgspec import Struct
from msgspec.structs import replace

from generator.charts.legible.boxes import (
    box_of,
    clip_of,
    common,
    first,
    lines_of,
    outline,
    placed,
    tag_of,
    touch,
)
from generator.charts.legible.geometry import (
    STILL,
    Box,
    Matrix,
    Outline,
    Point,
    around,
    matrix_of,
    moved,
    numbers,
    times,
)

_ROLE = re.compile(r"role-([\w-]+)")
_STYLED = re.compile(r"([a-z-]+)\s*:\s*([^;]+)")
_UNSEEN = frozenset(("defs", "clipPath", "mask", "symbol", "pattern", "title", "desc", "marker",
                     "linearGradient", "radialGradient", "line", "polyline"))  # fmt: skip
_THIN = ("mark-rule", "mark-line")
"""Groups of lines, which hide no word."""
_NO_PAINT = ("none", "transparent", "")
_FAINT, _HALO = 0.05, 1.5


class Lettering(Struct, frozen=True):
    """One text: ``lines`` are the corners of each, ``size`` is that of its letters as drawn."""

    text: str
    lines: tuple[tuple[Point, ...], ...]
    size: float
    fill: str
    alpha: float
    order: int
    role: str = ""
    axis: int = 0
    halo: str = ""
    is_bold: bool = False
    clip: Box | None = None
    """What is shown of the view that it stands in."""

    @property
    def box(self) -> Box:
        """The box around all lines."""
        return around([point for line in self.lines for point in line])


class Painted(Struct, frozen=True):
    """Something painted; ``fill`` is empty where nobody can say with what."""

    outline: Outline
    matrix: Matrix
    box: Box
    fill: str
    alpha: float
    order: int


class Scene(Struct, frozen=True):
    """What is drawn, in pixels of the drawing; ``lost`` are labels that made way for others."""

    frame: Box
    labels: tuple[Lettering, ...]
    lost: tuple[Lettering, ...]
    shapes: tuple[Painted, ...]


class _Way(Struct, frozen=True):
    """What the groups around an element say of it."""

    matrix: Matrix = STILL
    style: dict[str, str] = {}
    alpha: float = 1
    role: str = ""
    axis: int = 0
    clip: Box | None = None


_INHERITED = ("fill", "fill-opacity", "font-size", "font-weight", "text-anchor", "direction",
              "stroke", "stroke-width", "paint-order", "dominant-baseline")  # fmt: skip


def scene_of(root: ET.Element) -> Scene:
    """Read a drawing."""
    sides = first(root.get("width")), first(root.get("height"))
    box = numbers(root.get("viewBox", "")) or [0, 0, *sides]
    frame = box[0], box[1], box[0] + box[2], box[1] + box[3]
    gatherer = _Gatherer(root, frame)
    gatherer.read_all(root, _Way())
    return Scene(frame, tuple(_once(gatherer.labels)), tuple(gatherer.lost), tuple(gatherer.shapes))


def _once(labels: list[Lettering]) -> Iterator[Lettering]:
    """Yield a text that is drawn twice, its halo first, as one."""
    last: dict[Any, Lettering] = {}
    for label in labels:
        (x, y), *_ = label.lines[0]
        key = label.text, round(x), round(y)
        halo = last[key].halo if key in last and not label.halo else label.halo
        last[key] = replace(label, halo=halo)
    yield from last.values()


class _Gatherer:
    """Walks through a drawing once."""

    def __init__(self, root: ET.Element, frame: Box) -> None:
        self.labels: list[Lettering] = []
        self.lost: list[Lettering] = []
        self.shapes: list[Painted] = []
        self._frame = frame
        self._axes = 0
        self._order = 0
        self._clips = {
            each.get("id", ""): clip_of(each) for each in root.iter() if tag_of(each) == "clipPath"
        }

    def read_all(self, group: ET.Element, way: _Way) -> None:
        for element in group:
            tag = tag_of(element)
            if tag in _UNSEEN or element.get("display") == "none":
                continue
            if tag in ("g", "svg", "a"):
                if not any(name in element.get("class", "") for name in _THIN):
                    self.read_all(element, self._into(element, way))
                continue
            self._order += 1
            inner = _styled(element, way)
            (self._read_text if tag == "text" else self._read_shape)(element, inner)

    def _into(self, group: ET.Element, way: _Way) -> _Way:
        inner = _styled(group, way)
        role = _ROLE.search(group.get("class", ""))
        if role and role[1] == "axis":
            self._axes += 1
            inner = replace(inner, axis=0)
            if "discrete scale" in group.get("aria-label", ""):
                inner = replace(inner, axis=self._axes)
        clip = self._clips.get(group.get("clip-path", "")[5:-1])
        if clip:
            inner = replace(inner, clip=common(around(placed(clip, inner.matrix)), inner.clip))
        return replace(inner, role=role[1]) if role else inner

    def _read_text(self, element: ET.Element, way: _Way) -> None:
        label = _label(element, way, self._order)
        if label is None or (way.clip and not touch(label.box, way.clip)):
            return
        is_seen = label.alpha > _FAINT and label.fill not in _NO_PAINT and label.size > 0
        (self.labels if is_seen else self.lost).append(label)

    def _read_shape(self, element: ET.Element, way: _Way) -> None:
        is_picture = tag_of(element) == "image"
        fill = "" if is_picture else way.style.get("fill", "#000")
        alpha = way.alpha * first(way.style.get("fill-opacity"), 1)
        if not is_picture and (fill in _NO_PAINT or alpha < _FAINT):
            return
        lines = outline(element, self._frame)
        points = [moved(point, way.matrix) for line in lines for point in line]
        if points:
            box = common(around(points), way.clip)
            paint = "" if fill.startswith("url(") else fill
            self.shapes.append(Painted(lines, way.matrix, box, paint, alpha, self._order))


def _label(element: ET.Element, way: _Way, order: int) -> Lettering | None:
    style = way.style
    size = first(style.get("font-size"), 16)
    lines = [line for line in lines_of(element, size) if line[2].strip()]
    if not lines or any(tag_of(part) == "textPath" for part in element):
        return None
    a, b, c, d, _, _ = way.matrix
    is_bold = _is_bold(style.get("font-weight", ""))
    stroke = style.get("stroke", "none")
    has_halo = stroke not in _NO_PAINT and first(style.get("stroke-width"), 1) >= _HALO
    return Lettering(
        " ".join(" ".join(text.split()) for _, _, text in lines),
        tuple(placed(box_of(line, size, style, is_bold=is_bold), way.matrix) for line in lines),
        size * abs(a * d - b * c) ** 0.5,
        style.get("fill", "#000"),
        way.alpha * first(style.get("fill-opacity"), 1),
        order,
        way.role,
        way.axis,
        stroke if has_halo else "",
        is_bold,
        way.clip,
    )


def _styled(element: ET.Element, way: _Way) -> _Way:
    """Return what an element's own attributes make of what stands around it."""
    given = element.attrib
    if "style" in given:
        given = given | dict(_STYLED.findall(given["style"]))
    own = {key: given[key] for key in _INHERITED if key in given}
    matrix = way.matrix
    if "transform" in given:
        matrix = times(matrix, matrix_of(given["transform"]))
    if tag_of(element) == "svg" and ("x" in given or "y" in given):
        matrix = times(matrix, (1, 0, 0, 1, first(given.get("x")), first(given.get("y"))))
    return replace(
        way,
        matrix=matrix,
        style=way.style | own if own else way.style,
        alpha=way.alpha * first(given.get("opacity"), 1),
    )


def _is_bold(weight: str) -> bool:
    return weight.startswith("bold") or (weight.isdigit() and int(weight) >= 600)
