"""Missing periods break a line where asked, and are told where not."""

import pytest

from tests.charts.drawing import Drawn, drawn
from tests.charts.shapes import Shape, lines

PERIODS = {
    "months": ["2024-01-01", "2024-02-01", "2024-03-01", "2024-05-01", "2024-07-01", "2024-08-01"],
    "quarters": [f"{day}-01" for day in "2023-01 2023-04 2023-07 2024-01 2024-07 2024-10".split()],
    "weeks": ["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-29", "2024-02-12", "2024-02-19"],
    "days": ["2024-03-29", "2024-03-30", "2024-03-31", "2024-04-02", "2024-04-04", "2024-04-05"],
    "workdays": [f"2024-{day}" for day in "03-28 03-29 04-01 04-03 04-05 04-08".split()],
    "years": ["2001", "2002", "2003", "2005", "2007", "2008"],
    "hours": [f"2024-01-01 {hour:02}:00" for hour in (1, 2, 3, 5, 7, 8)],
}  # fmt: skip
"""Three in a row, one alone, two in a row."""


def made(values: list[str], text: str, column: str = "year") -> Drawn:
    rows = [f"{value},{at},a\n{value},{at + 3},b\n" for at, value in enumerate(values)]
    table = f"{column},v,kind\n" + "".join(rows)
    return drawn("chart", f"data: t.csv\nalt: z\n{text}", files={"t.csv": table})


def counts(found: list[Shape]) -> list[int]:
    return [len(each.points) for each in found]


@pytest.mark.parametrize("values", PERIODS.values(), ids=PERIODS)
def test_each_line_is_broken_where_periods_are_missing(values: list[str]) -> None:
    chart = made(values, "mark: line\nx: year\ny: v\ncolor: kind\ngaps: true\n")
    assert not chart.told
    one = [each for each in lines(chart.svg) if each.paint == "var(--chart-1)"]
    assert counts(one) == [3, 1, 2]
    assert counts(lines(chart.svg)) == [3, 3, 1, 1, 2, 2]
    assert b'_part\\\\"' not in chart.spec


@pytest.mark.parametrize("values", PERIODS.values(), ids=PERIODS)
def test_without_the_word_it_is_told(values: list[str]) -> None:
    chart = made(values, "mark: line\nx: year\ny: mean(v)\n")
    ((place, message, hint),) = chart.told
    assert place == "content/a.md:12:7"
    first = values[2].replace(" ", "T")
    expected = f'the line passes over missing values of "year" 2 times, first after {first}'
    assert message == expected
    assert hint == "gaps: true breaks it there, gaps: false says that it is meant"
    assert counts(lines(chart.svg)) == [6]
    assert not made(values, "mark: line\nx: year\ny: mean(v)\ngaps: false\n").told


def test_an_area_that_passes_over_them_is_told_too() -> None:
    chart = made(PERIODS["months"], "mark: area\nx: year\ny: mean(v)\n")
    ((_, message, hint),) = chart.told
    assert message.startswith('the area passes over missing values of "year" 2 times')
    assert hint.startswith("mark: line with gaps: true")
    assert not made(PERIODS["months"], "mark: area\nx: year\ny: mean(v)\ngaps: false\n").told


def test_a_missing_month_of_one_line_breaks_that_one() -> None:
    months = [f"2024-{month:02}-01" for month in range(1, 7)]
    rows = "".join(f"{month},{at},{kind}\n" for at, month in enumerate(months) for kind in "ab"
                   if (at, kind) != (2, "b"))  # fmt: skip
    files = {"t.csv": f"day,v,kind\n{rows}"}
    text = "data: t.csv\nalt: z\nx: day\nlayer:\n  - {mark: line, y: v, color: kind, gaps: true}\n"
    drawing = drawn("chart", text, files=files).svg
    assert sorted(counts(lines(drawing))) == [2, 3, 6]


def test_a_time_unit_counts_in_its_own_steps() -> None:
    days = ["2024-01-03", "2024-01-20", "2024-02-07", "2024-04-30", "2024-05-01"]
    text = "mark: line\nx: yearmonth(day)\ny: mean(v)\ngaps: true\n"
    assert counts(lines(made(days, text, "day").svg)) == [2, 2]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mark: bar\nx: year\ny: v\ngaps: true\n", "gaps are for lines"),
        ("mark: line\nx: kind\ny: v\ngaps: true\n", "nothing tells where gaps are"),
        ("mark: line\nx: year\ny: v\ngaps: maybe\n", 'gaps cannot be "maybe"'),
    ],
)
def test_what_cannot_be_broken_is_told(text: str, message: str) -> None:
    ((place, told, hint),) = made(PERIODS["months"], text).told
    assert (place, told) == ("content/a.md:15:7", message)
    assert hint


def test_even_steps_and_scattered_dates_are_not_told() -> None:
    for days in (PERIODS["months"][:3], ["2024-01-01", "2024-01-05", "2024-03-20", "2024-09-11"]):
        assert not made(days, "mark: line\nx: year\ny: mean(v)\n").told
