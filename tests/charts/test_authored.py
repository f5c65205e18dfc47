"""A pasted specification is read as it stands; what it says to vega-embed is taken, or told."""

import json
from typing import Any

import pytest

from generator.charts.authored import read_specification
from generator.data.tree import read_tree
from generator.problems.fault import Fault
from tests.charts.drawing import Drawn, drawn


def pasted(data: dict[str, Any]) -> dict[str, Any]:
    spec = {"data": data, "mark": "bar", "encoding": {"x": {"field": "a"}}}
    made: dict[str, Any] = read_specification(read_tree(json.dumps(spec))).spec["data"]
    return made


@pytest.mark.parametrize(
    ("values", "form", "expected"),
    [
        ("a,b\n1,x\n2,y", {"type": "csv"}, {}),
        ("a\tb\n1\tx\n2\ty", {"type": "tsv"}, {}),
        ("a|b\n1|x\n2|y", {"type": "dsv", "delimiter": "|"}, {}),
        ("1,x\n2,y", {"type": "csv", "header": ["a", "b"]}, {}),
        ("a,b\n1,x\n2,y", {"type": "csv", "parse": {"a": "number"}}, {"a": "number"}),
    ],
)
def test_a_table_in_the_specification_becomes_rows(
    values: str, form: dict[str, Any], expected: dict[str, str]
) -> None:
    data = pasted({"values": values, "format": form})
    assert data["values"] == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]
    assert data.get("format", {"parse": {}})["parse"] == expected


def test_its_fault_has_the_place_of_the_text() -> None:
    text = '{"mark": "bar",\n "data": {"values": "a,b\\n1", "format": {"type": "csv"}}}'
    with pytest.raises(Fault) as told:
        read_specification(read_tree(text))
    assert told.value.spot == (2, 21)


def test_json_and_rows_stay() -> None:
    for data in ({"values": [{"a": 1}]}, {"values": '[{"a": 1}]', "format": {"type": "json"}}):
        assert pasted(data) == data


FRENCH = {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0€"]}
TIMES = {
    "dateTime": "%A %e %B %Y à %X",
    "date": "%d/%m/%Y",
    "time": "%H:%M:%S",
    "periods": ["AM", "PM"],
    "days": ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
    "shortDays": ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
    "months": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
               "septembre", "octobre", "novembre", "décembre"],
    "shortMonths": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.",
                    "oct.", "nov.", "déc."],
}  # fmt: skip
ROWS = "d,v\n2025-01-06,1234.5\n2025-06-03,2500\n"


def embedded(options: dict[str, Any], language: str = "en", **more: Any) -> Drawn:
    spec = {
        "description": "A.",
        "data": {"name": "v.csv"},
        "mark": "line",
        "encoding": {
            "x": {"field": "d", "type": "temporal"},
            "y": {"field": "v", "type": "quantitative", "axis": {"format": "$,.1f"}},
        },
        "usermeta": {"embedOptions": options},
        **more,
    }
    text = json.dumps(spec, indent=1)
    return drawn("vega-lite", text, files={"v.csv": ROWS}, language=language)


@pytest.mark.parametrize("language", ["en", "de"])
def test_locales_of_embed_options_are_those_of_the_chart(language: str) -> None:
    figure = embedded({"formatLocale": FRENCH, "timeFormatLocale": TIMES}, language)
    assert figure.told == []
    assert ">2\u00a0500,0\u00a0€<" in figure.svg
    assert ">juin<" in figure.svg
    assert figure.figure.table
    table = figure.store[figure.figure.table.html.digest].decode()
    assert ">1\u00a0234,5\u00a0€<" in table
    assert "juin 2025" in table


def test_a_locale_may_be_the_name_of_a_language() -> None:
    figure = embedded({"formatLocale": "fr-FR", "timeFormatLocale": "fr-FR"})
    assert ">2\u202f500,0\u00a0$<" in figure.svg
    assert ">juin<" in figure.svg


def test_the_config_of_the_chart_goes_before() -> None:
    own = {"locale": {"number": {**FRENCH, "decimal": "·"}}}
    figure = embedded({"formatLocale": FRENCH}, config=own)
    assert ">2\u00a0500·0\u00a0€<" in figure.svg


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("theme", "dark", "embedOptions.theme is not taken"),
        ("config", {"background": "red"}, "embedOptions.config is not taken"),
        ("formatLocale", "xx", "formatLocale is no locale"),
        ("timeFormatLocale", 7, "timeFormatLocale is no locale"),
    ],
)
def test_what_would_change_the_picture_is_told(key: str, value: Any, message: str) -> None:
    (told,) = embedded({key: value}).made.problems
    assert (told.message, told.severity) == (message, "warning")
    assert told.source.strip().startswith(f'"{key}": ')


def test_what_stands_around_the_picture_means_nothing() -> None:
    options = {"actions": False, "renderer": "canvas", "mode": "vega-lite", "scaleFactor": 2}
    assert embedded(options).told == []


def test_altair_passes_on_what_it_is_told_to_embed() -> None:
    code = (
        '#| alt: A.\n#| data: v.csv\nalt.renderers.set_embed_options(format_locale="fr-FR")\n'
        "alt.Chart(v).mark_point().encode(x='d:T', y=alt.Y('v:Q').axis(format='$,.1f'))\n"
    )
    figure = drawn("altair", code, files={"v.csv": ROWS})
    assert figure.told == []
    assert ">2\u202f500,0\u00a0$<" in figure.svg
