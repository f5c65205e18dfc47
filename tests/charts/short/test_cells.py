"""The cells of a heat map along numbers are as wide as one another."""

import pytest

from tests.charts.drawing import Drawn, drawn
from tests.charts.shapes import shapes

TABLE = "hour,day,n\n" + "".join(
    f"{hour},{day},{hour + len(day)}\n" for hour in range(0, 24, 3) for day in ("Mon", "Tues")
)


def made(text: str) -> Drawn:
    return drawn("chart", f"data: t.csv\nalt: z\nmark: heatmap\n{text}", files={"t.csv": TABLE})


@pytest.mark.parametrize("text", ["x: hour\ny: day\ncolor: n\n", "x: day\ny: hour\ncolor: n\n",
                                  "x: hour:O\ny: day\ncolor: n\n"])  # fmt: skip
def test_each_number_has_a_band(text: str) -> None:
    chart = made(text)
    cells = [each for each in shapes(chart.svg) if each.paint.startswith("#")]
    assert len(cells) == 16
    assert len({(round(each.width), round(each.height)) for each in cells}) == 1
    assert len({(round(each.left), round(each.top)) for each in cells}) == 16


def test_who_says_that_they_are_numbers_is_told_what_comes_of_it() -> None:
    told = made("x: hour:Q\ny: day\ncolor: n\n").told
    assert (
        "content/a.md:13:4",
        'cells along the numbers of "hour" reach from zero to each of them',
        '"hour:O" gives each a band, "bin(hour)" groups them',
    ) in told
