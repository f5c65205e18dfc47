"""One specification for each kind of chart that is drawn in a way of its own, with its data."""

from math import cos, sin
from typing import Any

Spec = dict[str, Any]


def _q(field: str, **more: Any) -> Spec:
    return {"field": field, "type": "quantitative"} | more


def _n(field: str, **more: Any) -> Spec:
    return {"field": field, "type": "nominal"} | more


TREES = [
    {"kind": kind, "age": age, "height": round(rate * age**0.6 + sin(age), 2),
     "planted": f"{2020 - age}-0{1 + age % 9}-15 0{age % 10}:30"}
    for kind, rate in (("oak", 1.4), ("elm", 1.9), ("ash", 2.3))
    for age in range(1, 25)
]  # fmt: skip
WALK = [{"x": round(n * cos(n / 3), 2), "y": round(n * sin(n / 3), 2), "n": n} for n in range(30)]
FIELD = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"name": name, "share": share}, "geometry": {
            "type": "Polygon",
            "coordinates": [[[x, y], [x, y + 8], [x + 8, y + 8], [x + 8, y], [x, y]]]}}
        for name, share, x, y in (("west", 3, 0, 40), ("east", 7, 9, 40), ("south", 5, 4, 31))
    ],
}  # fmt: skip
PLACE: Spec = {"x": _q("age"), "y": _q("height")}
HEIGHTS: Spec = {"data": {"values": TREES}, "encoding": PLACE}
BAND: Spec = {"aggregate": "mean", "field": "height", "type": "quantitative"}

KINDS: dict[str, Spec] = {
    "lines_with_a_legend": HEIGHTS | {
        "mark": {"type": "line", "point": True},
        "params": [{"name": "tree", "select": {"type": "point", "fields": ["kind"]},
                    "bind": "legend"}],
        "encoding": PLACE | {
            "color": _n("kind"),
            "opacity": {"condition": {"param": "tree", "value": 1}, "value": 0.2},
        },
    },
    "points_in_schemes": HEIGHTS | {
        "mark": {"type": "point", "filled": True},
        "encoding": PLACE | {
            "color": _q("age", scale={"scheme": "viridis"}), "size": _q("height"),
            "shape": _n("kind"),
        },
    },
    "bars_by_month": {
        "data": {"values": TREES}, "mark": "bar",
        "encoding": {
            "x": {"field": "planted", "timeUnit": "month", "type": "ordinal"},
            "y": {"aggregate": "count"}, "color": _n("kind"),
        },
    },
    "grouped_bars": {
        "data": {"values": TREES}, "mark": "bar",
        "encoding": {"x": _n("kind"), "y": BAND, "xOffset": _q("age", bin={"maxbins": 3})
                     | {"type": "ordinal"}, "color": _q("age", bin={"maxbins": 3})},
    },
    "a_small_square": HEIGHTS | {"mark": "area", "width": 200, "height": 200},
    "facets": HEIGHTS | {"mark": "tick", "encoding": PLACE | {"facet": _n("kind")}},
    "views_joined_by_a_brush": {
        "data": {"values": TREES},
        "hconcat": [
            {"mark": "point", "params": [{"name": "box", "select": "interval"}],
             "encoding": PLACE | {
                 "color": {"condition": {"param": "box", **_n("kind")}, "value": "grey"}}},
            {"mark": "bar", "transform": [{"filter": {"param": "box"}}],
             "encoding": {"x": _n("kind"), "y": {"aggregate": "count"}}},
        ],
    },
    "repeated": {
        "data": {"values": TREES}, "repeat": ["age", "height"],
        "spec": {"mark": "bar", "encoding": {
            "x": {"field": {"repeat": "repeat"}, "bin": True, "type": "quantitative"},
            "y": {"aggregate": "count"}}},
    },
    "boxes": {
        "data": {"values": TREES}, "mark": "boxplot",
        "encoding": {"y": _n("kind"), "x": _q("height")},
    },
    "a_map": {
        "data": {"values": FIELD, "format": {"property": "features"}},
        "mark": {"type": "geoshape", "stroke": "white"},
        "projection": {"type": "mercator"},
        "encoding": {"color": {"field": "properties.share", "type": "quantitative"}},
    },
    "a_path_with_images_of_text": {
        "data": {"values": WALK},
        "layer": [
            {"mark": "trail", "encoding": {"size": _q("n", legend=None)}},
            {"mark": {"type": "text", "dy": -8}, "transform": [{"filter": "datum.n % 10 == 0"}],
             "encoding": {"text": _q("n")}},
        ],
        "encoding": {"x": _q("x"), "y": _q("y"), "order": _q("n")},
    },
    "rings_and_a_slider": {
        "data": {"values": TREES}, "mark": {"type": "arc", "innerRadius": {"expr": "hole"}},
        "params": [{"name": "hole", "value": 45, "bind": {"input": "range", "max": 90,
                                                            "step": 10}}],
        "encoding": {"theta": {"aggregate": "sum", **_q("height")}, "color": _n("kind")},
    },
    "density_and_regression": {
        "data": {"values": TREES},
        "vconcat": [
            {"transform": [{"density": "height", "groupby": ["kind"]}],
             "mark": {"type": "area", "opacity": 0.5},
             "encoding": {"x": _q("value"), "y": _q("density"), "color": _n("kind")}},
            {"layer": [
                {"mark": "circle", "encoding": PLACE},
                {"mark": "line", "transform": [{"loess": "height", "on": "age"}],
                 "encoding": PLACE},
            ]},
        ],
    },
    "text_read_as_a_table": {
        "data": {"values": "day,sold\nJan 3 2021,4\nJan 4 2021,9\nJan 6 2021,7",
                 "format": {"type": "csv", "parse": {"day": "date"}}},
        "mark": "line",
        "encoding": {"x": {"field": "day", "type": "temporal"}, "y": _q("sold")},
    },
}  # fmt: skip
