"""Each slip is told with what would be right."""

import pytest

from tests.charts.drawing import drawn

FILES = {"t.csv": "town,rent\nA,12\nB,14\n"}


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("y: count", 'no column "count"', "count() counts rows"),
        ("y: mean rent", 'no column "mean rent"', "mean(rent)"),
        ("y: rent, sum", 'no column "rent, sum"', "sum(rent)"),
        ("y: mean(rent", '"mean(rent" is not closed', "mean(rent)"),
        ('y: "bin(rent, 10)"', "bin() takes a column alone",
         "{field: rent, bin: {maxbins: 10}}"),
        ("y: [rent]", "y shows one column",
         "such as: y: rent; layer draws several over one another"),
        ("color: blue", '"blue" is a colour, not a column',
         "mark: {type: …, color: 'blue'} paints all of them"),
        ("y: {field: rent, agg: mean}", 'y has no "agg"', "aggregate: mean"),
        ("y: {field: rent, labels: true}", 'y has no "labels"',
         "it stands beside mark, not in a channel"),
        ("legend: null", 'a chart has no "legend"',
         "it belongs to a channel: color: {field: value, legend: …}"),
        ("y: {field: rent, sort: price}", 'nothing to sort by named "price"',
         "such as -y, or one of town, rent"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_cure(line: str, message: str, hint: str) -> None:
    text = f"data: t.csv\nalt: z\nmark: bar\nx: town\n{line}\n"
    ((place, told, cure),) = drawn("chart", text, files=FILES).told
    assert (told, cure) == (message, hint)
    assert place.startswith("content/a.md:14")


def test_columns_that_a_transform_makes_are_no_slips() -> None:
    steps = "transform:\n  - {aggregate: [{op: count, as: count}], groupby: [town]}\n"
    text = f"data: t.csv\nalt: z\nmark: bar\nx: town\ny: count\n{steps}"
    assert not drawn("chart", text, files=FILES).told


def test_a_column_may_be_called_like_a_colour() -> None:
    files = {"t.csv": "town,red\nA,1\nB,2\n"}
    text = "data: t.csv\nalt: z\nmark: point\nx: town\ny: red\ncolor: red\n"
    assert not drawn("chart", text, files=files).told
