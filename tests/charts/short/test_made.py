"""Columns that transforms make are drawn as what they hold."""

import pytest

from tests.charts.drawing import Drawn, drawn
from tests.charts.shapes import bars, texts

TABLE = "town,a,b,size\nA,10,2,2\nB,20,3,3\nC,15,5,1\n"
RATIO = "  - {calculate: datum.a / datum.b, as: ratio}\n"
MOVED = "  - {calculate: k * datum.a / datum.b, as: r}\n"
FOLDED = "  - {fold: [a, b]}\n  - {aggregate: [{op: sum, field: value, as: v}], groupby: [key]}\n"


def made(text: str) -> Drawn:
    return drawn("chart", f"data: t.csv\nalt: z\n{text}", files={"t.csv": TABLE})


def heights(text: str) -> list[float]:
    chart = made(text)
    assert not chart.told
    sizes = [each.height for each in bars(chart.svg)]
    return [round(size / max(sizes), 2) for size in sizes]


@pytest.mark.parametrize(
    "text",
    [
        f"mark: bar\nx: town\ny: ratio\ntransform:\n{RATIO}",
        f"mark: bar\nx: town\ny: {{field: ratio, title: R}}\ntransform:\n{RATIO}",
        f"params: {{k: {{slider: [1, 5]}}}}\nmark: bar\nx: town\ny: r\ntransform:\n{MOVED}",
        f"x: town\ntransform:\n{RATIO}layer:\n  - {{mark: bar, y: ratio}}\n",
    ],
)
def test_a_calculated_number_is_a_length(text: str) -> None:
    assert heights(text) == [0.75, 1.0, 0.45]


def test_what_is_summed_in_a_transform_is_a_number_and_a_key_a_name() -> None:
    assert heights(f"mark: bar\nx: key\ny: v\ntransform:\n{FOLDED}") == [1.0, 0.22]


def test_what_cannot_be_known_is_told() -> None:
    text = "params: {some: {select: legend}}\nmark: point\nx: town\ny: ratio\ncolor: town\n"
    (told, *_) = made(f"{text}transform:\n  - {{filter: some}}\n{RATIO}").told
    assert told == (
        "content/a.md:15:4",
        'nothing tells what "ratio" holds, so that it is drawn as names',
        '"ratio:Q" says that it holds numbers, "ratio:T" dates, "ratio:N" names',
    )


def test_sort_names_a_channel_of_the_chart_or_a_column() -> None:
    found = texts(made("mark: bar\nx: {field: town, sort: -size}\ny: a\n").svg)
    assert found["B"].left < found["A"].left < found["C"].left
    ((place, message, _),) = made("mark: bar\nx: {field: town, sort: -color}\ny: a\n").told
    assert (place, message) == ("content/a.md:13:24", "this chart has no color to sort by")
