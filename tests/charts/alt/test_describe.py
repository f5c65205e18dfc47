"""The alternative texts that are written where an author gave none."""

import pytest

from tests.charts.drawing import drawn

VOTES = "year,party,share\n" + "".join(
    f"{year},{party},{share}\n"
    for year, shares in ((2014, (31, 23, 13)), (2018, (28, 20, 18)), (2022, (30, 19, 21)))
    for party, share in zip(("Social Democrats", "Moderates", "Greens"), shares, strict=True)
)
PRICES = "day,price\n2020-01-01,10\n2020-02-01,40\n2020-03-01,5\n2020-04-01,20\n"
POINTS = "a,b\n" + "".join(f"{n},{2 * n + n % 3}\n" for n in range(20))
GROUPS = "g,v\n" + "".join(f"{g},{n}\n" for g, top in (("p", 9), ("q", 5)) for n in range(top))
TIED = "a,b\nx,7\ny,7\nz,1\nu,2\nv,3\nw,4\nt,5\n"
EMPTY_NAME = "a,b\nx,3\n,1\n"
FILES = {"votes.csv": VOTES, "prices.csv": PRICES, "points.csv": POINTS, "groups.csv": GROUPS,
         "tied.csv": TIED, "hole.csv": EMPTY_NAME}  # fmt: skip

TEXTS = [
    ("prices.csv\nmark: line\nx: day\ny: price",
     ("Line chart of price over time. It goes from 10 in January 2020 to 20 in April 2020,"
     " with a high of 40 in February 2020 and a low of 5 in March 2020.")),
    (('prices.csv\nmark: area\nx: day\ny: {field: price, format: "$.2f"}\n'
     "transform: [{filter: datum.price > 9}]"),
     ("Area chart of price over time. It goes from $10.00 in January 2020 to $20.00 in April 2020,"
     " with a high of $40.00 in February 2020.")),
    ("votes.csv\nmark: line\nx: year\ny: share\ncolor: party",
     ("Line chart of share by year, a line for each party (Greens, Moderates, Social Democrats)."
     " Greens rises from 13 in 2014 to 21 in 2022. Moderates falls from 23 in 2014 to 19 in 2022."
     " Social Democrats goes from 31 in 2014 to 30 in 2022.")),
    ("votes.csv\nmark: bar\nx: mean(share)\ny: party",
     "Bar chart of mean share by party. Social Democrats: 29.7; Moderates: 20.7; Greens: 17.3."),
    ("votes.csv\nmark: bar\nx: year\ny: share\ncolor: party",
     ("Bar chart of share by year, by party (Greens, Moderates, Social Democrats)."
     " Of 9 values the highest is 31 (Social Democrats, 2014), the lowest 13 (Greens, 2014).")),
    ("votes.csv\nmark: bar\nx: year\ny: {field: share, stack: normalize}\ncolor: party",
     "Bar chart of share by year, by party (Greens, Moderates, Social Democrats)."),
    ("tied.csv\nmark: bar\nx: a\ny: b",
     "Bar chart of b by a. Of 7 values the highest is 7 (2 of them), the lowest 1 (z)."),
    ("hole.csv\nmark: bar\nx: a\ny: b", "Bar chart of b by a. X: 3; (nothing): 1."),
    ("votes.csv\nmark: pie\ntheta: sum(share)\ncolor: party",
     ("Pie chart of sum of share by party."
     " Social Democrats: 89 (44%); Moderates: 62 (31%); Greens: 52 (26%).")),
    ("votes.csv\nmark: heatmap\nx: year\ny: party\ncolor: share",
     ("Heat map of share by party and year. Of 9 values the highest is 31"
     " (Social Democrats, 2014), the lowest 13 (Greens, 2014).")),
    ("groups.csv\nmark: boxplot\nx: g\ny: v",
     "Box plot of v by g. The medians lie between 2 (q) and 4 (p)."),
    ("points.csv\nmark: point\nx: a\ny: b",
     ("Scatter plot of b against a. 20 points, from 0 to 19 on the x axis and from 0 to 39"
     " on the y axis; the two mostly rise together.")),
    ("points.csv\nmark: bar\nx: bin(a)\ny: count()",
     "Histogram of a. The largest group, 2 of 20, lies between 0 and 2."),
    ("votes.csv\nmark: line\nx: year\ny: share\nfacet: party",
     "Line chart of share by year, a panel for each party. The values lie between 13 and 31."),
    (("votes.csv\nlayer:\n"
      "  - {mark: line, x: year, y: mean(share)}\n  - {mark: point, x: year, y: share}"),
     ("Line chart of mean share by year, with points."
     " It goes from 22.3 in 2014 to 23.3 in 2022, with a low of 22 in 2018.")),
]  # fmt: skip


@pytest.mark.parametrize(("chart", "text"), TEXTS)
def test_what_is_said_of_a_chart(chart: str, text: str) -> None:
    assert drawn("chart", f"data: {chart}\n", files=FILES).figure.alt == text


def test_reference_lines_and_notes_are_not_what_a_chart_is_of() -> None:
    plain = "data: prices.csv\nmark: line\nx: day\ny: price\n"
    lines = "lines: [{y: 30}, {x: [2020-02, 2020-03]}]\n"
    aided = f"{plain}{lines}notes: [{{x: 2020-02, y: 9, text: a}}]\n"
    assert (
        drawn("chart", aided, files=FILES).figure.alt
        == drawn("chart", plain, files=FILES).figure.alt
    )


def test_two_charts_beside_each_other_are_not_mixed_up() -> None:
    def half(name: str) -> str:
        return (
            f'{{"transform": [{{"filter": "datum.party == \'{name}\'"}}], "mark": "bar",'
            ' "encoding": {"x": {"field": "year", "type": "ordinal"},'
            ' "y": {"field": "share", "type": "quantitative"}}}'
        )

    both = f'{{"data": {{"url": "votes.csv"}}, "hconcat": [{half("Greens")}, {half("Moderates")}]}}'
    alt = drawn("vega-lite", both, files=FILES).figure.alt
    assert alt == "2 charts. Bar chart of share by year. Bar chart of share by year."
