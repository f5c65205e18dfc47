"""``labels``: numbers at bars or slices themselves, names at the ends of lines for a legend."""

import json
import textwrap
from collections.abc import Sequence
from typing import Any

from generator.charts.short.gaps import Around, series_of
from generator.charts.short.marks import name_of
from generator.charts.short.parts import Fragment
from generator.charts.spec import Channel, Encoding, Mark, Spec, Transform
from generator.data.tree import Tree
from generator.problems.fault import Fault, Path, Spot

NUMBER = ",.4~r"
"""How numbers are written where nobody says; ``vega/value_labels.py`` finds them by it."""
_RADIUS = "min(width / 2 - 58, height / 2 - 20)"
"""How large slices are that leave room for the numbers around them."""
_SHARED = ("x", "y", "xOffset", "yOffset", "facet", "row", "column")


def with_labels(
    view: Spec, part: Fragment, path: Path, tree: Tree, around: Around
) -> list[Fragment]:
    """Return a view's part, and others for its labels where it asks for them. Raises Fault."""
    wanted = view.get("labels")
    if not wanted:
        return [part]
    spot = tree.spot((*path, "labels"))
    if wanted == "end":
        return _with_end_labels(view, part, spot, around)
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


def _of_bars(encoding: Encoding, spot: Spot) -> Encoding:
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


STYLE = "end-label"
END_X, END_Y, LAST, NAME = "_end_x", "_end_y", "_end_last", "_end_name"
_COLORS = ("color", "stroke", "detail", "strokeDash")
_WRAP = 18
_SYMBOL, _GAP = 10, 18
"""Pixels from a line's end to the middle of its symbol, and to its name."""


def _with_end_labels(view: Spec, part: Fragment, spot: Spot, around: Around) -> list[Fragment]:
    """Return a view's lines without a legend, with names at their ends. Raises Fault."""
    if name_of(view.get("mark")) not in ("line", "trail"):
        hint = "they stand beside mark: line; bars and pies have labels: true"
        raise Fault("names at the end are for lines", spot, hint)
    own = part.spec.get("encoding", {})
    encoding = around.encoding | own
    name = next((key for key in _COLORS if _is_series(encoding.get(key))), "")
    if not name:
        raise Fault("there are no lines to tell apart", spot, "such as: color: party")
    series = encoding[name]
    bare = own | ({name: series | {"legend": None}} if name != "detail" else {})
    lines = Fragment(part.spec | {"encoding": bare}, part.origins)
    rows = {"data": part.spec["data"]} if "data" in part.spec else {}
    steps = [*view.get("transform", ()), *_steps(encoding, series, around)]
    at = _at(encoding, name, around) | {
        key: own[key] for key in ("facet", "row", "column") if key in own
    }
    made = rows | {"transform": steps}
    symbol: Mark = {"type": "point", "filled": True, "shape": "circle", "size": 40, "opacity": 1}
    text: Mark = {"type": "text", "align": "left", "baseline": "middle", "dx": _GAP}
    own_color = {name: bare[name]} if name != "detail" else {}
    symbols = made | {"mark": symbol | _QUIET | {"xOffset": _SYMBOL}, "encoding": at | own_color}
    names = made | {"mark": text | _QUIET, "encoding": at | {"text": _NAME}}
    return [lines, Fragment(symbols, part.origins), Fragment(names, part.origins)]


_QUIET: Mark = {"style": STYLE, "aria": False, "tooltip": None}
_NAME: Channel = {"field": NAME, "type": "nominal"}


def _is_series(part: Any) -> bool:
    return isinstance(part, dict) and "field" in part and not part.get("aggregate")


def _at(encoding: Encoding, name: str, around: Around) -> Encoding:
    """Return where ends stand: on the axes of the lines themselves."""
    kept = ("type", "scale", "sort", "axis")
    x, y = encoding["x"], encoding["y"]
    made = {
        channel: {"field": field, "title": around.title_of(part)}
        | {key: part[key] for key in kept if key in part}
        for channel, part, field in (("x", x, END_X), ("y", y, END_Y))
    }
    return made | {"detail": {"field": encoding[name]["field"], "type": "nominal"}}


def _steps(encoding: Encoding, series: Channel, around: Around) -> list[Transform]:
    """Find the last place of each line, as the line itself is computed."""
    x, y = encoding["x"], encoding["y"]
    groups = list(dict.fromkeys(part["field"] for part in series_of(encoding)))
    first: list[Transform] = (
        [{"timeUnit": x["timeUnit"], "field": x["field"], "as": END_X}]
        if "timeUnit" in x
        else [{"calculate": f"datum[{json.dumps(x['field'])}]", "as": END_X}]
    )
    told = {"field": y["field"]} if "field" in y else {}
    operation = y.get("aggregate", "mean")
    place = _place(x)
    return [
        *first,
        {"aggregate": [{"op": operation, "as": END_Y} | told], "groupby": [END_X, *groups]},
        {"filter": f"isValid(datum.{END_Y}) && isValid(datum.{END_X})"},
        {"calculate": place, "as": LAST},
        {"joinaggregate": [{"op": "max", "field": LAST, "as": "_end"}], "groupby": groups},
        {"filter": f"datum.{LAST} === datum._end"},
        {"calculate": _names(around.known.values(series["field"]), series["field"]), "as": NAME},
    ]


def _place(x: Channel) -> str:
    """Return an expression for how far right a value of x stands."""
    order = x.get("sort")
    if isinstance(order, list):
        return f"indexof({order}, datum.{END_X})"
    is_name = x.get("type") in ("nominal", "ordinal") and "timeUnit" not in x
    return f"datum.{END_X}" if is_name else f"toNumber(datum.{END_X})"


def _names(values: Sequence[Any], field: str) -> str:
    """Return an expression for a line's name, long ones in several lines."""
    long = {str(value) for value in values if len(str(value)) > _WRAP}
    broken = {name: textwrap.wrap(name, _WRAP) for name in sorted(long)}
    told = f"datum[{json.dumps(field)}]"
    return f"{broken}[{told}] || {told}" if broken else told
