"""Rows that a chart's own filters take out are in nothing that is published; the picture stays."""

import json
from typing import Any

import pytest

from generator.charts import chart
from tests.charts.drawing import Drawn, drawn

CSV = (
    "town,day,salary,size\nOslo,2024-01-05,100,3\nMalmö,2024-06-30,200,5\n"
    "Secretville,2019-12-31,99999,7\nBergen,2024-03-01,,4\n"
)
X, Y = {"field": "town", "type": "nominal"}, {"field": "salary", "type": "quantitative"}
BARS: dict[str, Any] = {"mark": "bar", "encoding": {"x": X, "y": Y}}
FILTERS: list[Any] = [
    "datum.salary < 1000",
    {"field": "town", "oneOf": ["Oslo", "Malmö", "Bergen"]},
    {"not": {"field": "town", "equal": "Secretville"}},
    {"field": "day", "timeUnit": "year", "gte": 2020},
    {"and": [{"field": "size", "range": [1, 5]}, {"field": "salary", "valid": True}]},
]
SHOWN: dict[str, dict[str, Any]] = {
    "its views take out different rows": {"layer": [
        BARS | {"transform": [{"filter": FILTERS[0]}]},
        BARS | {"transform": [{"filter": "datum.size > 5"}]}]},
    "one of its views shows all": {"layer": [BARS | {"transform": [{"filter": FILTERS[0]}]}, BARS]},
    "its readers choose": BARS | {
        "params": [{"name": "most", "value": 9, "bind": {"input": "range"}}],
        "transform": [{"filter": "datum.size < most"}]},
    "all rows count before": BARS | {"transform": [
        {"window": [{"op": "rank", "as": "rank"}], "sort": [{"field": "salary"}]},
        {"filter": "datum.rank < 3"}]},
    "others are looked up in it": BARS | {
        "data": {"values": [{"town": "Oslo"}, {"town": "Malmö"}]}, "transform": [
        {"lookup": "town", "from": {"data": {"name": "pay.csv"}, "key": "town",
                                    "fields": ["salary"]}},
        {"filter": "datum.salary > 100"}]},
}  # fmt: skip


def made(spec: dict[str, Any]) -> Drawn:
    data = {"data": {"name": "pay.csv"}} | spec
    return drawn("vega-lite", json.dumps(data), files={"pay.csv": CSV})


def published(figure: Drawn) -> bytes:
    table = figure.figure.table
    assert table
    return figure.spec + figure.store[table.html.digest] + figure.store[table.csv.digest]


@pytest.mark.parametrize("condition", FILTERS)
def test_rows_that_are_taken_out_are_not_published(
    condition: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = made(BARS | {"transform": [{"filter": condition}]})
    assert b"99999" not in published(cut)
    assert "Malmö".encode() in cut.spec
    monkeypatch.setattr(chart, "without_hidden", lambda spec: spec)
    whole = made(BARS | {"transform": [{"filter": condition}]})
    assert b"99999" in published(whole)
    assert cut.svg == whole.svg


def test_the_short_form_publishes_no_more() -> None:
    text = "data: pay.csv\nmark: bar\nx: town\ny: salary\n"
    text += "transform: [filter: datum.salary < 1000]\n"
    assert b"99999" not in published(drawn("chart", text, files={"pay.csv": CSV}))


@pytest.mark.parametrize("why", SHOWN)
def test_rows_stay_where(why: str) -> None:
    assert b"99999" in made(SHOWN[why]).spec


def test_of_many_rows_they_are_not_published_either() -> None:
    rows = "".join(f"Oslo{n},2024-01-05,{n % 900},3\n" for n in range(1_500))
    data = {"data": {"name": "pay.csv"}, "transform": [{"filter": FILTERS[0]}]}
    figure = drawn("vega-lite", json.dumps(data | BARS), files={"pay.csv": CSV + rows})
    assert b"99999" not in published(figure)
    assert b"Oslo1499" in published(figure)
