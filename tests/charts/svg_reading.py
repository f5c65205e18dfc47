"""Reads a drawing of Vega's back into numbers: marks, axes and legends with their places."""

import re
from collections.abc import Iterator
from statistics import median
from xml.etree import ElementTree as ET

from msgspec import Struct

_MOVE = re.compile(r"translate\(([-\d.e]+),\s*([-\d.e]+)\)")
_TURN = re.compile(r"\s+rotate")
_STEP = re.compile(r"([MLHVhvlCAZ])([^MLHVhvlCAZ]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e[-+]?\d+)?")
Point = tuple[float, float]


class Mark(Struct, frozen=True):
    """One mark: its points, where its cell begins, and how it is painted."""

    kind: str
    points: tuple[Point, ...]
    cell: Point
    group: str = ""
    fill: str = ""
    stroke: str = ""
    opacity: float = 1
    origin: Point = (0, 0)
    parts: tuple[tuple[Point, ...], ...] = ()
    """The points of each part of a path that is broken."""
    arcs: int = 0
    is_round: bool = False
    """Whether the ends of its line are round, so that a single point is seen."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, right, top and bottom."""
        across, down = [x for x, _ in self.points], [y for _, y in self.points]
        return min(across), max(across), min(down), max(down)

    @property
    def middle(self) -> Point:
        left, right, top, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2


class Axis(Struct, frozen=True):
    """An axis with its labels, each at its place along it."""

    channel: str
    origin: Point
    labels: tuple[tuple[float, str], ...]


class Picture(Struct, frozen=True):
    """All that a drawing says."""

    marks: tuple[Mark, ...]
    axes: tuple[Axis, ...]
    colors: dict[str, str]
    """The labels of the legend by their colours."""
    gradient: tuple[tuple[float, str], ...] = ()
    gradient_labels: tuple[tuple[float, str], ...] = ()
    gradient_ends: Point = (0, 0)
    """Where its band begins and ends, in the places of its labels."""
    titles: dict[Point, str] = {}
    """The names of panels by where these begin."""


def read_picture(text: str) -> Picture:
    """Read an SVG as Vega writes it, with its classes."""
    root = ET.fromstring(text)
    walk = list(_walk(root, (0.0, 0.0), (0.0, 0.0)))
    marks = [mark for each, at, cell in walk for mark in _marks(each, at, cell)]
    axes = [axis for each, at, _ in walk for axis in _axes(each, at)]
    colors = {k: v for each, at, _ in walk for k, v in _legend(each).items()}
    titles = {cell: "".join(each.itertext()) for each, _, cell in walk
              if "role-title-text" in each.get("class", "")}  # fmt: skip
    stops = [(float(each.get("offset", 0)), each.get("stop-color", ""))
             for each in root.iter() if _local(each) == "stop"]  # fmt: skip
    labels = [label for each, _, _ in walk for label in _gradient_labels(each)]
    ends = next((e for each, _, _ in walk if (e := _gradient_ends(each))), (0.0, 0.0))
    return Picture(tuple(marks), tuple(axes), colors, tuple(stops), tuple(labels), ends, titles)


def _local(each: ET.Element) -> str:
    return each.tag.rpartition("}")[2]


def _moved(each: ET.Element, at: Point) -> Point:
    # A turned text moves once more, in its own directions.
    match = _MOVE.match(_TURN.split(each.get("transform", ""))[0])
    return (at[0] + float(match[1]), at[1] + float(match[2])) if match else at


def _walk(each: ET.Element, at: Point, cell: Point) -> Iterator[tuple[ET.Element, Point, Point]]:
    at = _moved(each, at)
    yield each, at, cell
    is_panel = "role-scope cell" in each.get("class", "")
    for child in each:
        yield from _walk(child, at, _moved(child, at) if is_panel else cell)


def _marks(group: ET.Element, at: Point, cell: Point) -> Iterator[Mark]:
    words = group.get("class", "").split()
    if "role-mark" not in words or "mark-group" in words:
        return
    kind = words[0].removeprefix("mark-")
    for each in group:
        x, y = _moved(each, at)
        if _local(each) == "line":
            parts = [[(0.0, 0.0), (float(each.get("x2", 0)), float(each.get("y2", 0)))]]
        elif kind == "symbol":
            parts = [[(0.0, 0.0)]]
        else:
            parts = path_points(each.get("d", ""))
        placed = tuple(tuple((x + px, y + py) for px, py in part) for part in parts)
        if placed:
            yield Mark(
                kind, tuple(point for part in placed for point in part), cell, words[-1],
                each.get("fill", ""), each.get("stroke", ""), float(each.get("opacity", 1)),
                (x, y), placed, each.get("d", "").count("A"),
                each.get("stroke-linecap") in ("round", "square"),
            )  # fmt: skip


def path_points(d: str) -> list[list[Point]]:
    """Return the points of each part of a path, those that steer its curves too."""
    parts: list[list[Point]] = []
    for step in _STEP.finditer(d):
        if step[1] == "M":
            parts.append([])
        numbers = [float(each) for each in _NUMBER.findall(step[2])]
        parts[-1] += _points(step[1], numbers, parts[-1][-1] if parts[-1] else (0.0, 0.0))
    return parts


def _points(letter: str, numbers: list[float], before: Point) -> list[Point]:
    x, y = before
    if letter in "MLC":
        return list(zip(numbers[::2], numbers[1::2], strict=True))
    if letter == "A":
        return [(numbers[5], numbers[6])]
    if letter in "Hh":
        return [(numbers[0] + (x if letter == "h" else 0), y)]
    if letter in "Vv":
        return [(x, numbers[0] + (y if letter == "v" else 0))]
    return [(x + numbers[0], y + numbers[1])] if letter == "l" else []


def _axes(group: ET.Element, at: Point) -> Iterator[Axis]:
    words = group.get("class", "").split()
    told = group.get("aria-label", "")
    if "role-axis" not in words or not told:
        return
    channel = told[0].lower()
    index = "xy".index(channel)
    across, down = _moved(group[0], at)
    origin = (across - 0.5, down - 0.5)  # half a pixel makes lines crisp
    texts = _placed(group, "role-axis-label", "text")
    ticks = _placed(group, "role-axis-tick", "line")
    places = [place[index] for place, _ in texts]
    offsets = [a - b[0][index] for a, b in zip(places, ticks, strict=False)]
    shift = round(median(offsets)) if offsets and len(ticks) == len(texts) else 0
    labels = tuple(
        (origin[index] + place - shift, text)
        for place, (_, text) in zip(places, texts, strict=True)
    )
    yield Axis(channel, origin, labels)


def _placed(group: ET.Element, role: str, tag: str) -> list[tuple[Point, str]]:
    return [
        (_moved(each, (0.0, 0.0)), " ".join(part for part in each.itertext() if part))
        for part in group.iter()
        if role in part.get("class", "").split()
        for each in part
        if _local(each) == tag
    ]


def _legend(group: ET.Element) -> dict[str, str]:
    found = {}
    if "role-legend-entry" in group.get("class", ""):
        for entry in group.iter():
            symbols = _painted(entry, "role-legend-symbol")
            names = _placed(entry, "role-legend-label", "text")
            if len(symbols) == len(names) == 1:
                found[symbols[0]] = names[0][1]
    return found


def _painted(group: ET.Element, role: str) -> list[str]:
    every = [each for part in group.iter() if role in part.get("class", "") for each in part]
    return [next(p for p in (each.get("fill"), each.get("stroke"), "") if p is not None)
            for each in every]  # fmt: skip


def _gradient_labels(group: ET.Element) -> list[tuple[float, str]]:
    is_band = "role-legend" in group.get("class", "").split() and "radient" in group.get(
        "aria-label", ""
    )
    if not is_band:
        return []
    # A text hangs a little below the place that it tells of, and not beyond the band's ends.
    texts = _placed(group, "role-legend-label", "text")
    inner = texts[1:-1] if len(texts) > 3 else texts
    return [(place[1] - 4, text) for place, text in inner]


def _gradient_ends(group: ET.Element) -> Point | None:
    if "role-legend-gradient" not in group.get("class", ""):
        return None
    height = max(y for part in path_points(group[0].get("d", "")) for _, y in part)
    return (height, 0.0)
