"""A trend goes where the least squares lead, on the drawn points."""

import random

import numpy as np
import pytest

from tests.charts.drawing import Drawn, drawn
from tests.charts.shapes import Shape, lines, shapes, texts

CHANCE = random.Random(5)
ROWS = [(at, round(3 + at * 0.5 + CHANCE.random() * 20, 1), "ab"[at % 2]) for at in range(60)]
DAYS = [f"2024-{1 + at // 20:02}-{1 + at % 20:02}" for at, _, _ in ROWS]
TABLE = "day,x,y,k\n" + "".join(
    f"{day},{x},{y},{k}\n" for day, (x, y, k) in zip(DAYS, ROWS, strict=True)
)


def made(text: str) -> Drawn:
    return drawn("chart", f"data: t.csv\nalt: z\n{text}", files={"t.csv": TABLE})


def dots(chart: Drawn, paint: str) -> list[tuple[float, float]]:
    """Return where the points stand; a circle's path begins at its right, beside its middle."""
    found = [each for each in shapes(chart.svg) if paint in each.paint and len(each.points) == 1]
    right = max(each.left for each in found if each.left < 650)
    return [(each.left, each.top) for each in found if each.left <= right][: len(ROWS)]


def trends(chart: Drawn) -> list[Shape]:
    return [each for each in shapes(chart.svg) if each.is_line and each.width > 300
            and each.paint != "var(--grid)"]  # fmt: skip


def test_a_straight_line_is_that_of_least_squares() -> None:
    chart = made("mark: scatter\nx: x\ny: y\ntrend: linear\n")
    assert not chart.told
    (line,) = trends(chart)
    xs, ys = zip(*dots(chart, "chart-1"), strict=True)
    assert len(xs) == len(ROWS)
    slope, start = np.polyfit(xs, ys, 1)
    radius = xs[0] - line.points[0][0]
    for x, y in line.points:
        assert y == pytest.approx(slope * (x + radius) + start, abs=0.1)
    assert texts(chart.svg)["Trend"].left > line.points[-1][0]


def test_each_colour_has_its_own() -> None:
    chart = made("mark: scatter\nx: x\ny: y\ncolor: k\ntrend: linear\n")
    assert {each.paint for each in trends(chart)} == {"var(--chart-1)", "var(--chart-2)"}
    assert "Trend" not in texts(chart.svg)


def test_a_smooth_line_and_one_over_dates() -> None:
    assert len(trends(made("mark: scatter\nx: x\ny: y\ntrend: loess\n"))[0].points) > 10
    chart = made("mark: line\nx: day\ny: y\ngaps: false\ntrend: linear\n")
    assert not chart.told
    assert len(trends(chart)) == 2
    assert len(lines(chart.svg)) == 1


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("mark: bar\nx: x\ny: y\n", "a trend goes through points or lines", "scatter"),
        ("mark: scatter\nx: k\ny: y\n", "there is no trend along x", "numbers or dates"),
        ("mark: line\nx: x\ny: mean(y)\n", "a trend goes through rows as they are", "transform"),
    ],
)
def test_what_has_no_trend_is_told(text: str, message: str, hint: str) -> None:
    ((place, told, cure),) = made(f"{text}trend: linear\n").told
    assert (place, told) == ("content/a.md:15:8", message)
    assert hint in cure


def test_a_misspelt_trend_is_told() -> None:
    ((_, message, hint),) = made("mark: scatter\nx: x\ny: y\ntrend: linar\n").told
    assert (message, hint) == ('trend cannot be "linar"', 'did you mean "linear"?')


def test_axes_keep_names_with_points_whole() -> None:
    table = "".join(f"{at},{at * 2 + at % 3},{'ab'[at % 2]}\n" for at in range(9))
    files = {"t.csv": f"x[0],Temp. max,Nr.\n{table}"}
    for text in ("mark: scatter\ntrend: linear\n", "mark: line\ncolor: Nr.\nlabels: end\n"):
        chart = drawn("chart", f"data: t.csv\nalt: z\nx: x[0]\ny: Temp. max\n{text}", files=files)
        assert {"x[0]", "Temp. max"} <= texts(chart.svg).keys()
