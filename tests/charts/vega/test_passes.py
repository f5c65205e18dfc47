"""Passes go in the order of their lists, and leave what they are given as it was."""

import copy

from generator.charts.rows import plain, text_of, with_data
from generator.charts.spec import Spec
from generator.charts.vega.convert import compile_vega
from generator.charts.vega.passes import AFTER, ALIVE, AT_REST, BEFORE, Canvas, through
from generator.site.look import Look
from tests.spoken import spoken

ROWS = [{"day": f"2020-01-{n % 28 + 1:02} 10:00", "n": n / 7, "unused": "x"} for n in range(60)]
SPEC: Spec = {
    "data": {"values": ROWS},
    "params": [{"name": "least", "value": 1, "bind": {"input": "range"}}],
    "transform": [{"filter": "datum.n > least"}],
    "mark": "point",
    "encoding": {
        "x": {"field": "day", "type": "temporal", "timeUnit": "hours"},
        "y": {"field": "n", "type": "quantitative"},
    },
}


def frame() -> Canvas:
    return Canvas(Look(), "text", 0, {}, is_short=True, words=spoken()[0].words)


def test_rows_stand_beside_until_the_compiler_is_done() -> None:
    full = with_data(SPEC, {}, {})
    before = through(BEFORE, full, frame())
    assert before["data"]["values"] is full["data"]["values"]
    assert before["config"]["font"] == "var(--font-chart)"
    made = compile_vega(before)
    assert made["data"][0]["values"] is full["data"]["values"]


def test_each_list_does_its_part() -> None:
    compiled = compile_vega(through(BEFORE, with_data(SPEC, {}, {}), frame()))
    whole = copy.deepcopy(compiled)
    after = through(AFTER, compiled, frame())
    rows = next(each["values"].rows for each in after["data"] if "values" in each)
    assert rows[1] == {"day": "2020-01-02T10:00Z", "n": 0.142857142857}
    assert "utc" in text_of(after)
    alive = through(ALIVE, after, frame())
    assert "bind" not in text_of(alive)
    assert "bind" in text_of(through(AT_REST, after, frame()))
    assert text_of(compiled) == text_of(whole)
    assert [plain(each["values"]) for each in compiled["data"] if "values" in each] == [ROWS]


def test_a_drawing_for_phones_is_told_anew_before_all_else() -> None:
    views: Spec = {"data": {"values": ROWS}, "hconcat": [SPEC, SPEC]}
    slim = Canvas(Look(), "text", 0, {}, is_narrow=True, words=spoken()[0].words)
    assert "vconcat" in through(BEFORE, views, slim)
    assert "hconcat" in through(BEFORE, views, frame())
