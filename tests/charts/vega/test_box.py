"""A chart in its figure's box."""

import json

import pytest

from tests.charts.drawing import drawn

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
