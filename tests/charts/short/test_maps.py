"""Maps in few lines: regions in the colours of their rows, and what fits nowhere is told."""

import json
from typing import Any

import pytest

from tests.charts.drawing import Drawn, drawn
from tests.charts.shapes import Shape, shapes

PLACES = {
    "01": ("West", 0, 40),
    "02": ("East", 9, 40),
    "03": ("South", 4, 31),
    "04": ("North", 4, 49),
}


def _square(x: int, y: int) -> list[list[int]]:
    return [[x, y], [x, y + 8], [x + 8, y + 8], [x + 8, y], [x, y]]


def _feature(code: str, name: str, x: int, y: int) -> dict[str, Any]:
    shape = {"type": "Polygon", "coordinates": [_square(x, y)]}
    return {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": shape}


GEO = {"type": "FeatureCollection",
       "features": [_feature(code, *place) for code, place in PLACES.items()]}  # fmt: skip
AREAS = {"type": "GeometryCollection", "geometries": [
    {"type": "Polygon", "id": code, "arcs": [[at]]} for at, code in enumerate(PLACES)]}  # fmt: skip
TOPO = {"type": "Topology", "objects": {"areas": AREAS},
        "arcs": [_square(x, y) for _, x, y in PLACES.values()]}  # fmt: skip
TWO = TOPO | {"objects": {"areas": AREAS, "lakes": AREAS}}
FILES = {
    "m.geojson": json.dumps(GEO), "m.topojson": json.dumps(TOPO), "two.topojson": json.dumps(TWO),
    "p.json": json.dumps([{"code": code, "name": place[0], "people": 10 * at}
                          for at, (code, place) in enumerate(PLACES.items(), 1)]),
    "few.json": json.dumps([{"code": code, "people": 1} for code in ("01", "99", "01")]),
    "none.json": json.dumps([{"code": 1, "people": 1}]),
    "peaks.csv": "peak,lon,lat,height\nA,3,44,2000\nB,12,45,3000\n",
}  # fmt: skip


def made(text: str) -> Drawn:
    return drawn("chart", f"alt: z\nmark: map\n{text}", files=FILES)


def regions(chart: Drawn, paint: str) -> list[Shape]:
    return [each for each in shapes(chart.svg) if paint in each.paint and each.width > 40]


@pytest.mark.parametrize(
    "text",
    [
        "geo: m.geojson\njoin: code\n",
        "geo: m.geojson\njoin: {name: name}\n",
        "geo: m.geojson\njoin: {code: code}\nprojection: equalEarth\n",
        "geo: m.topojson\njoin: code\n",
        "geo: {file: two.topojson, feature: areas}\njoin: code\n",
    ],
)
def test_each_region_has_the_colour_of_its_row(text: str) -> None:
    chart = made(f"data: p.json\n{text}color: people\n")
    assert not chart.told
    drawn_at = {each.paint: (each.left, each.top) for each in regions(chart, "#")}
    west, east, south, north = drawn_at.values()  # from pale to strong, as the rows are
    assert (west[0] < east[0], north[1] < west[1] < south[1]) == (True, True)
    assert list(drawn_at)[-1] == "#17737a"
    assert len(regions(chart, "--grid")) == len(PLACES)


def test_what_fits_nowhere_is_told() -> None:
    chart = made("data: few.json\ngeo: m.geojson\njoin: code\ncolor: people\n")
    assert [message for _, message, _ in chart.told] == [
        '3 of 4 regions without a row: "02", "03", "04"',
        '1 of the values of "code" in few.json without a region: "99"',
        '1 of the regions with several rows: "01"',
    ]
    assert {place for place, _, _ in chart.told} == {"content/a.md:14:7"}


def test_points_stand_on_the_outlines() -> None:
    chart = made("data: peaks.csv\ngeo: m.geojson\nlongitude: lon\nlatitude: lat\nsize: height\n")
    assert not chart.told
    west, east, _, _ = regions(chart, "--grid")
    one, other = [each for each in shapes(chart.svg) if "chart-1" in each.paint][:2]
    assert west.left < one.left < west.left + west.width
    assert east.left < other.left < east.left + east.width


def test_outlines_alone_are_a_map() -> None:
    assert len(regions(made("geo: m.geojson\n"), "--grid")) == len(PLACES)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("data: p.json\njoin: code\ncolor: people\n", "a map needs geo: the outlines", "geo: "),
        ("data: p.json\ngeo: m.geojson\ncolor: people\n", "nothing joins rows to regions", "join"),
        ("data: p.json\ngeo: m.geojson\njoin: cod\ncolor: people\n",
         'no column "cod" in p.json', "code"),
        ("data: p.json\ngeo: m.geojson\njoin: people\ncolor: people\n",
         'the regions of m.geojson have no "people"', "join: {people: …}; its properties are code"),
        ("data: none.json\ngeo: m.geojson\njoin: code\ncolor: people\n",
         'no value of "code" is one of the map\'s', 'the map has "01", "02"'),
        ("data: p.json\ngeo: two.topojson\njoin: code\ncolor: people\n",
         "two.topojson has several parts", "feature: …}, one of areas, lakes"),
        ("data: p.json\ngeo: m.geojson\njoin: code\ncolor: people\nprojection: mercato\n",
         'no projection "mercato"', "mercator"),
        ("data: p.json\ngeo: p.json\njoin: code\ncolor: people\n",
         "p.json holds no outlines", "TopoJSON"),
        ("data: p.json\ngeo: m.geojson\njoin: code\ncolor: sum(people)\n",
         "a map shows one row for each region", "transform"),
        ("data: peaks.csv\ngeo: m.geojson\nlongitude: lon\n",
         "points on a map need latitude", "latitude:"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_with_its_cure(text: str, message: str, hint: str) -> None:
    ((_, told, cure),) = made(text).told
    assert told == message
    assert hint in cure


def test_words_of_maps_in_other_charts_are_told() -> None:
    text = "alt: z\ndata: p.json\nmark: bar\nx: code\ny: people\ngeo: m.geojson\n"
    ((place, message, _),) = drawn("chart", text, files=FILES).told
    assert (place, message) == ("content/a.md:15:1", "geo is for maps")
