"""Lines, bands and notes over a short chart, at positions of its axes."""

import textwrap
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from generator.charts.short.parts import Fragment
from generator.charts.spec import Channel, Encoding, Mark, Node, is_number
from generator.charts.vega.utc import instant
from generator.data.tree import Tree
from generator.problems import suggestion
from generator.problems.fault import Fault, Path

ALONE: Node = {"sequence": {"start": 0, "stop": 1, "as": "annotation"}}
"""One row of its own, so that an annotation is drawn once and not for every row."""


class Axes(Struct, frozen=True):
    """The types of a chart's axes, and the names of its params."""

    types: Mapping[str, str]
    params: tuple[str, ...] = ()


def axes_of(encodings: list[Encoding], params: list[Any]) -> Axes:
    """Return the axes that some views draw on."""
    types = {
        channel: _type_of(encoding[channel])
        for encoding in reversed(encodings)
        for channel in ("x", "y")
        if isinstance(encoding.get(channel), dict)
    }
    names = tuple(str(each.get("name")) for each in params if isinstance(each, dict))
    return Axes(types, names)


def _type_of(channel: Channel) -> str:
    return str(channel.get("type", "quantitative"))


def position(value: Any, channel: str, path: Path, axes: Axes, tree: Tree) -> Node:
    """Return a value of an axis as a channel. Raises Fault."""
    kind, spot = axes.types.get(channel, ""), tree.spot(path)
    if not kind:
        raise Fault(f"this chart has no {channel} axis", spot)
    if isinstance(value, str) and value in axes.params:
        return {"datum": {"expr": value}, "type": kind}
    if kind == "temporal":
        return {"datum": _moment(value, spot), "type": kind}
    if kind == "quantitative" and not is_number(value):
        hint = suggestion(str(value), axes.params, f"{channel} is an axis of numbers")
        raise Fault(f'"{value}" is not a number', spot, hint)
    return {"datum": value, "type": kind}


def _moment(value: Any, spot: tuple[int, int]) -> dict[str, int]:
    text = f"{value}-01" if isinstance(value, str) and len(value) == len("2026-01") else value
    try:
        moment = datetime.fromisoformat(str(instant(text)).removesuffix("Z"))
    except ValueError:
        raise Fault(f'"{value}" is not a date', spot, "such as 2026-03-01") from None
    parts = {"year": moment.year, "month": moment.month, "date": moment.day}
    clock = {"hours": moment.hour, "minutes": moment.minute, "seconds": moment.second}
    return parts | {key: part for key, part in clock.items() if part}


_LINE_KEYS = ("x", "y", "label", "color", "dash", "anchor")
_LINE_ANCHORS = ("start", "end")
_LINE_GAP = 5


def read_lines(value: Any, axes: Axes, tree: Tree) -> tuple[list[Fragment], list[Fragment]]:
    """Return the bands that lie under a chart, and the lines and labels over it. Raises Fault."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        hint = 'each begins with "- y: …" or "- x: …"'
        raise Fault("lines must be a list", tree.spot(("lines",)), hint)
    under: list[Fragment] = []
    over: list[Fragment] = []
    for index, line in enumerate(value):
        path: Path = ("lines", index)
        channel = _channel(line, path, tree)
        mark = _band if isinstance(line[channel], list) else _rule
        if mark is _rule:
            over.append(
                _rule({channel: line[channel]}, channel, path, axes, tree, "reference-halo")
            )
        (under if mark is _band else over).append(mark(line, channel, path, axes, tree))
        if "label" in line:
            over.append(_label(line, channel, path, axes, tree))
    return under, over


def _channel(line: Node, path: Path, tree: Tree) -> str:
    tree.check_keys(path, _LINE_KEYS, "a line")
    if ("x" in line) == ("y" in line):
        raise Fault("a line stands at x or at y", tree.spot(path), "such as: {y: 100}")
    tree.check_word((*path, "anchor"), line.get("anchor", "end"), _LINE_ANCHORS)
    return "x" if "x" in line else "y"


def _rule(
    line: Node, channel: str, path: Path, axes: Axes, tree: Tree, style: str = "reference"
) -> Fragment:
    """Return a line; another lies under it in the page's colour, so that it shows over bars."""
    mark = {"type": "rule", "style": style, "aria": False} | _paint(line, "color")
    if "dash" in line:
        mark["strokeDash"] = [4, 3] if line["dash"] else [1, 0]
    at = position(line[channel], channel, (*path, channel), axes, tree)
    return _part(mark, {channel: at}, channel, path)


def _band(line: Node, channel: str, path: Path, axes: Axes, tree: Tree) -> Fragment:
    ends = line[channel]
    if len(ends) != 2:
        raise Fault("a band needs two ends", tree.spot((*path, channel)), "such as: [2008, 2009]")
    first, last = (
        position(end, channel, (*path, channel, n), axes, tree) for n, end in enumerate(ends)
    )
    mark = {"type": "rect", "style": "band", "aria": False} | _paint(line, "color")
    return _part(mark, {channel: first, f"{channel}2": {"datum": last["datum"]}}, channel, path)


def _label(line: Node, channel: str, path: Path, axes: Axes, tree: Tree) -> Fragment:
    value = line[channel]
    ends = value if isinstance(value, list) else [value]
    at = position(ends[-1 if channel == "y" else 0], channel, (*path, channel), axes, tree)
    is_end = line.get("anchor", "end" if channel == "y" else "start") == "end"
    mark = {"type": "text", "style": "reference-label", "aria": False, "text": str(line["label"])}
    mark |= _paint(line, "color")
    if channel == "y":
        mark |= {"align": "right" if is_end else "left", "baseline": "bottom", "dy": -_LINE_GAP + 1}
        other = {"x": {"value": "width" if is_end else 0}}
    else:
        mark |= {"align": "right" if is_end else "left", "baseline": "top"}
        mark |= {"dx": -_LINE_GAP if is_end else _LINE_GAP}
        other = {"y": {"value": 0}}
    return _part(mark, {channel: at} | other, channel, path)


def _paint(line: Node, key: str) -> Node:
    return {"color": str(line[key])} if key in line else {}


def _part(mark: Mark, encoding: Encoding, channel: str, path: Path) -> Fragment:
    spec = {"data": ALONE, "mark": mark, "encoding": encoding}
    origins: dict[Path, Path] = {
        (): path,
        ("encoding", channel, "datum"): (*path, channel),
        ("mark", "color"): (*path, "color"),
    }
    return Fragment(spec, origins)


_NOTE_KEYS = ("x", "y", "text", "anchor", "color", "wrap", "dx", "dy")
_NUMBERS = ("wrap", "dx", "dy")
_WRAP, _LINE, _NOTE_GAP = 26, 16, 8
_NOTE_ANCHORS: dict[str, Mark] = {
    "above": {"align": "center", "baseline": "bottom", "dx": 0, "dy": -_NOTE_GAP},
    "below": {"align": "center", "baseline": "top", "dx": 0, "dy": _NOTE_GAP},
    "left": {"align": "right", "baseline": "middle", "dx": -_NOTE_GAP, "dy": 0},
    "right": {"align": "left", "baseline": "middle", "dx": _NOTE_GAP, "dy": 0},
}
_RISE = {"bottom": 1.0, "middle": 0.5}
"""How much of the lines after the first stands above the place."""


def read_notes(value: Any, axes: Axes, tree: Tree) -> list[Fragment]:
    """Return the texts that stand in a chart at places of its data. Raises Fault."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        hint = "such as: - {x: 2008, y: 97, text: What happened}"
        raise Fault("notes must be a list", tree.spot(("notes",)), hint)
    return [_note(note, ("notes", index), axes, tree) for index, note in enumerate(value)]


def _note(note: Node, path: Path, axes: Axes, tree: Tree) -> Fragment:
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
    return Fragment({"data": ALONE, "mark": mark, "encoding": encoding}, origins)


def _check(note: Node, path: Path, tree: Tree) -> None:
    tree.check_keys(path, _NOTE_KEYS, "a note")
    for key in ("x", "y", "text"):
        if note.get(key) is None:
            hint = "such as: {x: 2008, y: 97, text: What happened}"
            raise Fault(f"a note needs {key}", tree.spot(path), hint)
    tree.check_word((*path, "anchor"), note.get("anchor", "above"), _NOTE_ANCHORS)
    for key in _NUMBERS:
        if type(note.get(key, 1)) not in (int, float) or (key == "wrap" and note.get(key, 1) < 1):
            raise Fault(f"{key} must be a number", tree.spot((*path, key)))


def _mark(note: Node) -> Mark:
    anchor = _NOTE_ANCHORS[note.get("anchor", "above")]
    lines = [
        line
        for part in str(note["text"]).strip().splitlines()
        for line in textwrap.wrap(part, int(note.get("wrap", _WRAP))) or [""]
    ]
    rise = _RISE.get(anchor["baseline"], 0) * _LINE * (len(lines) - 1)
    moved = {"dx": anchor["dx"] + note.get("dx", 0), "dy": anchor["dy"] + note.get("dy", 0) - rise}
    look = {"type": "text", "style": "note", "lineHeight": _LINE, "aria": False}
    return look | anchor | moved | {"text": lines if len(lines) > 1 else lines[0]}
