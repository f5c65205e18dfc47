"""A value between two gaps, or the only one there is, can be seen."""

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
