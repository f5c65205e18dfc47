"""The default theme in a browser, under a strict policy and without a script."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.serving import STRICT_HEADERS, ServeFolder
from tests.themes.made_up import PAGES, pages_in, style_of
from tests.themes.palette import DEFAULT

WIDTHS = (320, 390, 820, 1088, 1440, 1920)
ART = '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="675"/>'
BOUNDS = """selector => {
  const {left, right, top, width} = document.querySelector(selector).getBoundingClientRect();
  return {left, right, top, width};
}"""
LETTERS_PER_LINE = """() => {
  const text = document.querySelector('.prose p').lastChild;
  const range = document.createRange();
  range.selectNodeContents(text);
  return text.length / range.getClientRects().length;
}"""


@pytest.fixture
def address(serve_folder: ServeFolder, tmp_path: Path) -> str:
    return served("default", serve_folder, tmp_path)


def served(theme: str, serve_folder: ServeFolder, tmp_path: Path) -> str:
    """Serve a page of each layout of a theme."""
    (tmp_path / "theme.css").write_text(style_of(theme), encoding="utf-8")
    (tmp_path / "favicon.svg").write_bytes((DEFAULT / "assets/img/favicon.svg").read_bytes())
    (tmp_path / "art.svg").write_text(ART)
    for name, write in pages_in(theme).items():
        if name != "redirect":
            (tmp_path / f"{name}.html").write_text(write(), encoding="utf-8")
    return serve_folder(tmp_path, headers=STRICT_HEADERS)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    tab = browser.new_page(color_scheme="light", reduced_motion="reduce")
    yield tab
    tab.close()


def resize(tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})


def bounds(tab: Page, selector: str) -> dict[str, float]:
    found: dict[str, float] = tab.evaluate(BOUNDS, selector)
    return found


@pytest.mark.parametrize("theme", ["default", "desk", "essay"])
def test_no_page_is_wider_than_its_window_or_breaks_the_policy(
    tab: Page, theme: str, serve_folder: ServeFolder, tmp_path: Path
) -> None:
    address = served(theme, serve_folder, tmp_path)
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    for name in PAGES.keys() - {"redirect"}:
        tab.goto(f"{address}{name}.html")
        for width in WIDTHS:
            resize(tab, width)
            over = tab.evaluate("document.scrollingElement.scrollWidth - innerWidth")
            assert over <= 0, f"{name} at {width}"
    assert complaints == []


def test_notes_stand_in_the_margin_of_a_wide_screen(tab: Page, address: str) -> None:
    resize(tab, 1440)
    tab.goto(f"{address}post.html")
    note, prose = bounds(tab, "#note-1"), bounds(tab, ".prose")
    assert note["left"] > prose["right"]
    assert not tab.locator("#note-1-toggle").is_visible()


def test_notes_open_in_place_on_a_phone_without_a_script(browser: Browser, address: str) -> None:
    phone: BrowserContext = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    tab = phone.new_page()
    tab.goto(f"{address}post.html")
    assert not tab.locator("#note-1").is_visible()
    tab.locator("label[for=note-1-toggle]").click()
    assert tab.locator("#note-1").is_visible()
    phone.close()


def test_a_note_is_opened_by_keyboard_and_shows_its_focus(tab: Page, address: str) -> None:
    resize(tab, 390)
    tab.goto(f"{address}post.html")
    tab.locator("#note-1-toggle").focus()
    tab.keyboard.press("Space")
    label = tab.locator("label[for=note-1-toggle]")
    assert tab.locator("#note-1").is_visible()
    assert label.evaluate("label => getComputedStyle(label).outlineStyle") == "solid"


def test_the_first_key_offers_to_skip_to_the_content(tab: Page, address: str) -> None:
    tab.goto(f"{address}home.html")
    tab.keyboard.press("Tab")
    assert bounds(tab, ".skip")["width"] > 50
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "content"


def test_one_ring_stands_around_the_field_of_the_search_and_its_button(
    tab: Page, address: str
) -> None:
    tab.goto(f"{address}search.html")
    tab.locator("main [name=q]").focus()
    rings = "each => getComputedStyle(each).outlineStyle"
    assert tab.locator("main .search-form").evaluate(rings) == "solid"
    assert tab.locator("main [name=q]").evaluate(rings) == "none"


@pytest.mark.parametrize(
    ("language", "style"), [("ar", "normal"), ("ja", "normal"), ("de", "italic")]
)
def test_scripts_without_italics_have_none(
    tab: Page, serve_folder: ServeFolder, tmp_path: Path, language: str, style: str
) -> None:
    tab.goto(f"{served('essay', serve_folder, tmp_path)}post.html")
    tab.evaluate("language => { document.documentElement.lang = language; }", language)
    for selector in (".brand", ".standfirst", ".toc em"):
        assert tab.locator(selector).evaluate("each => getComputedStyle(each).fontStyle") == style


@pytest.mark.parametrize(("language", "is_larger"), [("ar", False), ("de", True)])
def test_letters_that_join_have_no_initial(
    tab: Page, serve_folder: ServeFolder, tmp_path: Path, language: str, *, is_larger: bool
) -> None:
    tab.goto(f"{served('essay', serve_folder, tmp_path)}post.html")
    tab.evaluate("language => { document.documentElement.lang = language; }", language)
    tab.evaluate("document.body.className = 'page-post'")
    initial = "each => getComputedStyle(each, '::first-letter').initialLetter"
    assert (tab.locator(".prose > p").first.evaluate(initial) != "normal") is is_larger


@pytest.mark.parametrize("width", [820, 1440])
def test_lines_are_of_readable_length(tab: Page, address: str, width: int) -> None:
    resize(tab, width)
    tab.goto(f"{address}post.html")
    tab.locator(".prose p").first.evaluate(
        "(p, text) => { p.textContent = text.repeat(20) }",
        "One year ago I had nothing on the market and slept well. ",
    )
    assert 55 <= tab.evaluate(LETTERS_PER_LINE) <= 80


@pytest.mark.parametrize("width", [1100, 1440])
def test_figures_are_as_wide_as_they_ask(tab: Page, address: str, width: int) -> None:
    resize(tab, width)
    tab.goto(f"{address}post.html")
    text, wide, full = (bounds(tab, f"#f-{size}")["width"] for size in ("text", "wide", "full"))
    assert text == 680
    assert text < wide < full <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_take_the_colours_of_the_scheme(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    tab = browser.new_page(color_scheme=scheme)
    tab.goto(f"{address}post.html")
    stroke = tab.locator("#f-text path").evaluate("path => getComputedStyle(path).stroke")
    tab.close()
    assert stroke == {"light": "rgb(23, 115, 122)", "dark": "rgb(123, 214, 218)"}[scheme]


def test_paper_is_white_and_shows_notes(tab: Page, address: str) -> None:
    tab.goto(f"{address}post.html")
    tab.emulate_media(media="print", color_scheme="dark")
    ground = tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    assert tab.locator("#note-1").is_visible()
    assert not tab.locator(".menu").is_visible()
