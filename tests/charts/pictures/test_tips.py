"""What marks tell, written into the drawing of a page alone."""

import json
import re
from typing import Any

import pytest

from generator.charts.pictures.tips import without_tips
from generator.charts.vega.tips import lines_of
from tests.charts.drawing import Drawn, drawn
from tests.charts.vega.test_narrow import DOTS, dots

BARS = "data: fees.csv\nmark: bar\nx: year:N\ny: sum(value)\ncolor: fee\nalt: b\n"
LINE = "data: fees.csv\nmark: line\nx: day\ny: value\ncolor: fee\nalt: l\n"
AREA = """#| alt: a.
{"data": {"name": "fees.csv"}, "mark": {"type": "area", "tooltip": true}, "encoding": {
 "x": {"field": "day", "type": "temporal"}, "y": {"field": "value", "type": "quantitative"}}}"""


def told(made: Drawn) -> list[dict[str, Any]]:
    found = re.findall(r"<metadata>(.*?)</metadata>", made.svg, re.DOTALL)
    return [json.loads(each.replace("&amp;", "&").replace("&lt;", "<")) for each in found]


def awake(kind: str, text: str) -> Drawn:
    option = "#| live: awake\n" if kind != "chart" else "live: awake\n"
    return drawn(kind, option + text)


def test_each_mark_has_a_row_and_the_entry_of_its_legend() -> None:
    found = told(awake("chart", BARS))
    assert found[0]["names"] == ["year", "Sum of value", "fee"]
    assert [each["rows"] for each in found] == [
        [["2001", "100", "low"], ["2001", "100", "high"]],
        [["2002", "110", "low"], ["2002", "105", "high"]],
    ]
    assert found[0]["keys"] == found[1]["keys"] == [0, 1]
    assert "names" not in found[1]


def test_a_line_has_its_points_with_their_places() -> None:
    *lines, points = told(awake("chart", LINE))
    assert [each["rows"] for each in lines] == [[0], [0]]
    assert points["rows"][1] == ["Feb 15, 2020", "110", "low"]
    assert len(points["at"]) == 8
    assert points["keys"] == [0, 0, 1, 1]
    (area,) = told(awake("vega-lite", AREA))
    assert len(area["rows"]) == 4
    assert area["at"][::2] == sorted(area["at"][::2])


@pytest.mark.parametrize(("kind", "text"), [("chart", BARS), ("chart", LINE), ("vega-lite", AREA)])
def test_pictures_are_those_of_a_chart_that_rests(kind: str, text: str) -> None:
    option = "#| live: never\n" if kind != "chart" else "live: never\n"
    one, rests = awake(kind, text).figure, drawn(kind, option + text).figure
    assert (one.png, one.spec) == (rests.png, None)
    assert not one.is_live


def test_a_drawing_without_its_tips_draws_the_same_marks() -> None:
    drawing = re.compile(r"<(?!/?g\b)[^>]*>")
    bare = without_tips(awake("chart", BARS).svg)
    assert drawing.findall(bare) == drawing.findall(drawn("chart", f"live: never\n{BARS}").svg)


def test_a_chart_that_is_a_picture_is_told() -> None:
    made = drawn("chart", f"{DOTS}live: awake\n", files=dots(1_500))
    assert [(place, message) for place, message, _ in made.told] == [
        (
            f"content/a.md:{10 + DOTS.count(chr(10))}:1",
            "this chart is too large to be awake: readers get a picture of it",
        )
    ]


@pytest.mark.parametrize(
    ("tooltip", "lines"),
    [
        (
            '{"a": f(datum["b, c"], 1), "d}": \'x"\'}',
            [("a", 'f(datum["b, c"], 1)'), ("d}", "'x\"'")],
        ),
        ("{a: {b: 1, c: [2, 3]}}", [("a", "{b: 1, c: [2, 3]}")]),
        ('format(datum["a"], "")', None),
        ("datum", None),
        ("{...datum}", None),
    ],
)
def test_a_tooltip_is_told_apart(tooltip: str, lines: list[tuple[str, str]] | None) -> None:
    assert lines_of(tooltip) == lines
