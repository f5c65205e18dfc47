"""Large data is cut down before it reaches a page; the picture stays the same."""

import json
import random
import re
from typing import Any

import pytest

from generator.charts.cutting.ahead import computed_ahead
from generator.charts.cutting.chains import chains_of
from generator.charts.cutting.probe import Memory
from generator.charts.cutting.trimming import rounded, without_unused
from generator.charts.pictures.svg import inline_svg, parse_svg
from generator.charts.plot import parts_of
from generator.charts.rows import plain
from generator.charts.spec import Records, Row, Vega, rows_in
from generator.charts.vega.convert import compile_vega, render
from generator.charts.vega.utc import in_utc
from generator.site.look import Look

MANY = 3_000
_dice = random.Random(7)
ROWS: list[dict[str, Any]] = [
    {
        "amount": round(_dice.lognormvariate(3, 1), 4) if n % 97 else None,
        "kind": _dice.choice(["a", "b", 'c "quoted"']),
        "day": f"2020-{_dice.randint(1, 12):02d}-{_dice.randint(1, 28):02d}",
        "unused": "x" * 20,
    }
    for n in range(MANY)
]
AMOUNT = {"field": "amount", "bin": {"maxbins": 30}}
COUNT = {"aggregate": "count"}
KIND = {"field": "kind", "type": "nominal"}
CHARTS: dict[str, dict[str, Any]] = {
    "histogram": {"mark": "bar", "encoding": {"x": AMOUNT, "y": COUNT}},
    "stacked": {"mark": "bar", "encoding": {"x": AMOUNT, "y": COUNT, "color": KIND}},
    "months": {
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "day", "timeUnit": "yearmonth"},
            "y": {"field": "amount", "aggregate": "median"},
            "color": KIND,
        },
    },
    "facets": {
        "mark": "bar",
        "encoding": {"x": AMOUNT, "y": COUNT, "facet": KIND | {"columns": 2}},
    },
    "boxes": {
        "mark": "boxplot",
        "encoding": {"x": KIND, "y": {"field": "amount", "type": "quantitative"}},
    },
    "shares": {
        "transform": [
            {"aggregate": [{"op": "count", "as": "n"}], "groupby": ["kind"]},
            {"joinaggregate": [{"op": "sum", "field": "n", "as": "all"}]},
            {"calculate": "datum.n / datum.all", "as": "share"},
        ],
        "mark": "arc",
        "encoding": {"theta": {"field": "share", "type": "quantitative"}, "color": KIND},
    },
    "two": {
        "hconcat": [
            {"mark": "bar", "encoding": {"x": AMOUNT, "y": COUNT}},
            {"mark": "bar", "encoding": {"x": KIND, "y": COUNT}},
        ]
    },
}


def compiled(chart: dict[str, Any], rows: list[Row] = ROWS) -> Vega:
    data = {"data": {"name": "rows"}, "datasets": {"rows": Records(rows, "rows")}}
    return without_unused(in_utc(compile_vega(data | chart)))


def cut_down(vega: Vega, memory: Memory) -> Vega:
    return rounded(computed_ahead(vega, memory))


def written(part: Any) -> str:
    return json.dumps(part, default=plain)


def size(vega: Vega) -> int:
    return len(written(vega))


def picture(vega: Vega) -> str:
    return inline_svg(parse_svg(render(vega, Look())), "c", "z")


@pytest.mark.parametrize("name", CHARTS)
def test_aggregates_are_computed_when_the_site_is_built(name: str) -> None:
    whole = compiled(CHARTS[name])
    cut = cut_down(whole, {})
    assert picture(cut) == picture(whole)
    assert size(cut) < size(whole) / (3 if name == "boxes" else 5)
    assert "aggregate" not in parts_of(cut) or name == "boxes"
    assert "rows" not in {data["name"] for data in cut["data"]} or name == "boxes"


def test_what_a_slider_moves_stays_to_be_computed() -> None:
    moving = {
        "params": [{"name": "least", "value": 5, "bind": {"input": "range"}}],
        "transform": [{"filter": "datum.amount > least"}],
        "mark": "bar",
        "encoding": {"x": AMOUNT, "y": COUNT},
    }
    whole = compiled(moving)
    cut = cut_down(whole, {})
    assert cut["data"][0]["values"].rows == whole["data"][0]["values"].rows
    assert "aggregate" in parts_of(cut)


def test_what_comes_before_a_slider_is_computed() -> None:
    chart = {
        "params": [{"name": "least", "value": 1, "bind": {"input": "range"}}],
        "transform": [
            {"aggregate": [{"op": "count", "as": "n"}], "groupby": ["day"]},
            {"filter": "datum.n > least"},
        ],
        "mark": "bar",
        "encoding": {"x": {"field": "n", "type": "ordinal"}, "y": COUNT},
    }
    whole = compiled(chart)
    cut = cut_down(whole, {})
    assert picture(cut) == picture(whole)
    assert size(cut) < size(whole) / 3
    assert "least" in written(cut["data"])


def test_a_brush_over_points_keeps_their_rows() -> None:
    brush = {
        "params": [{"name": "brush", "select": "interval"}],
        "mark": "point",
        "encoding": {"x": {"field": "day", "type": "temporal"}, "y": {"field": "amount"}},
    }
    cut = cut_down(compiled(brush), {})
    assert sum(len(rows_in(data.get("values")) or ()) for data in cut["data"]) == MANY


def test_few_rows_are_left_to_the_browser() -> None:
    few = compiled(CHARTS["histogram"], ROWS[:500])
    assert chains_of(few, 1_000) == {}
    assert "aggregate" in parts_of(cut_down(few, {}))


def test_a_second_drawing_asks_for_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    memory: dict[str, Any] = {}
    whole = compiled(CHARTS["stacked"])
    first = cut_down(whole, memory)
    monkeypatch.setattr(
        "generator.charts.cutting.probe._run", lambda probe: pytest.fail("asked again")
    )
    again = cut_down(whole | {"config": {"padding": 9}}, memory)
    assert written(again["data"]) == written(first["data"])


def test_random_numbers_and_the_clock_are_not_fixed() -> None:
    for expression in ("random()", "now()", "datum.amount + width", "data('rows').length"):
        chart = {
            "transform": [{"calculate": expression, "as": "odd"}, *_counted("odd")],
            "mark": "bar",
            "encoding": {"x": {"field": "n"}, "y": {"field": "odd"}},
        }
        assert "aggregate" in parts_of(cut_down(compiled(chart), {})), expression


def _counted(field: str) -> list[dict[str, Any]]:
    return [{"aggregate": [{"op": "count", "as": "n"}], "groupby": [field]}]


def point(**more: Any) -> dict[str, Any]:
    places = {
        "x": {"field": "a", "type": "quantitative"},
        "y": {"field": "b", "type": "quantitative"},
    }
    return {"mark": {"type": "point"}, "encoding": {**places, **more}}


THIRDS = [{"a": n / 3, "b": 1e6 + n / 7, "small": n / 3e9} for n in range(1, 30)]


def values(vega: Vega, name: str) -> list[float]:
    return [row[name] for data in vega["data"] for row in rows_in(data.get("values")) or ()]


def test_numbers_that_are_only_drawn_lose_the_digits_that_nobody_sees() -> None:
    vega = rounded(compiled(point(), THIRDS))
    assert values(vega, "a")[0] == 0.3333333
    # A small range far from zero keeps the digits that tell its numbers apart.
    assert len(set(values(vega, "b"))) == len(THIRDS)
    assert picture(vega) == picture(compiled(point(), THIRDS))


def test_numbers_on_a_logarithm_keep_their_own_digits() -> None:
    log = point(y={"field": "small", "type": "quantitative", "scale": {"type": "log"}})
    assert values(rounded(compiled(log, THIRDS)), "small")[0] == 3.333333e-10


@pytest.mark.parametrize(
    "more",
    [
        {"tooltip": {"field": "a", "type": "quantitative"}},
        {"text": {"field": "a", "type": "quantitative"}},
        {"opacity": {"condition": {"test": "datum.a > 3", "value": 1}, "value": 0.5}},
    ],
)
def test_numbers_that_are_told_keep_what_is_told_of_them(more: dict[str, Any]) -> None:
    chart = point(**more) | {"mark": "text" if "text" in more else "point"}
    whole = compiled(chart, THIRDS)
    assert values(rounded(whole), "a")[0] == 0.333333333333
    texts = [re.findall(r">([^<>]+)</text>", picture(vega)) for vega in (whole, rounded(whole))]
    assert texts[0] == texts[1]


def test_numbers_that_are_names_are_written_in_full() -> None:
    whole = compiled(point(color={"field": "a", "type": "nominal"}), THIRDS)
    assert values(rounded(whole), "a") == values(whole, "a")


def test_whole_numbers_stay_as_they_are() -> None:
    rows = [{"a": 1_577_836_800_123 + n, "b": n} for n in range(5)]
    assert values(rounded(compiled(point(), rows)), "a") == [row["a"] for row in rows]
