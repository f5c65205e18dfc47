"""A chart's axes, tooltips and legends are in the language of its page, and say its currency."""

import re
from typing import Any

import pytest
from msgspec import json

from tests.charts.drawing import Drawn, drawn

DAYS = "day,fee\n2025-01-06,1234.5\n2025-03-03,-2500\n"
CHART = "data: days.csv\nmark: {mark}\nx: {x}\ny: {{field: fee, format: '{format}'}}\nalt: A.\n"


def chart(
    language: str, form: str = ",", x: str = "day", mark: str = "line", rows: str = DAYS
) -> Drawn:
    text = CHART.format(mark=mark, x=x, format=form)
    figure = drawn("chart", text, files={"days.csv": rows}, language=language)
    assert figure.made.value is not None, figure.told
    return figure


def texts(figure: Drawn) -> list[str]:
    return re.findall(r">([^<>]+)</text>", figure.svg)


def locale_in(figure: Drawn) -> dict[str, Any]:
    found: dict[str, Any] = json.decode(figure.spec)["config"].get("locale", {})
    return found


@pytest.mark.parametrize(
    ("language", "ticks"),
    [
        ("en", {"Jan 12", "June", "Feb 09"}),
        ("en-US", {"Jan 12", "June", "Feb 9"}),
        ("de", {"12. Jan.", "Juni", "9. März"}),
        ("sv", {"12 jan.", "juni", "9 feb."}),
        ("pl", {"12 sty", "czerwiec", "9 lut"}),
        ("ja", {"1月12日", "6月", "2月9日"}),
        ("ar", {"12 يناير", "يونيو", "9 فبراير"}),
    ],
)
def test_ticks_of_time_are_in_the_order_of_their_language(language: str, ticks: set[str]) -> None:
    assert ticks <= set(texts(chart(language, rows="day,fee\n2025-01-06,1\n2025-06-03,2\n")))


def test_hours_and_days_of_an_axis_are_in_their_language() -> None:
    rows = "day,fee\n2025-01-06T06:00,1\n2025-01-08T06:00,2\n"
    assert {"12:00", "Di., 7."} <= set(texts(chart("de", rows=rows)))


@pytest.mark.parametrize(
    ("unit", "language", "ticks"),
    [
        ("yearmonth", "de", {"Jan 2025", "Mär 2025"}),
        ("yearmonth", "ru", {"янв. 2025\u202fг."}),
        ("yearquarter", "fr", {"T1 2025"}),
        ("yearmonth", "ja", {"2025年1月"}),
        ("yearmonthdate", "sv", {"22 jan. 2025"}),
        ("monthdate", "de", {"15. Jan."}),
        ("month", "pl", {"sty", "mar"}),
    ],
)
def test_units_of_time_are_in_their_language(unit: str, language: str, ticks: set[str]) -> None:
    found = texts(chart(language, x=f"{{field: day, timeUnit: {unit}}}", mark="point"))
    assert ticks <= {each.strip() for each in found}


@pytest.mark.parametrize(
    ("language", "form", "tick"),
    [
        ("en", "$,.0f", "−$2,000"),
        ("en", "€,.0f", "−€2,000"),
        ("en", "kr,.0f", "−2,000\u00a0kr"),
        ("de", "$,.0f", "−2.000\u00a0$"),
        ("de", "€,.0f", "−2.000\u00a0€"),
        ("de-CH", "CHF,.0f", "−CHF\u00a02’000"),
        ("sv", "kr,.0f", "−2\u00a0000\u00a0kr"),
        ("tr", ".0%", "−%200000"),
        ("en-IN", "₹,.0f", "−₹2,000"),
    ],
)
def test_a_format_says_its_currency(language: str, form: str, tick: str) -> None:
    figure = chart(language, form)
    assert tick in texts(figure)
    assert figure.figure.table
    cells = figure.store[figure.figure.table.html.digest].decode().replace("&#x27;", "'")
    assert f">{tick.replace('000', '500', 1) if '%' not in tick else '−%250000'}</td>" in cells


def test_a_chart_has_one_currency() -> None:
    text = (
        "data: days.csv\nmark: bar\nx: {field: fee, format: '$,.0f'}\n"
        "y: {field: fee, format: '€,.0f'}\nalt: A.\n"
    )
    figure = drawn("chart", text, files={"days.csv": DAYS})
    assert figure.told == [
        ("content/a.md:13:25", "a chart has one currency, and $ comes first",
         "say it in the title, and write the number by a format such as ,.2f"),
    ]  # fmt: skip


def test_english_has_no_locale_and_other_languages_have_the_words_they_need() -> None:
    assert locale_in(chart("en")) == {}
    found = locale_in(chart("pl"))
    assert found["number"]["thousands"] == "\u00a0"
    assert found["time"]["months"][2] == "marzec"
    assert found["time"]["days"][0] == "niedziela"
    dated = chart("pl", x="{field: day, axis: {format: '%-d %B'}}")
    assert locale_in(dated)["time"]["months"][2] == "marca"


def test_what_an_author_says_of_the_locale_goes_before() -> None:
    spec = {
        "data": {"values": [{"a": 1234.5}]},
        "mark": {"type": "text"},
        "encoding": {"text": {"field": "a", "type": "quantitative", "format": ",.1f"}},
        "config": {
            "locale": {
                "number": {"decimal": "·", "thousands": ".", "grouping": [3], "currency": ["", ""]}
            }
        },
        "description": "A.",
    }
    figure = drawn("vega-lite", json.encode(spec).decode(), language="de")
    assert "1.234·5" in texts(figure)


def test_what_is_computed_when_the_site_is_built_is_in_its_language() -> None:
    rows = "a,b\n" + "".join(f"{at % 7 + 0.5},{at}\n" for at in range(2000))
    spec = {
        "data": {"name": "days.csv"},
        "transform": [
            {"calculate": "format(datum.a, '.1f')", "as": "t"},
            {"aggregate": [{"op": "count", "as": "n"}], "groupby": ["t"]},
        ],
        "mark": "bar",
        "encoding": {"x": {"field": "t", "type": "nominal"},
                     "y": {"field": "n", "type": "quantitative"}},
        "description": "A.",
    }  # fmt: skip
    figure = drawn("vega-lite", json.encode(spec).decode(), files={"days.csv": rows}, language="de")
    assert "2,5" in texts(figure)
    assert b'"2,5"' in figure.spec


def test_tooltips_are_in_the_language_of_the_page() -> None:
    assert "%-d. %b %Y" in chart("de", mark="bar").spec.decode()
    assert "%b %d, %Y" not in chart("de", mark="bar").spec.decode()


@pytest.mark.parametrize("form", [",", "€,"])
def test_a_format_without_decimals_writes_no_exponent_along_an_axis(form: str) -> None:
    found = texts(chart("en", form, rows="day,fee\n2025-01-06,12000\n2025-06-03,22500\n"))
    assert f"{form[:-1]}10,000" in found
    assert not any("e+" in each for each in found)
