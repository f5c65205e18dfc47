"""Panels and sorted names are the same from rows that were summed up ahead, and far smaller."""

import json
import random
import re
from collections.abc import Iterator

import pytest

from generator.charts.vega import passes
from tests.charts.drawing import Drawn, drawn

WEEK = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
SPECS = {
    "a line and its points in panels": {
        "facet": {"field": "town"}, "columns": 3, "spec": {"layer": [
            {"mark": "line", "encoding": {"x": {"timeUnit": "yearmonth", "field": "day"},
             "y": {"aggregate": "sum", "field": "euro"}}},
            {"mark": "point", "encoding": {"x": {"timeUnit": "yearmonth", "field": "day"},
             "y": {"aggregate": "max", "field": "euro"}}}]}},
    "bars with a rule at their mean": {
        "facet": {"row": {"field": "kind"}}, "spec": {"layer": [
            {"mark": "bar", "encoding": {"x": {"field": "week", "sort": WEEK},
             "y": {"aggregate": "mean", "field": "euro"}}},
            {"mark": "rule", "encoding": {"y": {"aggregate": "mean", "field": "euro"}}}]}},
    "rows and columns, some empty": {
        "mark": "bar", "encoding": {"row": {"field": "town"}, "column": {"field": "kind"},
            "x": {"field": "week", "sort": WEEK}, "y": {"aggregate": "mean", "field": "euro"}}},
    "panels sorted by what they hold": {
        "mark": "bar", "encoding": {"x": {"field": "week", "sort": ["Sun", "Sat"]},
            "facet": {"field": "town", "sort": {"field": "euro", "op": "mean"}},
            "y": {"aggregate": "mean", "field": "euro"}}},
    "names sorted by another column": {
        "mark": "bar", "encoding": {"y": {"field": "town", "sort": {"field": "euro", "op": "mean"}},
            "x": {"aggregate": "count"}}},
    "a view for each column": {
        "repeat": ["week", "town"], "spec": {"mark": "bar", "encoding": {
            "x": {"field": {"repeat": "repeat"}, "sort": WEEK}, "y": {"aggregate": "count"}}}},
    "views below each other": {
        "vconcat": [
            {"mark": "rect", "encoding": {"x": {"field": "week", "sort": WEEK},
             "y": {"field": "town"}, "color": {"aggregate": "mean", "field": "euro"}}},
            {"mark": "bar", "encoding": {"facet": {"field": "kind"}, "x": {"field": "town"},
             "y": {"aggregate": "sum", "field": "euro"}, "color": {"field": "week"}}}]},
}  # fmt: skip


def rows() -> Iterator[str]:
    yield "day,town,week,kind,euro"
    chosen = random.Random(1)
    for number in range(3_000):
        town = f"Town {chosen.randrange(5)}"
        kind = "a" if town == "Town 3" else chosen.choice("abc")  # b and c are nowhere else
        day = f"2024-{chosen.randrange(1, 13):02}-{chosen.randrange(1, 29):02}"
        euro = "" if number % 50 == 0 else f"{chosen.random() * 100:.2f}"
        yield f"{day},{town},{chosen.choice(WEEK)},{kind},{euro}"


FILES = {"big.csv": "\n".join(rows())}


def made(spec: object) -> Drawn:
    whole = {"data": {"url": "big.csv"}, **dict(spec)}  # type: ignore[call-overload]
    return drawn("vega-lite", f"#| alt: z\n{json.dumps(whole)}", files=FILES)


def rounded(svg: str) -> str:
    """Return a drawing whose numbers have the digits that are drawn."""
    return re.sub(r"\d+\.\d+", lambda found: f"{float(found[0]):.2f}", svg)


@pytest.mark.parametrize("name", SPECS)
def test_the_picture_is_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = made(SPECS[name])
    monkeypatch.setattr(passes, "computed_ahead", lambda vega, memory: vega)
    whole = made(SPECS[name])
    assert rounded(cut.svg) == rounded(whole.svg)
    assert 4 * len(cut.spec) < len(whole.spec)
    assert len(cut.spec) < 40_000


def test_rows_that_a_panel_draws_stay() -> None:
    layers = [{"mark": "point", "encoding": {"x": {"field": "day", "type": "temporal"},
               "y": {"field": "euro", "type": "quantitative"}}},
              {"mark": "rule",
               "encoding": {"y": {"aggregate": "mean", "field": "euro"}}}]  # fmt: skip
    text = json.dumps({"facet": {"field": "kind"}, "spec": {"layer": layers}})
    assert made(json.loads(text)).spec.count(b'"euro":') > 2_900
