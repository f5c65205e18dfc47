"""Titles that a person would write, in what is drawn."""

import pytest

from generator.charts.titles import spoken, title_of
from tests.charts.drawing import drawn
from tests.charts.shapes import texts
from tests.spoken import spoken as words_of

WORDS = words_of("en")[0].words

FILES = {"t.csv": "town,temp_max,Price [EUR],day\nA,1,2,2024-01-01\nB,3,4,2024-02-01\n",
         "a.csv": "a,b\nfirst,1\nsecond,2\n"}  # fmt: skip
DATA = "data: t.csv\nalt: z\n"


def found(text: str, kind: str = "chart") -> set[str]:
    chart = drawn(kind, text, files=FILES)
    assert not chart.told
    return set(texts(chart.svg))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("temp_max", "temp max"), ("tempMax", "temp max"), ("value", "value"), ("GDP", "GDP"),
        ("Miles_per_Gallon", "Miles per Gallon"), ("Price [EUR]", "Price [EUR]"), ("pH", "pH"),
        ("price (EUR)", "price (EUR)"), ("iPhone", "iPhone"), ("_", "_"),
        ("JavaScript", "JavaScript"), ("år_för_år", "år för år"),
    ],
)  # fmt: skip
def test_a_columns_name_in_words(name: str, words: str) -> None:
    assert spoken(name) == words


def test_what_is_computed_is_said() -> None:
    assert title_of({"aggregate": "count"}, WORDS) == "Number of rows"
    assert title_of({"aggregate": "mean", "field": "temp_max"}, WORDS) == "Mean of temp max"
    assert title_of({"aggregate": {"argmax": "a"}, "field": "b"}, WORDS) == ""
    assert title_of({"value": 1}, WORDS) == ""
    assert title_of({"field": "a\\.b"}, WORDS) == "a.b"


def test_axes_of_the_short_form_are_titled_in_words() -> None:
    assert {"Number of rows", "month"} <= found(f"{DATA}mark: bar\nx: month(day)\ny: count()\n")
    assert "Mean of temp max" in found(f"{DATA}mark: bar\nx: town\ny: mean(temp_max)\n")
    assert "temp max" in found(f"{DATA}mark: bar\nx: bin(temp_max)\ny: count()\n")
    assert "town" in found(f"{DATA}mark: point\nx: temp_max\ny: temp_max\ncolor: town\n")


def test_a_written_title_stays() -> None:
    stated = found(f"{DATA}mark: bar\nx: town\ny: {{field: temp_max, title: temp_max}}\n")
    assert "temp_max" in stated
    assert "town" not in found(f"{DATA}mark: bar\nx: {{field: town, title: null}}\ny: temp_max\n")


def test_an_axis_is_not_titled_where_the_charts_title_says_it() -> None:
    said = found(f"{DATA}title: Highest temp max, by town\nmark: bar\nx: town\ny: max(temp_max)\n")
    assert not said & {"town", "Highest temp max"}
    assert "temp max" in found(f"{DATA}title: Temperature\nmark: point\nx: day\ny: temp_max\n")


def test_a_column_of_a_letter_is_not_what_a_title_says() -> None:
    text = "data: a.csv\nalt: z\ntitle: A simple chart\nmark: bar\nx: a\ny: b\n"
    assert {"a", "b"} <= found(text)


LAYERS = """#| alt: z
{"data": {"url": "t.csv"}, "encoding": {"x": {"field": "town", "type": "nominal"}}, "layer": [
 {"mark": "bar", "encoding": {"y": {"field": "temp_max", "type": "quantitative"%s}}},
 {"mark": "rule", "encoding": {"y": {"field": "temp_max", "type": "quantitative",
  "aggregate": "mean"}, "x": null}}]%s}"""


def test_layers_of_a_specification_are_joined_as_before_but_in_words() -> None:
    assert "temp max, Mean of temp max" in found(LAYERS % ("", ""), "vega-lite")
    assert "Warmth" in found(LAYERS % (', "title": "Warmth"', ""), "vega-lite")
    assert "Warmth" in found(LAYERS % (', "axis": {"title": "Warmth"}', ""), "vega-lite")


def test_an_author_who_chose_how_titles_are_made_keeps_them() -> None:
    config = ', "config": {"fieldTitle": "functional"}'
    assert "temp_max, MEAN(temp_max)" in found(LAYERS % ("", config), "vega-lite")


@pytest.mark.parametrize(
    ("language", "count", "mean"),
    [
        ("de", "Anzahl der Zeilen", "Mittelwert: temp max"),
        ("sv", "Antal rader", "Medelvärde: temp max"),
        ("ar", "عدد الصفوف", "متوسط temp max"),
        ("ja", "行数", "temp maxの平均"),
    ],
)
def test_titles_and_tables_are_in_the_language_of_the_page(
    language: str, count: str, mean: str
) -> None:
    for y, title in (("count()", count), ("mean(temp_max)", mean)):
        text = f"{DATA}mark: bar\nx: town\ny: {y}\n"
        chart = drawn("chart", text, files=FILES, language=language)
        assert title in texts(chart.svg)
        assert chart.figure.table
        assert title in chart.store[chart.figure.table.html.digest].decode()
