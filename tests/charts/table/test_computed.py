"""Under a chart that counts or averages the table holds what is drawn."""

import csv
import io

import pandas as pd
import pytest

from tests.charts.drawing import Drawn, drawn
from tests.charts.shapes import bars

ROWS = [
    {"day": f"2024-{month:02}-{day:02}", "town": town, "temp_max": month + day / 10, "n": day}
    for month in (1, 2, 4)
    for day in range(1, 27, 5)
    for town in ("A", "B")[: 1 + day % 2]
]
FRAME = pd.DataFrame(ROWS)
TABLE = FRAME.to_csv(index=False)


def made(text: str, kind: str = "chart") -> Drawn:
    chart = drawn(kind, f"data: t.csv\nalt: z\n{text}", files={"t.csv": TABLE})
    assert not chart.told
    return chart


def rows(chart: Drawn) -> list[dict[str, str]]:
    assert chart.figure.table
    text = chart.store[chart.figure.table.csv.digest].decode()
    return list(csv.DictReader(io.StringIO(text)))


def page(chart: Drawn) -> str:
    assert chart.figure.table
    return chart.store[chart.figure.table.html.digest].decode()


def test_means_by_month_and_town_are_those_that_pandas_computes() -> None:
    chart = made("mark: bar\nx: yearmonth(day)\ny: mean(temp_max)\ncolor: town\n")
    months = FRAME.assign(month=FRAME.day.str[:8] + "01")
    means = months.groupby(["month", "town"]).temp_max.mean()
    told = {(row["day"], row["town"]): float(row["Mean of temp max"]) for row in rows(chart)}
    assert told == pytest.approx(means.to_dict())
    assert len(told) == len(bars(chart.svg)) + len(bars(chart.svg, "chart-2"))
    assert "<td>January 2024</td>" in page(chart)
    assert [row["day"] for row in rows(chart)] == sorted(row["day"] for row in rows(chart))


def test_counts_of_bins_have_both_ends() -> None:
    chart = made("mark: bar\nx: bin(n)\ny: count()\n")
    first, *_ = rows(chart)
    assert list(first) == ["n from", "n to", "Number of rows"]
    assert sum(int(row["Number of rows"]) for row in rows(chart)) == len(ROWS)


def test_parts_of_dates_are_told_by_their_names() -> None:
    chart = made("mark: bar\nx: month(day)\ny: {aggregate: count, title: Days}\n")
    assert [row["month"] for row in rows(chart)] == ["January", "February", "April"]
    assert [int(row["Days"]) for row in rows(chart)] == [*FRAME.groupby(FRAME.day.str[:7]).size()]


def test_a_transform_that_sums_counts_as_well() -> None:
    steps = "transform:\n  - {aggregate: [{op: sum, field: n, as: all}], groupby: [town]}\n"
    chart = made(f"mark: bar\nx: town\ny: all\n{steps}")
    sums = FRAME.groupby("town").n.sum()
    assert {row["town"]: int(row["all"]) for row in rows(chart)} == sums.to_dict()


def test_points_beside_their_mean_have_both_tables() -> None:
    chart = made("x: day\nlayer:\n  - {mark: point, y: n}\n"
                 "  - {mark: line, x: yearmonth(day), y: mean(n), gaps: false}\n")  # fmt: skip
    assert [row["dataset"] for row in rows(chart)].count("drawn") == 3
    assert len(rows(chart)) == 3 + len(ROWS)
    assert "<td>1 Jan 2024</td>" in page(chart)


@pytest.mark.parametrize("text", ["mark: point\nx: day\ny: n\n", "mark: boxplot\nx: town\ny: n\n"])
def test_what_draws_rows_as_they_are_keeps_them(text: str) -> None:
    assert len(rows(made(text))) == len(ROWS)


def test_a_vega_lite_block_has_the_same() -> None:
    text = """#| alt: z
{"data": {"url": "t.csv"}, "mark": "bar", "encoding": {"x": {"field": "town", "type": "nominal"},
 "y": {"aggregate": "median", "field": "n", "type": "quantitative"}}}"""
    chart = drawn("vega-lite", text, files={"t.csv": TABLE})
    medians = FRAME.groupby("town").n.median()
    assert {r["town"]: float(r["Median of n"]) for r in rows(chart)} == medians.to_dict()
