"""Numbers at the bars or slices themselves: ``labels: true``."""

from typing import Any

from generator.charts.short.marks import name_of
from generator.charts.short.parts import Fragment
from generator.charts.spec import Channel, Encoding, Mark, Spec
from generator.data.tree import Tree
from generator.problems.fault import Fault, Path

NUMBER = ",.4~r"
"""How numbers are written where nobody says; ``vega/value_labels.py`` finds them by it."""
_RADIUS = "min(width / 2 - 58, height / 2 - 20)"
"""How large slices are that leave room for the numbers around them."""
_SHARED = ("x", "y", "xOffset", "yOffset", "facet", "row", "column")


def with_labels(view: Spec, part: Fragment, path: Path, tree: Tree) -> list[Fragment]:
    """Return a view's part, and another for its labels where it asks for them. Raises Fault."""
    wanted = view.get("labels")
    if not wanted:
        return [part]
    spot = tree.spot((*path, "labels"))
    if wanted is not True:
        raise Fault(f'labels cannot be "{wanted}"', spot, "true, false or end")
    name, encoding = name_of(view["mark"]), part.spec.get("encoding", {})
    if name in ("pie", "donut"):
        labels = _of_slices(encoding)
        part = Fragment(part.spec | {"mark": _with_room(part.spec["mark"])}, part.origins)
    elif name in ("bar", "column"):
        labels = _of_bars(encoding, spot)
    else:
        hint = "lines have labels: end; for others use a layer with mark: text"
        raise Fault("labels are for bars and pies", spot, hint)
    transform = {"transform": part.spec["transform"]} if "transform" in part.spec else {}
    return [part, Fragment(transform | labels, part.origins)]


def _of_bars(encoding: Encoding, spot: tuple[int, int]) -> Encoding:
    channel = next((key for key in ("x", "y") if _is_length(encoding, key)), "")
    if not channel:
        raise Fault("labels need bars with a length", spot, "such as: y: sum(value)")
    other = encoding.get("y" if channel == "x" else "x")
    color = encoding.get("color")
    is_split = isinstance(color, dict) and "field" in color and "xOffset" not in encoding
    if is_split and "yOffset" not in encoding and not _is_same(color, other):
        raise Fault("labels need bars that are not stacked", spot, "xOffset puts them side by side")
    beyond = {"align": "left", "dx": 5} if channel == "x" else {"baseline": "bottom", "dy": -4}
    mark = {"type": "text", "style": "value-label", "aria": False} | beyond
    shared = {key: encoding[key] for key in _SHARED if key in encoding} | _in_the_middle(encoding)
    return {"mark": mark, "encoding": shared | {"text": _text(encoding[channel], "axis")}}


def _with_room(mark: Mark) -> Mark:
    made = {"outerRadius": {"expr": _RADIUS}} | mark
    is_ours = isinstance(mark.get("innerRadius"), dict) and "outerRadius" not in mark
    return made | ({"innerRadius": {"expr": f"{_RADIUS} * 0.6"}} if is_ours else {})


def _in_the_middle(encoding: Encoding) -> Encoding:
    """Return the channels of time units, whose bars begin where their dates stand."""
    return {
        key: encoding[key] | {"bandPosition": 0.5}
        for key in ("x", "y")
        if isinstance(encoding.get(key), dict) and encoding[key].get("timeUnit")
    }


def _is_length(encoding: Encoding, channel: str) -> bool:
    part = encoding.get(channel)
    if not isinstance(part, dict) or part.get("bin") or f"{channel}2" in encoding:
        return False
    return bool(part.get("type") == "quantitative" and part.keys() & {"field", "aggregate"})


def _is_same(color: Any, other: Any) -> bool:
    return isinstance(other, dict) and color.get("field") == other.get("field")


def _of_slices(encoding: Encoding) -> Encoding:
    mark = {"type": "text", "style": "value-label", "aria": False,
            "radius": {"expr": f"{_RADIUS} + 8"}}  # fmt: skip
    kept = {key: encoding[key] for key in ("theta", "order", *_SHARED) if key in encoding}
    color = encoding.get("color")
    detail = {key: color[key] for key in ("field", "type") if key in color} if color else {}
    form = encoding["tooltip"][1] if isinstance(encoding.get("tooltip"), list) else {}
    text = _text(encoding["theta"], "axis") | {k: v for k, v in form.items() if k == "format"}
    return {"mark": mark, "encoding": kept | {"detail": detail, "text": text}}


def _text(channel: Channel, guide: str) -> Channel:
    form = (channel.get(guide) or {}).get("format", NUMBER)
    kept = {key: channel[key] for key in ("field", "aggregate", "type") if key in channel}
    return kept | {"format": form}
