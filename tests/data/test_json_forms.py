"""Outlines of either winding are the same map."""

import json

import pytest

from generator.data.json_forms import Shape, rewound
from generator.data.table import Table
from generator.data.text_formats import parse
from generator.problems.fault import Fault
from tests.charts.drawing import Drawn, drawn

SQUARE = [[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]
HOLE = [[3, 3], [7, 3], [7, 7], [3, 7], [3, 3]]


def feature(*rings: list[list[int]]) -> dict[str, object]:
    outline = {"type": "Polygon", "coordinates": list(rings)}
    return {"type": "Feature", "properties": {"name": "A", "pay": 5}, "geometry": outline}


def collection(*rings: list[list[int]]) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": [feature(*rings)]}


VEGAS = (SQUARE, HOLE)
RFC = (SQUARE[::-1], HOLE[::-1])


@pytest.mark.parametrize("given", [VEGAS, RFC, (SQUARE, HOLE[::-1]), (SQUARE[::-1], HOLE)])
def test_outlines_and_holes_are_wound_as_vega_has_them(given: tuple[list[list[int]], ...]) -> None:
    assert rewound(collection(*given)) == collection(*VEGAS)
    assert rewound([feature(*given)]) == [feature(*VEGAS)]
    many = {"type": "MultiPolygon", "coordinates": [list(given)]}
    assert rewound(many) == {"type": "MultiPolygon", "coordinates": [list(VEGAS)]}


def test_a_topology_is_turned_by_its_arcs() -> None:
    arc = [[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]]
    land = {"type": "Polygon", "arcs": [[0]]}
    move = {"scale": [1, 1], "translate": [0, 0]}
    given = {"type": "Topology", "objects": {"land": land}, "arcs": [arc], "transform": move}
    assert rewound(given)["objects"] == {"land": {"type": "Polygon", "arcs": [[-1]]}}
    turned = given | {"objects": {"land": {"type": "Polygon", "arcs": [[-1]]}}}
    assert rewound(turned) == turned


def test_what_is_no_map_stays_as_it_is() -> None:
    far = {"type": "Polygon", "coordinates": [[[0, 0], [900, 0], [900, 900], [0, 0]]]}
    for given in (far, [{"a": 1}], {"type": "Polygon", "coordinates": "none"},
                  {"type": "Polygon", "coordinates": [[]]}, 5):  # fmt: skip
        assert rewound(given) == given


def test_the_pole_and_the_edge_of_the_map_lie_within() -> None:
    ice = [[-180, -60], [-90, -62], [0, -60], [90, -62], [180, -60], [180, -90], [-180, -90],
           [-180, -60]]  # fmt: skip
    edge = [[170, 0], [170, 10], [-170, 10], [-170, 0], [170, 0]]
    for ring in (ice, edge):
        one = {"type": "Polygon", "coordinates": [ring]}
        assert rewound(one) == rewound({"type": "Polygon", "coordinates": [ring[::-1]]})


def shown(text: str, spec: str) -> Drawn:
    made = drawn("vega-lite", f"#| alt: z\n{spec}", files={"m.geojson": text})
    assert made.told == []
    return made


def test_a_map_of_either_winding_draws_the_same() -> None:
    spec = """{"data": {"url": "m.geojson", "format": {"property": "features"}},
        "mark": "geoshape", "encoding": {"color": {"field": "properties.name"}}}"""
    one, other = (shown(json.dumps(collection(*given)), spec) for given in (VEGAS, RFC))
    assert one.svg == other.svg
    assert b'"pay"' not in other.spec  # nothing shows it
    assert other.figure.table
    table = other.store[other.figure.table.csv.digest].decode()
    assert table == "properties.name\r\nA\r\n"


def test_what_lies_in_an_object_is_taken_by_a_property() -> None:
    text = json.dumps({"meta": 1, "found": {"rows": [{"k": "A", "n": 3}, {"k": "B", "n": 6}]}})
    spec = """{"data": {"url": "m.geojson", "format": {"property": "%s"}}, "mark": "bar",
        "encoding": {"x": {"field": "k"}, "y": {"field": "n", "type": "quantitative"}}}"""
    assert b'"meta"' not in shown(text, spec % "found.rows").spec
    made = drawn("vega-lite", f"#| alt: z\n{spec % 'found.row'}", files={"m.geojson": text})
    assert made.told == [("content/a.md:11:54", 'm.geojson has no rows at "found.row"',
                          'did you mean "found.rows"?')]  # fmt: skip
    short = drawn("chart", "data: m.geojson\nmark: bar\nx: k\ny: n\nalt: z\n",
                  files={"m.geojson": text})  # fmt: skip
    ((place, message, hint),) = short.told
    assert place == "content/a.md:10:7"
    assert message == "m.geojson is an object, and no list of rows"
    assert '"found.rows"' in hint


def test_lines_of_json_are_rows() -> None:
    table = parse("lines", '{"a": 1}\n\n{"a": 2, "b": "x"}\n')
    assert isinstance(table, Table)
    assert table.rows == [{"a": 1, "b": None}, {"a": 2, "b": "x"}]


@pytest.mark.parametrize(
    ("text", "spot", "message"),
    [('{"a": 1}\n\n{"a" 2}\n', (3, 6), "not JSON"), ('{"a": 1}\n[1]\n', (2, 1), "an object"),
     ('{"a": 1}\n{"": 1e999}\n', (2, 6), "too large"), ('{"": 1}\n', (1, 1), "no name")],
)  # fmt: skip
def test_a_wrong_line_has_its_place(text: str, spot: tuple[int, int], message: str) -> None:
    with pytest.raises(Fault, match=message) as told:
        parse("lines", text)
    assert told.value.spot[0] == spot[0]


def test_an_object_without_rows_is_none() -> None:
    with pytest.raises(Fault, match="no rows"):
        parse("json", '{"a": [1, 2]}')
    held = parse("json", '{"a": [{"b": 1}]}')
    assert isinstance(held, Shape)
