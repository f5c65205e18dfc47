"""An animated chart stands still at its first frame."""

import json

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
