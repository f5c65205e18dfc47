"""Legends are shown whole, and leave their chart its height."""

import json

import pytest

from tests.charts.drawing import Drawn, drawn

KINDS = "year,kind,n\n" + "".join(
    f"{year},Variety {number},{number}\n" for year in (1931, 1932) for number in range(1, 7)
)
BARS = "data: kinds.csv\nmark: bar\ny: year:N\nx: sum(n)\ncolor: kind\nalt: z\n"
POINTS = "data: kinds.csv\nmark: point\nx: n\ny: year:O\nalt: z\nheight: 90\n"


def drawn_of(text: str) -> Drawn:
    return drawn("chart", text, files={"kinds.csv": KINDS})


def test_a_legend_that_is_higher_than_its_bars_is_shown_whole() -> None:
    few, many = (drawn_of(BARS.replace("kind\n", f"{field}\n")) for field in ("year:N", "kind"))
    assert many.told == []
    assert many.figure.height > few.figure.height
    # What wakes the chart makes the same room.
    assert json.loads(many.spec)["padding"]["bottom"] > 5


def test_a_legend_that_fits_changes_nothing() -> None:
    result = drawn_of(BARS.replace("color: kind", "color: year:N"))
    assert json.loads(result.spec)["padding"] == 5


@pytest.mark.parametrize("stated", [90, 140])
def test_a_low_chart_keeps_half_of_its_height_under_a_legend(stated: int) -> None:
    result = drawn_of(POINTS.replace("90", str(stated)) + "color: kind\n")
    assert result.told == []
    assert result.figure.narrow
    assert result.figure.narrow.height > stated
    assert result.figure.height >= stated


def test_legends_of_a_phone_stand_below_each_other() -> None:
    text = "data: kinds.csv\nmark: point\nx: n\ny: year:O\nalt: z\ncolor: kind\nsize: n\n"
    assert drawn_of(text).told == []
