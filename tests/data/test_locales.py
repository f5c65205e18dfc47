"""A language that is added to the one table is used by all that write dates and numbers."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from generator.charts.bundle.runtime import runtime
from generator.charts.figure import RuntimeParts
from generator.data.locales import ENGLISH, is_known_language, locale_of
from generator.engine import Step
from generator.pages.outputs import PageRender
from generator.pages.templates import render
from tests.charts.drawing import drawn
from tests.charts.test_live import SCRIPTS, Visit, page_of
from tests.serving import STRICT_HEADERS, ServeFolder
from tests.small_sites import small_site, source
from tests.themes.made_up import compiled

TEXT = """\
```data {#fees}
day,fee,many
2025-03-01,0.25,1234567
2025-10-02,1.5,7
```

{{ fees.day.min() }}; {{ fees.day.max() | date("%A, %b") }}; {{ fees.fee.min() | percent }};
{{ fees.many.max() | number }}; {{ fees.many.max() | compact }};
{{ fees.many.max() | money("€", 2) }}; {{ fees.fee.max() }}
"""
ROWS = "day,fee,many\n2025-03-01,0.25,1234567\n2025-10-02,1.5,7\n"
CHART = "data: fees.csv\nmark: line\nx: day\ny: many\nalt: A line.\n"
INFOGRAPHIC = "data: fees.csv\nalt: Words.\npanels:\n  - art: a.svg.jinja\n    alt: Words.\n"
ART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 60">'
    '<text x="9" y="40" font-size="24" fill="#777">'
    "{{ fees[1].day | date }}; {{ fees[1].fee | number(2) }}</text></svg>"
)
TEMPLATE = (
    '{{ day | date }}; {{ day | date("short") }}, {{ day | date("day") }}; {{ "2025-05" | date }};'
    ' {{ "2025-10" | date("short") }}; {{ day | date("%a %j %%B") }}'
)
DATES = {
    "en": "1 March 2025; 1 Mar 2025, 1 Mar; May 2025; Oct 2025; Sat 060 %B",
    "de-AT": "1. März 2025; 1. März 2025, 1. März; Mai 2025; Okt 2025; Sa. 060 %B",
}
PROSE = {
    "en": "1 March 2025; Thursday, Oct; 25%;\n1,234,567; 1.23M;\n€1,234,567.00; 1.5",
    "de-AT": "1. März 2025; Donnerstag, Okt; 25\u00a0%;\n1.234.567; 1,23\u00a0Mio.;\n"
    "€\u00a01.234.567,00; 1,5",
}
CELLS = {
    "en": ["1 Mar 2025", "1,234,567", "2 Oct 2025", "7"],
    "de-AT": ["1. März 2025", "1.234.567", "2. Okt. 2025", "7"],
}
IN_ART = {"en": "2 October 2025; 1.50", "de-AT": "2. Oktober 2025; 1,50"}
LANGUAGES = pytest.mark.parametrize("language", ["en", "de-AT"])


def test_english_is_written_where_a_language_is_not_known() -> None:
    assert locale_of("en") is ENGLISH
    assert locale_of("xx-YY") is ENGLISH
    assert locale_of("de_AT").short_months[0] == "J\u00e4n."


@pytest.mark.parametrize(
    ("language", "is_known"),
    [("en", True), ("en-ZZ", True), ("de-ZZ", True), ("zh-Hant", True), ("no", True), ("xx", False),
     ("germna", False)],
)  # fmt: skip
def test_a_language_is_known_where_cldr_has_it(language: str, is_known: bool) -> None:
    assert is_known_language(language) is is_known


def test_english_needs_no_babel() -> None:
    code = (
        "import sys; from generator.data.locales import *; from generator.data.words import *;"
        "locale_of('en'); is_known_language('en'); plurals_of('en'); categories_of('en-GB');"
        "assert 'babel' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@LANGUAGES
def test_values_in_prose_are_in_the_language_of_the_site(tmp_path: Path, language: str) -> None:
    site = small_site(tmp_path, {"content/posts/tea.md": source(TEXT)}, f"language: {language}\n")
    site.made()
    assert PROSE[language] in site.text("posts/tea/index.html")
    contents = (output.content for output in site.assembled()[1].outputs)
    pages = [each.value for each in contents if isinstance(each, Step)]
    told = {page.templates.language for page in pages if isinstance(page, PageRender)}
    assert told == {language}


@LANGUAGES
def test_the_dates_of_templates_are_in_the_language_of_the_site(language: str) -> None:
    templates, known = compiled({"post.html": TEMPLATE.encode()}, language=language)
    values = {"day": "2025-03-01T10:00:00+00:00"}
    assert render(templates, "post.html", values, known.__getitem__) == DATES[language]


@LANGUAGES
def test_the_table_under_a_figure_is_in_the_language_of_the_site(language: str) -> None:
    figure = drawn("chart", CHART, files={"fees.csv": ROWS}, language=language)
    assert figure.figure.table
    page = figure.store[figure.figure.table.html.digest].decode()
    assert html.fromstring(page).xpath("//tbody/tr/*/text()") == CELLS[language]


@pytest.mark.parametrize(
    ("language", "ticks"), [("en", ("800,000", "Mar 30")), ("de-AT", ("800.000", "30. März"))]
)
def test_the_axes_of_a_figure_are_in_the_language_of_the_site(
    language: str, ticks: tuple[str, str]
) -> None:
    figure = drawn("chart", CHART, files={"fees.csv": ROWS}, language=language)
    assert all(f">{tick}<" in figure.svg for tick in ticks), figure.svg
    assert (b"Dezember" in figure.spec) is (language == "de-AT")


@pytest.mark.slow
def test_a_figure_stays_in_its_language_when_it_comes_alive(
    tmp_path: Path, browser: Browser, serve_folder: ServeFolder
) -> None:
    figures = {"c": drawn("chart", CHART, files={"fees.csv": ROWS}, language="de-AT")}
    made = runtime(RuntimeParts(figures["c"].figure.parts), lambda _: b"")
    shutil.copytree(SCRIPTS, tmp_path / "charts")
    (tmp_path / "vega.js").write_bytes(made.blobs[0])
    (tmp_path / "style.css").write_text("")
    (tmp_path / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (tmp_path / "c.json").write_bytes(figures["c"].spec)
    (tmp_path / "index.html").write_text(page_of(figures))
    visit = Visit(browser)
    visit.page.goto(serve_folder(tmp_path, headers=STRICT_HEADERS))
    visit.wait("c")
    words = visit.page.eval_on_selector_all("#c text", "all => all.map(each => each.textContent)")
    heard = visit.page.eval_on_selector_all(
        "#c [aria-label]", "all => all.map(each => each.getAttribute('aria-label'))"
    )
    visit.page.close()
    assert {"800.000", "30. März"} <= set(words)
    assert {"day", "many"} <= set(heard)
    assert not any("titled" in each for each in heard)


@LANGUAGES
def test_the_art_of_an_infographic_is_in_the_language_of_the_site(language: str) -> None:
    files = {"fees.csv": ROWS}
    figure = drawn("infographic", INFOGRAPHIC, files=files, art={"a.svg.jinja": ART},
                   language=language)  # fmt: skip
    assert figure.made.problems == ()
    assert any(IN_ART[language].encode() in raw for raw in figure.store.values())
