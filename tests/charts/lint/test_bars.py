"""Bars that mislead: those of several rows, of which readers see the longest alone."""

import pytest

from tests.charts.drawing import drawn

ROWS = "town,n,kind\nAlmby,5,a\nAlmby,3,b\nBorg,7,a\nBorg,1,b\n"


def told(text: str, rows: str = ROWS) -> list[tuple[str, str, str]]:
    return drawn("chart", f"data: t.csv\nalt: z\n{text}", files={"t.csv": rows}).told


def test_bars_over_one_another_are_told() -> None:
    assert told("mark: bar\nx: town\ny: n\n") == [
        ("content/a.md:14:4", '2 bars of "Almby" lie over one another: the data has as many rows',
         "one bar sums them up: y: sum(n)")
    ]  # fmt: skip
    assert "x: sum(n)" in told("mark: bar\ny: town\nx: n\n")[0][2]


@pytest.mark.parametrize(
    "text",
    [
        "mark: bar\nx: town\ny: sum(n)\n",
        "mark: bar\nx: town\ny: n\ncolor: kind\n",
        "mark: bar\nx: town\ny: n\nxOffset: kind\n",
        "mark: bar\nx: town\ny: n\nrow: kind\n",
        "mark: bar\nx: town\ny: n\ndetail: kind\n",
        "mark: bar\nx: town\ny: n\ntransform:\n  - {filter: datum.kind == 'a'}\n",
        "mark: point\nx: town\ny: n\n",
    ],
)
def test_bars_of_one_row_each_are_not(text: str) -> None:
    assert told(text) == []
