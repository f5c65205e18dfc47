"""Names stand in their own order; the cells of a heat map along numbers are alike."""

import pytest

from tests.charts.drawing import Drawn, drawn
from tests.charts.shapes import Shape, lines, shapes, texts

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
TABLE = "month,value,kind\n" + "".join(
    f"{MONTHS[at]},{at + 1},{kind}\n" for at in (3, 0, 5, 2, 1, 4) for kind in ("a", "b")
)


def words(text: str, table: str = TABLE, language: str = "en") -> dict[str, Shape]:
    chart = drawn(
        "chart", f"data: t.csv\nalt: z\n{text}", files={"t.csv": table}, language=language
    )
    assert not chart.told
    return texts(chart.svg)


def across(found: dict[str, Shape], names: list[str]) -> list[str]:
    return sorted(names, key=lambda name: (found[name].left, found[name].top))


def test_months_stand_along_the_axis_as_in_a_year() -> None:
    assert across(words("mark: bar\nx: month\ny: sum(value)\n"), MONTHS) == MONTHS


def test_a_line_goes_through_them_in_that_order() -> None:
    text = "data: t.csv\nalt: z\nmark: line\nx: month\ny: value\ncolor: kind\n"
    drawing = drawn("chart", text, files={"t.csv": TABLE})
    (one, _) = lines(drawing.svg)
    assert [round(y) for _, y in one.points] == sorted(
        (round(y) for _, y in one.points), reverse=True
    )
    assert [x for x, _ in one.points] == sorted(x for x, _ in one.points)


@pytest.mark.parametrize(
    ("color", "first"), [("month", "Jan"), ("{field: month, sort: null}", "Apr")]
)
def test_a_legend_has_that_order_too_but_a_stated_sort_wins(color: str, first: str) -> None:
    found = words(f"mark: bar\nx: kind\ny: value\ncolor: {color}\n")
    order = sorted(MONTHS, key=lambda name: (found[name].top, found[name].left))
    assert order[0] == first
    assert (order == MONTHS) == (first == "Jan")


def test_a_stated_sort_wins() -> None:
    found = words("mark: bar\nx: {field: month, sort: descending}\ny: sum(value)\n")
    assert across(found, MONTHS) == sorted(MONTHS, reverse=True)


def test_age_groups_and_weekdays_down_an_axis() -> None:
    ages = ["<5", "5-9", "10-14", "100+"]
    table = "age,n\n" + "".join(f"{age},{n}\n" for n, age in enumerate(sorted(ages), 1))
    found = words("mark: bar\ny: age\nx: n\n", table)
    assert sorted(ages, key=lambda age: found[age].top) == ages


def test_small_multiples_follow_it() -> None:
    days = ["Mon", "Tue", "Wed"]
    table = "day,n\nWed,1\nMon,2\nTue,3\n"
    assert across(words("mark: bar\nx: n\ncolumn: day\n", table), days) == days


@pytest.mark.parametrize(
    ("language", "week"),
    [
        ("en", "Mon Tue Wed Thu Fri Sat Sun"),
        ("en-US", "Sun Mon Tue Wed Thu Fri Sat"),
        ("sv", "mån tis ons tors fre lör sön"),
        ("ar", "السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة"),
    ],
)
def test_a_week_begins_where_it_does_in_the_language(language: str, week: str) -> None:
    table = "day,n\n" + "".join(f"2024-01-0{day},{day}\n" for day in range(1, 8))
    text = "data: t.csv\nalt: z\nmark: bar\nx: day(day):O\ny: sum(n)\n"
    chart = drawn("chart", text, files={"t.csv": table}, language=language)
    assert across(texts(chart.svg), week.split()) == week.split()
    assert chart.figure.table
    table = chart.store[chart.figure.table.csv.digest].decode()
    assert table.split(",")[2].split()[0] == {"M": "1", "m": "1", "S": "7", "ا": "6"}[week[0]]


HOURS = "hour,day,n\n" + "".join(
    f"{hour},{day},{hour + len(day)}\n" for hour in range(0, 24, 3) for day in ("Mon", "Tues")
)


def heatmap(text: str) -> Drawn:
    return drawn("chart", f"data: t.csv\nalt: z\nmark: heatmap\n{text}", files={"t.csv": HOURS})


@pytest.mark.parametrize("text", ["x: hour\ny: day\ncolor: n\n", "x: day\ny: hour\ncolor: n\n",
                                  "x: hour:O\ny: day\ncolor: n\n"])  # fmt: skip
def test_each_number_has_a_band(text: str) -> None:
    chart = heatmap(text)
    cells = [each for each in shapes(chart.svg) if each.paint.startswith("#")]
    assert len(cells) == 16
    assert len({(round(each.width), round(each.height)) for each in cells}) == 1
    assert len({(round(each.left), round(each.top)) for each in cells}) == 16


def test_who_says_that_they_are_numbers_is_told_what_comes_of_it() -> None:
    told = heatmap("x: hour:Q\ny: day\ncolor: n\n").told
    assert (
        "content/a.md:13:4",
        'cells along the numbers of "hour" reach from zero to each of them',
        '"hour:O" gives each a band, "bin(hour)" groups them',
    ) in told
