"""A chart in its figure's box."""

import json

import pytest

from tests.charts.drawing import LOOK, drawn

FEE, VALUE = {"field": "fee"}, {"field": "value", "type": "quantitative"}


@pytest.mark.parametrize("encoding", [{"x": FEE}, {"x": VALUE}, {"x": VALUE, "color": FEE}])
def test_bars_of_one_row_have_room_beside_their_axis(encoding: dict[str, object]) -> None:
    spec = {"data": {"url": "fees.csv"}, "mark": "bar", "encoding": encoding}
    result = drawn("vega-lite", f"#| alt: z\n{json.dumps(spec)}")
    assert result.told == []
    assert result.figure.height > 50


def test_bars_that_measure_nothing_are_as_long_as_the_view() -> None:
    mark = {"type": "bar", "orient": "vertical"}
    spec = {"data": {"url": "fees.csv"}, "mark": mark, "encoding": {"x": FEE}}
    assert drawn("vega-lite", f"#| alt: z\n{json.dumps(spec)}").told == []


VIEW = {"mark": "point", "encoding": {"x": {"field": "year", "type": "ordinal"}, "y": VALUE}}
DAYS = {"mark": "point", "encoding": {"x": {"field": "day", "type": "nominal"}, "y": VALUE}}
PAIR = {"field": {"repeat": "column"}, "type": "quantitative"}, {"field": {"repeat": "row"}}
GRID = {"mark": "point", "encoding": {"x": PAIR[0], "y": PAIR[1] | {"type": "quantitative"}}}


@pytest.mark.parametrize(
    "spec",
    [
        {"hconcat": [VIEW | {"width": 600}, VIEW | {"width": 600}]},
        {"vconcat": [{"hconcat": [VIEW | {"width": 500}] * 3}, VIEW | {"width": 1_700}]},
        {"repeat": {"row": ["year", "value"], "column": ["year", "value"]},
         "spec": GRID | {"width": 500}},
        {"facet": {"column": {"field": "fee"}}, "spec": VIEW | {"width": 600}},
        VIEW | {"width": 1_600},
        DAYS | {"width": {"step": 400}},
    ],
)  # fmt: skip
def test_views_that_would_be_scaled_down_get_narrower(spec: dict[str, object]) -> None:
    result = drawn("vega-lite", f"#| alt: z\n{json.dumps({'data': {'url': 'fees.csv'}} | spec)}")
    assert result.told == []
    assert result.figure.width <= LOOK.width * 1.2
    assert result.figure.narrow
    assert result.figure.narrow.width <= LOOK.narrow


def test_views_that_can_be_read_keep_their_width() -> None:
    spec = {"data": {"url": "fees.csv"}, "hconcat": [VIEW | {"width": 300}, VIEW | {"width": 300}]}
    assert drawn("vega-lite", f"#| alt: z\n{json.dumps(spec)}").figure.width > 700


def test_a_grid_whose_views_have_axes_of_their_own_fits_a_phone() -> None:
    own = {"scale": {"x": "independent", "y": "independent"}}
    facet = {"row": {"field": "fee"}, "column": {"field": "year"}}
    spec = {"data": {"url": "fees.csv"}, "facet": facet, "spec": DAYS, "resolve": own}
    result = drawn("vega-lite", f"#| alt: z\n{json.dumps(spec)}")
    assert result.figure.narrow
    assert result.figure.narrow.width <= LOOK.narrow
