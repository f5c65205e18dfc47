"""Annotations of a short chart: ``notes: [{x: 2008, y: 97, text: Lehman falls}]``."""

import textwrap
from typing import Any

from generator.charts.short.part import Part
from generator.charts.short.positions import ALONE, Axes, position
from generator.data.tree import Tree
from generator.problems import suggestion
from generator.problems.fault import Fault, Path

_KEYS = ("x", "y", "text", "anchor", "color", "wrap", "dx", "dy")
_NUMBERS = ("wrap", "dx", "dy")
_WRAP, _LINE, _GAP = 26, 16, 8
_ANCHORS: dict[str, dict[str, Any]] = {
    "above": {"align": "center", "baseline": "bottom", "dx": 0, "dy": -_GAP},
    "below": {"align": "center", "baseline": "top", "dx": 0, "dy": _GAP},
    "left": {"align": "right", "baseline": "middle", "dx": -_GAP, "dy": 0},
    "right": {"align": "left", "baseline": "middle", "dx": _GAP, "dy": 0},
}
_RISE = {"bottom": 1.0, "middle": 0.5}
"""How much of the lines after the first stands above the place."""


def read_notes(value: Any, axes: Axes, tree: Tree) -> list[Part]:
    """Return the texts that stand in a chart at places of its data. Raises Fault."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        hint = "such as: - {x: 2008, y: 97, text: What happened}"
        raise Fault("notes must be a list", tree.spot(("notes",)), hint)
    return [_note(note, ("notes", index), axes, tree) for index, note in enumerate(value)]


def _note(note: dict[str, Any], path: Path, axes: Axes, tree: Tree) -> Part:
    _check(note, path, tree)
    encoding = {
        channel: position(note[channel], channel, (*path, channel), axes, tree)
        for channel in ("x", "y")
    }
    mark = _mark(note) | ({"color": str(note["color"])} if "color" in note else {})
    origins: dict[Path, Path] = {
        ("encoding", channel, "datum"): (*path, channel) for channel in encoding
    }
    origins |= {(): path, ("mark", "color"): (*path, "color")}
    return Part({"data": ALONE, "mark": mark, "encoding": encoding}, origins)


def _check(note: dict[str, Any], path: Path, tree: Tree) -> None:
    for key in note:
        if key not in _KEYS:
            hint = suggestion(key, _KEYS, f"known are {', '.join(_KEYS)}")
            raise Fault(f'a note has no "{key}"', tree.key_spot((*path, key)), hint)
    for key in ("x", "y", "text"):
        if note.get(key) is None:
            hint = "such as: {x: 2008, y: 97, text: What happened}"
            raise Fault(f"a note needs {key}", tree.spot(path), hint)
    if note.get("anchor", "above") not in _ANCHORS:
        hint = suggestion(str(note["anchor"]), _ANCHORS, f"one of {', '.join(_ANCHORS)}")
        raise Fault(f'anchor cannot be "{note["anchor"]}"', tree.spot((*path, "anchor")), hint)
    for key in _NUMBERS:
        if type(note.get(key, 1)) not in (int, float) or (key == "wrap" and note.get(key, 1) < 1):
            raise Fault(f"{key} must be a number", tree.spot((*path, key)))


def _mark(note: dict[str, Any]) -> dict[str, Any]:
    anchor = _ANCHORS[note.get("anchor", "above")]
    lines = [
        line
        for part in str(note["text"]).strip().splitlines()
        for line in textwrap.wrap(part, int(note.get("wrap", _WRAP))) or [""]
    ]
    rise = _RISE.get(anchor["baseline"], 0) * _LINE * (len(lines) - 1)
    moved = {"dx": anchor["dx"] + note.get("dx", 0), "dy": anchor["dy"] + note.get("dy", 0) - rise}
    look = {"type": "text", "style": "note", "lineHeight": _LINE, "aria": False}
    return look | anchor | moved | {"text": lines if len(lines) > 1 else lines[0]}
