"""Labels of an axis are all different; legends are shown whole, and leave charts their height."""

import json
import re

import pytest

from tests.charts.drawing import Drawn, drawn


def labels(rows: str, x: str, y: str) -> tuple[list[str], list[str]]:
    """Return what stands at the ticks of both axes."""
    text = f"data:\n{rows}mark: line\nx: {x}\ny: {y}\nalt: z\n"
    svg = drawn("chart", text).svg
    written = re.findall(r"<text([^>]*)>([^<]+)<", svg)
    told = [each for _, each in written if each not in ("d", "n")]
    below = [each for each in told if re.search(r"20\d\d|[A-Z][a-z][a-z]$", each)]
    return below, [each for each in told if each not in below]


@pytest.mark.parametrize(
    ("dates", "form", "expected"),
    [
        (("2020-01-01", "2021-03-01"), "%Y", ["2020", "2021"]),
        (("2020-01-01", "2022-12-31"), "%Y", ["2020", "2021", "2022"]),
        (("2020-01-01", "2020-03-01"), "%b %Y", ["Jan 2020", "Feb 2020", "Mar 2020"]),
        (("2020-01-31", "2020-04-02"), "%b", ["Feb", "Mar", "Apr"]),
    ],
)
def test_dates(dates: tuple[str, str], form: str, expected: list[str]) -> None:
    rows = "".join(f"  - {{d: {date}, n: {n}}}\n" for n, date in enumerate(dates))
    assert labels(rows, f"{{field: d, format: '{form}'}}", "n")[0] == expected


@pytest.mark.parametrize(
    ("most", "form", "expected"),
    [
        (1, ".0f", ["0", "1"]),
        (2, "d", ["0", "1", "2"]),
        (3, ",.0f", ["0", "1", "2", "3"]),
        (0.02, ".0%", ["0%", "1%", "2%"]),
        (0.2, ".1f", ["0.0", "0.1", "0.2"]),
    ],
)
def test_numbers(most: float, form: str, expected: list[str]) -> None:
    rows = f"  - {{d: 1, n: 0}}\n  - {{d: 2, n: {most}}}\n"
    assert labels(rows, "{field: d, axis: null}", f"{{field: n, format: '{form}'}}")[1] == expected


def test_years_that_are_numbers() -> None:
    rows = "".join(f"  - {{d: {year}, n: {year}}}\n" for year in (2020, 2021, 2022))
    assert labels(rows, "d", "{field: n, axis: null}")[0] == ["2020", "2021", "2022"]


def test_long_axes_keep_their_ticks() -> None:
    rows = "".join(f"  - {{d: {year}-01-01, n: 1}}\n" for year in (1900, 2100))
    svg = drawn(
        "chart", f"data:\n{rows}mark: line\nx: {{field: d, format: '%Y'}}\ny: n\nalt: z\n"
    ).svg
    found = re.findall(r">((?:19|20|21)\d\d)<", svg)
    assert 4 <= len(found) <= 20
    assert len(set(found)) == len(found)


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


def test_the_symbols_of_a_size_are_seen_in_the_dark() -> None:
    svg = drawn_of(
        "data: kinds.csv\nmark: circle\nx: n\ny: n\ncolor: kind\nsize: year\nalt: z\n"
    ).svg
    assert "black" not in svg


def test_a_legend_in_a_corner_of_a_phone_is_one_column() -> None:
    own = "{field: kind, legend: {orient: bottom-left}}"
    rows = KINDS.replace("Variety", "A long variety of rye")
    text = f"data: kinds.csv\nmark: point\nx: n\ny: n\ncolor: {own}\nalt: z\n"
    assert drawn("chart", text, files={"kinds.csv": rows}).told == []


def test_titles_of_inner_views_are_broken_on_phones() -> None:
    title = "The crash of employment in those years, month after month"
    view = {"mark": "point", "title": title, "encoding": {"y": {"field": "n"}}}
    spec = {"data": {"url": "kinds.csv"}, "layer": [view, view | {"title": None}]}
    files = {"kinds.csv": KINDS}
    assert drawn("vega-lite", f"#| alt: z\n{json.dumps(spec)}", files=files).told == []


def test_ranges_of_numbers_have_room_on_phones() -> None:
    measure = {"field": "n", "type": "quantitative", "scale": {"type": "quantile"}}
    spec = {
        "data": {"url": "kinds.csv"},
        "mark": "circle",
        "encoding": {"y": {"field": "kind"}, "size": measure, "color": measure},
    }
    rows = KINDS.replace("Variety", "V")
    files = {
        "kinds.csv": "".join(f"{row}0001\n" for row in rows.splitlines()).replace("n0001", "n")
    }
    assert drawn("vega-lite", f"#| alt: z\n{json.dumps(spec)}", files=files).told == []
