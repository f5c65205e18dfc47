"""Names at the ends of lines, in place of a legend: ``labels: end``."""

import json
import textwrap
from collections.abc import Sequence
from typing import Any

from generator.charts.short.gaps import Around, series_of
from generator.charts.short.marks import name_of
from generator.charts.short.parts import Fragment
from generator.charts.spec import Channel, Encoding, Mark, Spec, Transform
from generator.data.tree import Tree
from generator.problems.fault import Fault, Path

STYLE = "end-label"
END_X, END_Y, LAST, NAME = "_end_x", "_end_y", "_end_last", "_end_name"
_COLORS = ("color", "stroke", "detail", "strokeDash")
_WRAP = 18
_SYMBOL, _GAP = 10, 18
"""Pixels from a line's end to the middle of its symbol, and to its name."""


def with_end_labels(
    view: Spec, part: Fragment, path: Path, tree: Tree, around: Around
) -> list[Fragment]:
    """Return a view's lines without a legend, with names at their ends. Raises Fault."""
    spot = tree.spot((*path, "labels"))
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
