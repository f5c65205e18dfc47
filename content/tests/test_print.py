"""Every page on paper: nothing cut off, no figure in two, nothing that only works on a screen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from content.tests.building import POSTS, Blog
from content.tests.looking import load_pictures, wake_figures
from tests.serving import STRICT_HEADERS, ServeFolder

PAPER: ViewportSize = {"width": 582, "height": 960}
"""A4 less the margins of the theme, in CSS pixels."""
PAGES = (*POSTS, "about/index.html", "404.html", "index.html", "archive/index.html")
SEEN = """(selector) => [...document.querySelectorAll(selector)]
  .filter((each) => each.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .map((each) => { const {left, right, width, height} = each.getBoundingClientRect();
    return {name: `${each.tagName} ${each.id || each.className || each.textContent.slice(0, 30)}`,
      left, right, width, height, inside: getComputedStyle(each).breakInside}; })"""
CONTROLS = (
    "main :is(input, button, select, textarea, summary, canvas, video, .exhibit), .menu, .skip"
)
WITH_WORDS = "main :is(h1, h2, h3, p, li, dd, figcaption, table, pre, img, figure, svg, small)"
# The words below an infographic may stand on the next sheet.
WHOLE = ".prose figure:not(.code, :has(.infographic)), .infographic"
SHEET = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    tab = browser.new_page(viewport=PAPER, color_scheme="dark")
    tab.emulate_media(media="print")
    yield tab
    tab.close()


def wake(tab: Page) -> None:
    """Let everything come alive that a reader has scrolled past before printing."""
    tab.emulate_media(media="screen")
    wake_figures(tab)
    tab.emulate_media(media="print")


@pytest.mark.parametrize("alive", [False, True], ids=["still", "alive"])
@pytest.mark.parametrize("name", PAGES)
def test_paper_shows_all_and_nothing_that_needs_a_screen(
    paper: Page, below: Blog, serve_folder: ServeFolder, name: str, alive: bool
) -> None:
    address = serve_folder(below.folder, below.base, STRICT_HEADERS)
    paper.goto(address + name.removesuffix("index.html"))
    load_pictures(paper)
    if alive:
        wake(paper)
    assert paper.evaluate("document.scrollingElement.scrollWidth") <= PAPER["width"]
    assert paper.evaluate(SEEN, CONTROLS) == []
    words = paper.evaluate(SEEN, WITH_WORDS)
    cut = [each for each in words if each["left"] < -1 or each["right"] > PAPER["width"] + 1]
    assert cut == []
    figures = paper.evaluate(SEEN, ".prose figure:not(.code)")
    whole = paper.evaluate(SEEN, WHOLE)
    assert len(whole) == len(figures)
    assert [each for each in whole if each["inside"] != "avoid"] == []
    pictures = paper.evaluate(SEEN, "figure :is(img, .figure-box svg)")
    assert len(pictures) >= len(figures)
    assert [each for each in pictures if each["width"] < 50 or each["height"] < 20] == []


@pytest.mark.parametrize("name", POSTS)
def test_every_figure_fits_on_a_sheet(
    paper: Page, below: Blog, serve_folder: ServeFolder, name: str
) -> None:
    address = serve_folder(below.folder, below.base, STRICT_HEADERS)
    paper.goto(address + name.removesuffix("index.html"))
    figures = paper.evaluate(SEEN, ".prose figure:not(.code)")
    assert [each for each in figures if each["height"] > PAPER["height"]] == []
    sheets = len(SHEET.findall(paper.pdf(format="A4", prefer_css_page_size=True)))
    tall = paper.evaluate("document.documentElement.scrollHeight") / PAPER["height"]
    assert tall <= sheets <= 1.5 * tall + 1, "a sheet stands empty"
