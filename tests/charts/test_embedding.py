"""What is said to vega-embed in a pasted specification is taken, or told with its place."""

from typing import Any

import pytest
from msgspec import json

from tests.charts.drawing import Drawn, drawn

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
    text = json.format(json.encode(spec), indent=1).decode()
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
