"""Reference lines and bands of a short chart: ``lines: [{y: 100, label: The start}]``."""

from typing import Any

from generator.charts.short.part import Part
from generator.charts.short.positions import ALONE, Axes, position
from generator.data.tree import Tree
from generator.problems import suggestion
from generator.problems.fault import Fault, Path

_KEYS = ("x", "y", "label", "color", "dash", "anchor")
_ANCHORS = ("start", "end")
_GAP = 5


def read_lines(value: Any, axes: Axes, tree: Tree) -> tuple[list[Part], list[Part]]:
    """Return the bands that lie under a chart, and the lines and labels over it. Raises Fault."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        hint = 'each begins with "- y: …" or "- x: …"'
        raise Fault("lines must be a list", tree.spot(("lines",)), hint)
    under: list[Part] = []
    over: list[Part] = []
    for index, line in enumerate(value):
        path: Path = ("lines", index)
        channel = _channel(line, path, tree)
        mark = _band if isinstance(line[channel], list) else _rule
        (under if mark is _band else over).append(mark(line, channel, path, axes, tree))
        if "label" in line:
            over.append(_label(line, channel, path, axes, tree))
    return under, over


def _channel(line: dict[str, Any], path: Path, tree: Tree) -> str:
    for key in line:
        if key not in _KEYS:
            hint = suggestion(key, _KEYS, f"known are {', '.join(_KEYS)}")
            raise Fault(f'a line has no "{key}"', tree.key_spot((*path, key)), hint)
    if ("x" in line) == ("y" in line):
        raise Fault("a line stands at x or at y", tree.spot(path), "such as: {y: 100}")
    if line.get("anchor", "end") not in _ANCHORS:
        hint = suggestion(str(line["anchor"]), _ANCHORS, f"one of {', '.join(_ANCHORS)}")
        raise Fault(f'anchor cannot be "{line["anchor"]}"', tree.spot((*path, "anchor")), hint)
    return "x" if "x" in line else "y"


def _rule(line: dict[str, Any], channel: str, path: Path, axes: Axes, tree: Tree) -> Part:
    mark = {"type": "rule", "style": "reference", "aria": False} | _paint(line, "color")
    if "dash" in line:
        mark["strokeDash"] = [4, 3] if line["dash"] else [1, 0]
    at = position(line[channel], channel, (*path, channel), axes, tree)
    return _part(mark, {channel: at}, channel, path)


def _band(line: dict[str, Any], channel: str, path: Path, axes: Axes, tree: Tree) -> Part:
    ends = line[channel]
    if len(ends) != 2:
        raise Fault("a band needs two ends", tree.spot((*path, channel)), "such as: [2008, 2009]")
    first, last = (
        position(end, channel, (*path, channel, n), axes, tree) for n, end in enumerate(ends)
    )
    mark = {"type": "rect", "style": "band", "aria": False} | _paint(line, "color")
    return _part(mark, {channel: first, f"{channel}2": {"datum": last["datum"]}}, channel, path)


def _label(line: dict[str, Any], channel: str, path: Path, axes: Axes, tree: Tree) -> Part:
    value = line[channel]
    ends = value if isinstance(value, list) else [value]
    at = position(ends[-1 if channel == "y" else 0], channel, (*path, channel), axes, tree)
    is_end = line.get("anchor", "end" if channel == "y" else "start") == "end"
    mark = {"type": "text", "style": "reference-label", "aria": False, "text": str(line["label"])}
    mark |= _paint(line, "color")
    if channel == "y":
        mark |= {"align": "right" if is_end else "left", "baseline": "bottom", "dy": -_GAP + 1}
        other = {"x": {"value": "width" if is_end else 0}}
    else:
        mark |= {"align": "right" if is_end else "left", "baseline": "top"}
        mark |= {"dx": -_GAP if is_end else _GAP}
        other = {"y": {"value": 0}}
    return _part(mark, {channel: at} | other, channel, path)


def _paint(line: dict[str, Any], key: str) -> dict[str, Any]:
    return {"color": str(line[key])} if key in line else {}


def _part(mark: dict[str, Any], encoding: dict[str, Any], channel: str, path: Path) -> Part:
    spec = {"data": ALONE, "mark": mark, "encoding": encoding}
    origins: dict[Path, Path] = {
        (): path,
        ("encoding", channel, "datum"): (*path, channel),
        ("mark", "color"): (*path, "color"),
    }
    return Part(spec, origins)
