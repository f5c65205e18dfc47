"""What transforms make is drawn as what it holds; years are what stands for years."""

import pytest

from tests.charts.drawing import Drawn, drawn
from tests.charts.shapes import bars, texts

TOWNS = "town,a,b,size\nA,10,2,2\nB,20,3,3\nC,15,5,1\n"
RATIO = "  - {calculate: datum.a / datum.b, as: ratio}\n"
MOVED = "  - {calculate: k * datum.a / datum.b, as: r}\n"
FOLDED = "  - {fold: [a, b]}\n  - {aggregate: [{op: sum, field: value, as: v}], groupby: [key]}\n"


def drawn_of(text: str) -> Drawn:
    return drawn("chart", f"data: t.csv\nalt: z\n{text}", files={"t.csv": TOWNS})


def heights(text: str) -> list[float]:
    chart = drawn_of(text)
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
    (told, *_) = drawn_of(f"{text}transform:\n  - {{filter: some}}\n{RATIO}").told
    assert told == (
        "content/a.md:15:4",
        'nothing tells what "ratio" holds, so that it is drawn as names',
        '"ratio:Q" says that it holds numbers, "ratio:T" dates, "ratio:N" names',
    )


def test_sort_names_a_channel_of_the_chart_or_a_column() -> None:
    found = texts(drawn_of("mark: bar\nx: {field: town, sort: -size}\ny: a\n").svg)
    assert found["B"].left < found["A"].left < found["C"].left
    ((place, message, _),) = drawn_of("mark: bar\nx: {field: town, sort: -color}\ny: a\n").told
    assert (place, message) == ("content/a.md:13:24", "this chart has no color to sort by")


RENT = "town,rent\nAlmby,1250\nBorg,1480\nCasta,1890\nDorf,2150\n"
RENTS = [1250, 1480, 1890, 2150]


def made(table: str, text: str) -> Drawn:
    return drawn("chart", f"data: t.csv\nalt: z\n{text}", files={"t.csv": table})


def shares(sizes: list[float]) -> list[float]:
    return [round(size / max(sizes), 2) for size in sizes]


@pytest.mark.parametrize("head", ["rent", "price", "people", "built_per_year", "sold"])
def test_measures_of_four_digits_are_lengths(head: str) -> None:
    table = RENT.replace("rent", head)
    upright = made(table, f"mark: bar\nx: town\ny: {head}\nlabels: true\n")
    lying = made(
        table, f'mark: bar\ny: {{field: town, sort: -x}}\nx: {{field: {head}, format: ",.0f"}}\n'
    )
    assert not upright.told
    assert not lying.told
    assert shares([each.height for each in bars(upright.svg)]) == shares([*map(float, RENTS)])
    assert sorted(shares([each.width for each in bars(lying.svg)])) == shares([*map(float, RENTS)])
    assert "2,150" in texts(upright.svg)


def test_a_column_called_year_is_a_length_beside_names() -> None:
    table = "town,year\nA,1250\nB,2150\n"
    chart = made(table, "mark: bar\nx: town\ny: year\n")
    assert shares([each.height for each in bars(chart.svg)]) == [0.58, 1.0]
    assert "2000" in texts(chart.svg)


@pytest.mark.parametrize("head", ["year", "Jahr", "Baujahr", "tax_year", "år", "année"])
def test_a_name_gives_years_bands_without_a_word(head: str) -> None:
    chart = made(f"{head},rent\n2001,1250\n2005,1480\n", f"mark: bar\nx: {head}\ny: rent\n")
    assert not chart.told
    one, other = bars(chart.svg)
    assert shares([one.height, other.height]) == [0.84, 1.0]
    assert one.width > 50
    assert {"2001", "2005", "1,400"} <= texts(chart.svg).keys()


def test_a_guess_that_changes_the_chart_is_told_once() -> None:
    table = "when,rent\n2001,1250\n2002,1480\n2003,1350\n"
    chart = made(table, "mark: bar\nx: when\ny: rent\n")
    ((place, message, hint),) = chart.told
    assert (place, message) == (
        "content/a.md:13:4",
        'the numbers of "when" are taken for years, and get a band each',
    )
    assert hint == '"when:O" says that they are years, "when:Q" that they are numbers'
    assert bars(chart.svg)[0].width > 50
    for said in ("when:O", "when:Q"):
        assert not made(table, f"mark: bar\nx: {said}\ny: rent\n").told


@pytest.mark.parametrize(
    "text",
    ["x: town\ny: number\n", "x: number\ny: town\n", "x: {field: number, format: ',d'}\ny: size\n",
     "x: size\ny: number\n", "x: number:Q\ny: size\n"],
)  # fmt: skip
def test_numbers_in_a_row_are_no_years_elsewhere(text: str) -> None:
    table = "town,number,size\nA,2001,1\nB,2002,2\nC,2003,3\n"
    chart = made(table, f"mark: bar\n{text}")
    assert not chart.told
    assert any(text.startswith("2,00") for text in texts(chart.svg))


def test_of_two_axes_of_years_one_is_the_length() -> None:
    table = "wave,year\n2001,2010\n2002,2020\n2003,2030\n"
    lying = bars(made(table, "mark: bar\nx: wave\ny: year\n").svg)
    assert shares([each.width for each in lying]) == [1.0, 1.0, 1.0]
    assert len({round(each.top) for each in lying}) == 3
