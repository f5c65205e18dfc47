"""The short chart's own words, and what they become in Vega-Lite."""

import json
import re
from typing import Any

import pytest

from generator.charts.authored import Authored
from generator.charts.fitting import misfits
from generator.charts.short.short import read_short
from generator.charts.spec import Records
from generator.data.dataset import Column, Dataset
from generator.data.tree import read_tree
from generator.engine import keep
from tests.charts.drawing import drawn

ROWS = [
    {"year": year, "party": party, "share": share, "day": f"{year}-09-11"}
    for year, shares in ((2018, (28, 20)), (2022, (30, 19)))
    for party, share in zip(("S", "M"), shares, strict=True)
]
RAW = json.dumps(ROWS)
VOTES = Dataset(
    "votes",
    (Column("year", "number"), Column("party", "text"), Column("share", "number"),
     Column("day", "date")),
    keep(RAW)[0],
    len(ROWS),
)  # fmt: skip
FILES = {
    "votes.csv": "year,party,share,day\n"
    + "".join(f"{r['year']},{r['party']},{r['share']},{r['day']}\n" for r in ROWS)
}


def read(text: str) -> Authored:
    authored = read_short(
        read_tree(f"data: votes\n{text}"), {"votes": VOTES}, {"votes": Records(ROWS)}
    )
    assert list(misfits(authored.spec)) == []
    return authored


def encoding(text: str) -> dict[str, Any]:
    found: dict[str, Any] = read(text).spec["encoding"]
    return found


def svg(text: str) -> str:
    result = drawn("chart", f"data: votes.csv\nalt: z\n{text}", files=FILES)
    assert not result.made.problems
    return result.svg


def test_years_are_written_without_a_comma_and_stand_on_bands_under_bars() -> None:
    assert encoding("mark: line\nx: year\ny: share\n")["x"]["axis"] == {"format": "d"}
    assert encoding("mark: bar\nx: year\ny: share\n")["x"]["type"] == "ordinal"
    assert encoding("mark: bar\nx: year:Q\ny: share\n")["x"]["type"] == "quantitative"
    assert ">2018<" in svg("mark: line\nx: year\ny: share\ncolor: party\n")


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("descending", "descending"),
        ("-y", "-y"),
        ("[S, M]", ["S", "M"]),
        ("-share", {"field": "share", "order": "descending", "op": "sum"}),
        ("share", {"field": "share", "order": "ascending", "op": "sum"}),
    ],
)
def test_sort_is_an_order_a_channel_or_a_column(text: str, sort: Any) -> None:
    made = encoding(f"mark: bar\nx: {{field: party, sort: {text}}}\ny: sum(share)\n")
    assert made["x"]["sort"] == sort


@pytest.mark.parametrize(
    ("text", "stack"),
    [("normalize", "normalize"), ("zero", "zero"), ("center", "center"), ("none", None)],
)
def test_stack_takes_words(text: str, stack: str | None) -> None:
    made = encoding(f"mark: area\nx: year\ny: {{field: share, stack: {text}}}\ncolor: party\n")
    assert made["y"]["stack"] == stack


@pytest.mark.parametrize(
    ("channel", "guide"),
    [("y", "axis"), ("color", "legend"), ("row", "header"), ("size", "legend")],
)
def test_a_format_goes_where_the_channel_is_read(channel: str, guide: str) -> None:
    made = encoding(f"mark: point\nx: year\n{channel}: {{field: share, format: .1f}}\n")
    assert made[channel][guide] == {"format": ".1f"}
    assert "format" not in made[channel]


def test_tooltips_keep_their_formats() -> None:
    made = encoding("mark: bar\nx: party\ntooltip:\n  - {field: share, format: .1f}\n  - party\n")
    assert made["tooltip"][0] == {"field": "share", "type": "quantitative", "format": ".1f"}
    assert made["tooltip"][1] == {"field": "party", "type": "nominal"}


def test_a_pie_begins_with_its_largest_slice() -> None:
    made = encoding("mark: pie\ntheta: sum(share)\ncolor: party\n")
    assert made["order"]["sort"] == "descending"
    assert made["color"]["sort"] == {"op": "sum", "field": "share", "order": "descending"}
    drawing = svg("mark: pie\ntheta: {field: share, aggregate: sum, format: .0f}\ncolor: party\n"
                  "labels: true\n")  # fmt: skip
    assert re.findall(r">(\d\d)</text>", drawing) == ["58", "39"]


def test_labels_stand_at_bars() -> None:
    text = "mark: bar\nx: {field: share, aggregate: mean, format: .1f}\ny: party\nlabels: true\n"
    assert {"19.5", "29.0"} <= set(re.findall(r">(\d\d\.\d)</text>", svg(text)))


def test_lines_bands_and_notes_stand_on_the_axes() -> None:
    text = (
        "mark: line\nx: day\ny: share\ncolor: party\n"
        "lines:\n  - {y: 25, label: A quarter}\n  - {x: [2019-01, 2020-01-15], label: Between}\n"
        "notes:\n"
        "  - {x: 2022-09-11, y: 30, text: This text is longer than one line, anchor: left}\n"
    )
    layers = read(text).spec["layer"]
    assert [layer["mark"]["type"] for layer in layers] == [
        "rect", "line", "rule", "rule", "text", "text", "text",
    ]  # fmt: skip
    assert layers[0]["encoding"]["x"]["datum"] == {"year": 2019, "month": 1, "date": 1}
    assert layers[0]["encoding"]["x2"]["datum"] == {"year": 2020, "month": 1, "date": 15}
    assert layers[6]["mark"]["text"] == ["This text is longer than", "one line"]
    drawing = svg(text)
    for word in ("A quarter", "Between", "This text is longer than"):
        assert drawing.count(f">{word}<") == 1
        tag = re.findall(r"<text[^>]*>", drawing.partition(f">{word}<")[0] + ">")[-1]
        assert 'paint-order="stroke"' in tag


def test_a_line_may_follow_a_param() -> None:
    text = "mark: bar\nx: party\ny: share\nparams: {least: {slider: [0, 9]}}\nlines: [{y: least}]\n"
    assert read(text).spec["layer"][1]["encoding"]["y"]["datum"] == {"expr": "least"}
    assert (
        'type="range"'
        in drawn("chart", f"data: votes.csv\nalt: z\n{text}", files=FILES).figure.controls
    )


def test_layers_may_be_faceted() -> None:
    text = "mark: line\nx: day\ny: share\nfacet: {field: party, columns: 1}\nlines: [{y: 25}]\n"
    spec = read(text).spec
    assert (spec["facet"]["field"], spec["columns"]) == ("party", 1)
    assert "facet" not in spec["spec"]["layer"][0]["encoding"]
    assert svg(text).count('stroke-dasharray="4,3"') == 2


def test_a_selection_belongs_to_one_layer() -> None:
    text = (
        "mark: line\nx: day\ny: share\ncolor: party\nparams: {pick: {select: legend}, n: 3}\n"
        "opacity: {condition: {param: pick, value: 1}, value: 0.2}\nlines: [{y: 25}]\n"
    )
    spec = read(text).spec
    assert [param["name"] for param in spec["params"]] == ["n"]
    assert [param["name"] for param in spec["layer"][0]["params"]] == ["pick"]
    svg(text)


def test_layers_that_draw_one_column_name_its_axis_once() -> None:
    text = "layer:\n  - {mark: point, x: year, y: share}\n  - {mark: rule, y: mean(share)}\n"
    drawing = svg(text)
    assert ">share<" in drawing
    assert "Mean" not in drawing


def test_parts_of_a_date_name_their_axis() -> None:
    assert ">month<" in svg("mark: bar\nx: month(day):O\ny: count()\n")
    assert ">day<" in svg("mark: bar\nx: yearmonth(day)\ny: count()\n")


@pytest.mark.parametrize(
    "text",
    [
        "mark: heatmap\nx: year\ny: party\ncolor: share\n",
        "mark: boxplot\nx: party\ny: share\n",
        "mark: donut\ntheta: share\ncolor: party\n",
        "mark: tick\nx: share\ny: party\n",
        "mark: text\nx: year:O\ny: party\ntext: {field: share, format: .0f}\n",
        "mark: column\nx: year\ny: share\nxOffset: party\ncolor: party\nlabels: true\n",
        "mark: scatter\nx: share\ny: share\nsize: share\nshape: party\n",
        "mark: bar\nx: bin(share)\ny: count()\nrow: party\n",
    ],
)
def test_each_form_is_drawn(text: str) -> None:
    assert "<svg" in svg(text)


def test_scatter_plots_begin_where_their_points_do() -> None:
    made = encoding("mark: scatter\nx: share\ny: {field: share, zero: true}\n")
    assert made["x"]["scale"] == {"zero": False, "padding": 8}
    assert made["y"]["scale"] == {"zero": True}
    assert "scale" not in encoding("mark: point\nx: share\ny: mean(share)\n")["x"]
    assert "scale" not in encoding("mark: point\nx: party\ny: share\n")["y"]
    assert encoding("mark: line\nx: day\ny: {field: share, zero: false}\n")["y"]["scale"] == {
        "zero": False
    }
