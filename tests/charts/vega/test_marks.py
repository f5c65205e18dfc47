"""A value that stands alone can be seen; what is stacked on a sum of nothing keeps its place."""

import re

import pytest

from tests.charts.drawing import drawn

FILES = {
    "one.csv": "x,y\n5,1\n",
    "gaps.csv": "x,y\n1,2\n2,3\n3,\n4,5\n5,\n6,3\n7,3\n",
    "whole.csv": "x,y\n1,2\n2,3\n",
}


def line(data: str, mark: str) -> tuple[str, bytes]:
    result = drawn("chart", f"data: {data}\nmark: {mark}\nx: x:Q\ny: y\nalt: z\n",
                   files=FILES)  # fmt: skip
    return result.svg, result.spec


@pytest.mark.parametrize("data", ["one.csv", "gaps.csv"])
def test_a_lone_value_is_a_dot_in_a_line_and_a_stroke_in_an_area(data: str) -> None:
    svg, spec = line(data, "line")
    assert re.search(r'<path d="[^"]*M[\d.]+,[\d.]+Z[^>]*stroke-linecap="round"', svg)
    assert b'"strokeCap":{"value":"round"}' in spec
    svg, spec = line(data, "area")
    assert re.search(r'<path d="[^"]*M([\d.]+),[\d.]+L\1,[\d.]+Z[^>]*stroke="var', svg)
    assert b'"strokeWidth":{"value":1.5}' in spec


def test_where_none_stands_alone_nothing_changes() -> None:
    for mark in ("line", "area"):
        svg, spec = line("whole.csv", mark)
        assert "linecap" not in svg
        assert b"strokeCap" not in spec


HOLED = "a,b,the v\nx,p,2\nx,q,\ny,p,4\n"
HEIGHT = re.compile(r'd="M[\d.]+,([\d.]+)h[\d.]+v([\d.]+)h')


@pytest.mark.parametrize("name", ["the v", "v.w", "the [v]"])
def test_bars_keep_their_lengths_beside_an_empty_cell(name: str) -> None:
    text = f"data: t.csv\nmark: {{type: bar, cornerRadiusEnd: 0}}\nx: a\ny: sum({name})\ncolor: b\n"
    svg = drawn("chart", text + "alt: z\n", files={"t.csv": HOLED.replace("the v", name)}).svg
    low, high = sorted(float(height) for _, height in HEIGHT.findall(svg))
    assert high == pytest.approx(2 * low, rel=0.01)
    assert low > 20


def test_slices_keep_their_angles_beside_an_empty_cell() -> None:
    rows = "b,v\np,3\nq,\nr,3\n"
    text = "data: t.csv\nmark: pie\ntheta: sum(v)\ncolor: b\nalt: z\n"
    svg = drawn("chart", text, files={"t.csv": rows}).svg
    assert "NaN" not in svg
    assert len(re.findall(r'd="M[-\d.]+,[-\d.]+A1\d\d', svg)) == 2


def test_where_no_cell_is_empty_nothing_changes() -> None:
    text = "data: t.csv\nmark: bar\nx: a\ny: sum(the v)\ncolor: b\nalt: z\n"
    spec = drawn("chart", text, files={"t.csv": HOLED.replace(",\n", ",1\n")}).spec
    assert b"isValid(datum['the v']) ?" not in spec
    assert b": null" not in spec
