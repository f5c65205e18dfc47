"""An animated chart stands still at its first frame; marks speak where that helps."""

import json
import re
from typing import Any

import pytest

from generator.charts.vega.finish import MOST, named_by_titles, quiet
from tests.charts.drawing import drawn

DOT = ' d="M2.7'
ROWS = [{"day": day, "n": n, "x": n * day} for day in (3, 1, 2) for n in range(4)]
SPEC = {
    "data": {"values": ROWS},
    "mark": "point",
    "params": [{"name": "now", "select": {"type": "point", "fields": ["day"], "on": "timer"}}],
    "transform": [{"filter": {"param": "now"}}],
    "encoding": {
        "x": {"field": "x", "type": "quantitative"},
        "y": {"field": "n", "type": "quantitative"},
        "time": {"field": "day", "type": "ordinal"},
    },
}


def points(spec: object) -> int:
    return drawn("vega-lite", f"#| alt: Points.\n{json.dumps(spec)}").svg.count(DOT)


def test_only_the_first_frame_is_drawn() -> None:
    assert points(SPEC) == 4


def test_days_too() -> None:
    rows = [{**row, "day": f"2020-01-0{row['day']}"} for row in ROWS]
    timed = {**SPEC["encoding"], "time": {"field": "day", "type": "temporal"}}  # type: ignore[dict-item]
    assert points({**SPEC, "data": {"values": rows}, "encoding": timed}) == 4


def test_the_live_chart_begins_by_itself() -> None:
    vega = json.loads(drawn("vega-lite", f"#| alt: Points.\n{json.dumps(SPEC)}").spec)
    (store,) = (data for data in vega["data"] if data["name"] == "now_store")
    assert "values" not in store


WORDS = {"update": {"description": {"value": "x"}, "ariaRoleDescription": {"value": "bar"},
                    "fill": {"value": "red"}}}  # fmt: skip


def mark(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "encode": WORDS} | more


def test_few_marks_speak_and_many_are_silent() -> None:
    few, many = (quiet({"marks": [mark("rect")]}, count)["marks"][0] for count in (MOST, MOST + 1))
    assert few == mark("rect")
    assert many == {
        "type": "rect", "aria": False, "encode": {"update": {"fill": {"value": "red"}}}
    }  # fmt: skip


def test_a_line_is_not_named_after_its_first_row() -> None:
    made = quiet({"marks": [mark("group", marks=[mark("line"), mark("symbol")])]}, 2)
    line, symbol = made["marks"][0]["marks"]
    assert line["aria"] is False
    assert symbol == mark("symbol")


def test_what_can_be_followed_is_not_hidden() -> None:
    link = mark("text") | {"encode": {"update": {"href": {"field": "u"}, "description": {}}}}
    assert quiet({"marks": [link]}, 1_000)["marks"] == [link]


def test_guides_are_heard_as_their_titles_and_marks_without_a_kind() -> None:
    vega: Any = {
        "axes": [{"scale": "x", "title": "Tag"}, {"scale": "y", "grid": True}],
        "legends": [{"fill": "color", "title": "Art", "encode": {"labels": {"update": {}}}}],
        "marks": [{"type": "rect", "encode": {"update": {"ariaRoleDescription": {"value": "bar"},
                                                         "x": {"value": 1}}}}],
    }  # fmt: skip
    made: Any = named_by_titles(vega)
    told = {"update": {"description": {"value": "Tag"}}}
    assert made["axes"] == [{"scale": "x", "title": "Tag", "encode": {"axis": told}},
                            {"scale": "y", "grid": True, "aria": False}]  # fmt: skip
    assert made["legends"][0]["encode"]["legend"]["update"]["description"] == {"value": "Art"}
    assert made["marks"][0]["encode"]["update"] == {"x": {"value": 1}}


@pytest.mark.parametrize("language", ["en", "sv"])
def test_cells_of_months_tell_the_month(language: str) -> None:
    text = "data: fees.csv\nalt: z\nmark: heatmap\nx: month(day):O\ny: fee\ncolor: mean(value)\n"
    told = drawn("chart", text, language=language).spec.decode()
    assert 'utcFormat(datum[\\"month_day\\"]' in told
    assert 'isValid(datum[\\"day' not in told


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Median of value"), ("de", "Median: value"), ("ar", "وسيط value")],
)
def test_parts_of_a_box_are_told_in_the_language_of_the_page(language: str, said: str) -> None:
    text = "data: fees.csv\nalt: z\nmark: boxplot\nx: fee\ny: value\n"
    told = drawn("chart", text, language=language).spec.decode()
    assert said in told
    assert ("Max of" in told) == (language == "en")


def test_a_column_that_is_called_as_something_computed_keeps_its_name() -> None:
    text = "data: t.csv\nalt: z\nmark: bar\nx: Sum of tea\ny: name\n"
    figure = drawn("chart", text, files={"t.csv": "name,Sum of tea\na,1\n"}, language="de")
    assert "Sum of tea" in figure.spec.decode()
    assert "Summe: tea" not in figure.spec.decode()


@pytest.mark.parametrize("language", ["en", "de", "sv", "pl", "ja", "ar"])
@pytest.mark.parametrize("made", ["sum", "mean", "max"])
def test_no_number_of_a_slice_is_told_twice(language: str, made: str) -> None:
    text = f"data: t.csv\nalt: z\nmark: pie\ntheta: {made}(n)\ncolor: name\n"
    figure = drawn("chart", text, files={"t.csv": "name,n\na,1\nb,2\n"}, language=language)
    told = re.findall(r'"signal":"((?:[^"\\]|\\.)*)"', figure.spec.decode())
    of_slices = [each for each in told if f"{made}_n" in each and "name" in each]
    assert of_slices
    assert [each for each in of_slices if each.count("format(datum[") != 1] == []
