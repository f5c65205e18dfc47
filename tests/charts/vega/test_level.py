"""The lowest level of life that gives what a chart asks for."""

from typing import Any

import pytest

from generator.charts.spec import Vega
from generator.charts.vega.convert import compile_vega
from generator.charts.vega.level import level_of
from tests.charts.drawing import drawn

VIEW: dict[str, Any] = {
    "data": {"values": [{"a": 1, "b": "x", "t": "2020-01-01"}]},
    "mark": {"type": "point", "tooltip": True},
    "encoding": {
        "x": {"field": "a", "type": "quantitative"},
        "color": {"field": "b", "type": "nominal"},
    },
}
SLIDER = {"name": "k", "value": 1, "bind": {"input": "range", "min": 0, "max": 9}}
BRUSH = {"name": "brush", "select": "interval"}
ZOOM = {"name": "grid", "select": "interval", "bind": "scales"}
PICTURE = VIEW["encoding"] | {"tooltip": [{"field": "b", "title": "image"}]}


def compiled(**said: Any) -> Vega:
    return compile_vega(VIEW | said)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"width": "container"},
        {"params": [{"name": "k", "value": 3}], "transform": [{"filter": "datum.a < k"}]},
        {"encoding": VIEW["encoding"] | {"row": {"field": "b"}}},
        {"mark": {"type": "line", "tooltip": {"expr": "{'image of': datum.a}"}}},
    ],
)
def test_what_is_drawn_once_needs_no_vega(said: dict[str, Any]) -> None:
    assert level_of(compiled(**said)).name == "awake"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"params": [SLIDER]}, 'a control sets "k"'),
        ({"params": [BRUSH]}, 'readers select in it ("brush")'),
        ({"params": [ZOOM]}, 'readers select in it ("grid")'),
        ({"mark": {"type": "point", "tooltip": {"content": "data"}}}, "tell all columns"),
        ({"encoding": PICTURE}, "its tooltips show pictures"),
    ],
)
def test_what_must_be_computed_needs_vega(said: dict[str, Any], reason: str) -> None:
    level = level_of(compiled(**said))
    assert level.name == "full"
    assert reason in level.reason


def test_a_chart_that_must_be_computed_is_told_at_its_option() -> None:
    made = drawn(
        "chart",
        "data: fees.csv\nmark: bar\nx: year\ny: sum(value)\nalt: Live.\nlive: awake\n"
        "params:\n  least: {slider: [0, 9, 1], value: 0}\n",
    )
    assert made.told == [
        (
            "content/a.md:15:1",
            'this chart cannot be live: awake, because a control sets "least"',
            "take live: awake out, and it comes alive with Vega",
        )
    ]
