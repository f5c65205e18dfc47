"""The browser comes to the same values, and writes them in the same way."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import json
from playwright.sync_api import Browser, Page

import generator.charts
from generator.charts.vega.language import form_for_d3, in_language
from generator.data.locales import ENGLISH, Locale, locale_of
from generator.data.moments import Moment, read_moment
from generator.data.numbers import format_number, is_format
from generator.data.prose.render import write_value
from generator.data.prose.rows import Value
from generator.data.prose.values import Movable, Param
from tests.data.prose.writing import written
from tests.serving import STRICT_HEADERS, ServeFolder

SCRIPTS = Path(generator.charts.__file__).parent / "browser"
NOTHING = "\u2013"
EXPRESSIONS = [
    "fees.at(fee=#c.fee, year=25).value | money",
    'fees.at(fee=#c.fee, year=#c.years).value * 1000 | money("kr", 0)',
    'fees.at(fee=#c.fee, day="2020-04-15").kind',
    'fees.at(day=#c.day).value | money("€")',
    "fees.where(fee<=#c.fee).value.sum()",
    "fees.where(fee>=#c.fee).value.mean() | number",
    "fees.where(fee!=#c.fee).value.median()",
    "fees.where(fee<#c.fee).value.min()",
    "fees.where(fee>#c.fee).value.max()",
    "fees.where(fee>#c.fee).value.count() + fees.where(fee=#c.fee).count()",
    "fees.where(fee>#c.fee).kind.first()",
    "fees.where(fee=#c.fee).value.last()",
    "fees.where(kind=#c.kind, year=25).value.max() | compact",
    "fees.where(cheap=#c.on).count()",
    "fees.where(fee=#c.fee).day.max()",
    'fees.where(fee=#c.fee).day.min() | date("%b %y, %A %-m/%d %H:%M %%")',
    "fees.day.max() - fees.where(fee=#c.fee).day.min()",
    "fees.where(day>=#c.day).count()",
    'fees.where(fee=#c.fee).day.max() > "2020-03-01"',
    "#c.fee + 2 ** #c.fee - 7 % #c.fee * -#c.fee / 3",
    "-7 % #c.fee | number(3)",
    "1 / (#c.fee - 1)",
    "(#c.fee - 1.5) ** 0.5",
    "round(#c.fee * 1.25, 1) + round(0 - #c.fee * 2.5)",
    "sqrt(#c.fee) + log(#c.fee) + exp(#c.fee) + abs(0 - #c.fee)",
    "floor(#c.fee / 3) + ceil(#c.fee / 3) + min(#c.fee, 1) + max(#c.fee, 1, 2)",
    "fv((#c.fee - 1) / 1200, 300, #c.fee) + fv(#c.fee / 12, #c.fee, 1)",
    "#c.fee = 0.1 + 0.1",
    "#c.fee != 1",
    "#c.fee <= 1",
    '#c.kind = "bank"',
    "#c.kind",
    "#c.on",
    "#c.fee / 100 | percent",
    "100 * 1.0825 ** #c.years | number",
]
LANGUAGES = ("en", "de", "de-CH", "sv", "fr", "es", "pl", "pt-BR", "tr", "ja", "hi", "ar", "he")
WRITTEN = pytest.mark.parametrize("language", LANGUAGES)
SETTINGS: list[dict[str, Any]] = [
    {"fee": fee, "years": years, "kind": kind, "day": day, "on": on}
    for fee, years, kind, day, on in (
        (0.2, 25, "fund", "2020-02-15", True),
        (1, 0, "bank", "2020-04-15", False),
        (1.0000000000001, 25, "bank", "2020-01-15", True),
        (2, 25, "bank", "2020-06-15T00:00", True),
        (2.5, 7, "none", "2021-01-01", False),
    )
]
FORMATS: list[list[Any]] = [
    [],
    ["number"],
    ["number", 0],
    ["number", 2],
    ["money"],
    ["money", "€", 1],
    ["money", "SEK"],
    ["percent"],
    ["percent", 0],
    ["compact"],
    ["compact", 1],
]
NUMBERS = [
    *(0, 1, -1, 0.5, 1.5, 2.5, -2.5, 0.005, 1.005, 99.995, 100, 999.5, 999_949, 999_950, 1e6),
    *(1234567.891, 1e9, 2.5e12, 1e15, 1e21, 1e-6, 1e-7, -0.0001, 1 / 3, 2 / 3, 0.1 + 0.2),
]
D3 = [",", ".2f", ",.0f", "$,.0f", ".1%", ".0%", "d", ",d", ".3~f", "$,.2~f", "%", "f"]


@pytest.fixture(scope="module")
def numbers() -> list[float]:
    chance = random.Random(7)
    spread = [chance.uniform(-1, 1) * 10.0 ** chance.randint(-6, 13) for _ in range(400)]
    return [*map(float, NUMBERS), *spread]


@pytest.fixture
def page(browser: Browser, tmp_path: Path, serve_folder: ServeFolder) -> Iterator[Page]:
    (tmp_path / "scripts").symlink_to(SCRIPTS)
    (tmp_path / "index.html").write_text("<!doctype html><title>Values</title>")
    opened = browser.new_page()
    opened.goto(serve_folder(tmp_path, headers=STRICT_HEADERS))
    yield opened
    opened.close()


def as_json(locale: Locale) -> Any:
    """Return a locale as the browser gets it: English it knows."""
    return None if locale is ENGLISH else json.decode(json.encode(locale))


def params(settings: dict[str, Any]) -> tuple[Movable, ...]:
    made = tuple(Param(name, json.encode(value).decode()) for name, value in settings.items())
    return (Movable("c", made, live=True),)


def test_the_browser_comes_to_the_same_values(page: Page) -> None:
    asked, expected = [], []
    starts = written(*EXPRESSIONS, figures=params(SETTINGS[0])).made.value
    assert starts is not None
    for settings in SETTINGS:
        texts = written(*EXPRESSIONS, figures=params(settings)).made.value
        assert texts is not None
        for start, here, expression in zip(starts, texts, EXPRESSIONS, strict=True):
            # What has no value where the build starts is tried from where it has one.
            follows = start.follows or here.follows
            if follows is not None:
                asked.append([follows.expression, follows.format, settings])
                expected.append((expression, here.text or NOTHING))
    found = page.evaluate(
        """async (asked) => {
          const { written } = await import("/scripts/values.js");
          return asked.map(([term, format, settings]) =>
            written(JSON.parse(term), JSON.parse(format), (_, name) => settings[name]));
        }""",
        asked,
    )
    assert list(zip([one for one, _ in expected], found, strict=True)) == expected
    told = [text for _, text in expected]
    assert len(set(told)) > 60
    assert NOTHING in told


def test_the_browser_knows_english(page: Page) -> None:
    found = page.evaluate("import('/scripts/format.js').then(({ ENGLISH }) => ENGLISH)")
    assert len(found) > 10
    told = json.decode(json.encode(ENGLISH))
    assert found == {name: told[name] for name in found}


@WRITTEN
def test_the_browser_writes_numbers_in_the_same_way(
    page: Page, numbers: list[float], language: str
) -> None:
    locale = locale_of(language)
    asked = [(value, form) for value in numbers for form in FORMATS if value < 1e21 or not form]
    found = page.evaluate(
        """async ([asked, locale]) => {
          const { write } = await import("/scripts/format.js");
          return asked.map(([value, form]) => write(value, form, locale ?? undefined));
        }""",
        [asked, as_json(locale)],
    )
    expected = [write_value(value, form, locale) for value, form in asked]
    assert list(zip(asked, found, strict=True)) == list(zip(asked, expected, strict=True))


@WRITTEN
def test_the_browser_writes_dates_in_the_same_way(page: Page, language: str) -> None:
    locale = locale_of(language)
    days = ["2020-02-29", "1999-12-31T23:59:59", "1066-10-14", "2026-06-05T08:07+02:00"]
    patterns = ["%-d %B %Y", "%d.%m.%y", "%A %a %b %H:%M", "%-m %-H %% %Q", "%B", locale.month]
    forms = [["date"], *(["date", pattern] for pattern in patterns)]
    moments: list[Value] = [read_moment(day) for day in days]
    found = page.evaluate(
        """async ([days, forms, locale]) => {
          const { write } = await import("/scripts/format.js");
          return days.flatMap((day) => forms.map((form) =>
            write(new Date(day), form, locale ?? undefined)));
        }""",
        [[each.milliseconds for each in moments if isinstance(each, Moment)], forms,
         as_json(locale)],
    )  # fmt: skip
    assert found == [write_value(each, form, locale) for each in moments for form in forms]


@pytest.fixture(scope="module")
def vega() -> bytes:
    from generator.charts.bundle.runtime import runtime
    from generator.charts.figure import RuntimeParts

    return runtime(RuntimeParts(()), lambda _: b"").blobs[0]


@pytest.fixture
def runtime_page(
    vega: bytes, tmp_path: Path, browser: Browser, serve_folder: ServeFolder
) -> Iterator[Page]:
    (tmp_path / "vega.js").write_bytes(vega)
    (tmp_path / "index.html").write_text("<!doctype html><title>Values</title>")
    opened = browser.new_page()
    opened.goto(serve_folder(tmp_path))
    yield opened
    opened.close()


@pytest.mark.parametrize("currency", ["", "€", "SEK"])
def test_charts_write_numbers_as_prose_and_tables_do(
    numbers: list[float], runtime_page: Page, currency: str
) -> None:
    assert all(is_format(form) for form in D3)
    # Beyond these d3 writes some forms with an exponent, which nobody reads gladly.
    usual = [value for value in numbers if value == 0 or 1e-6 <= abs(value) < 1e12][:200]
    forms = [form.replace("$", currency or "$") for form in D3]
    for language in LANGUAGES:
        locale = locale_of(language)
        # d3 has one sign for both: beside a currency that of percent stands behind.
        odd = {"$"} if not currency else {"%"}
        fit = [form for form in forms if not locale.percent[0] or odd.isdisjoint(form)]
        asked = [(value, form) for value in usual for form in fit]
        found = runtime_page.evaluate(
            """async ([spec, asked]) => {
              const { View, parse, interpret } = await import("/vega.js");
              const view = new View(parse(spec, null, { ast: true }), { expr: interpret });
              return asked.map(([value, form]) => view.locale().format(form)(value));
            }""",
            [
                in_language({"marks": []}, locale, currency),
                [(value, form_for_d3(form, locale, currency)) for value, form in asked],
            ],
        )
        expected = [format_number(value, form, locale) for value, form in asked]
        told = zip(asked, found, strict=True)
        assert list(told) == list(zip(asked, expected, strict=True)), language
