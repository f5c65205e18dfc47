"""A drawing is measured as large as a window shows it."""

import json

from tests.charts.drawing import drawn

X: dict[str, object] = {"field": "year", "type": "ordinal"}
Y: dict[str, object] = {"field": "value", "type": "quantitative"}
POINTS: dict[str, object] = {"mark": "point", "encoding": {"x": X, "y": Y}}
DATA: dict[str, object] = {"data": {"url": "fees.csv"}}


def told(spec: dict[str, object], *options: str) -> list[str]:
    lines = "".join(f"#| {each}\n" for each in ("alt: z", *options))
    return [message for _, message, _ in drawn("vega-lite", lines + json.dumps(spec)).told]


def test_views_that_have_no_room_beside_each_other_are_scaled_down() -> None:
    (message,) = told(DATA | {"hconcat": [POINTS | {"width": 90}] * 14})
    assert " too small, 3." in message
    assert "at 820 and 1,440 px" in message


def test_a_live_chart_of_one_view_keeps_its_lettering() -> None:
    assert told(DATA | POINTS, "width: full") == []
    (message,) = told(DATA | POINTS, "width: full", "live: never")
    assert "too small, 7.4 px at 820 px" in message
