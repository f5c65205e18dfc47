"""Labels of an axis that are all different, however short the axis is."""

import re

import pytest

from tests.charts.drawing import drawn


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
