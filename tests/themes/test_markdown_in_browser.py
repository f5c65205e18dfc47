"""A site of Markdown as people write it, with the default theme, in a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.serving import STRICT_HEADERS, ServeFolder
from tests.small_sites import Small

SITE = Path(__file__).parents[1] / "sites" / "markdown"
GROUND = "selector => getComputedStyle(document.querySelector(selector)).backgroundColor"
LEFT = """selector => [...document.querySelectorAll(selector)].map(element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const letters = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = letters.nextNode();
  while (!text.data.trim()) text = letters.nextNode();
  range.setStart(text, text.data.length - text.data.trimStart().length);
  return range.getClientRects()[0].left;
})"""


@pytest.fixture
def tab(browser: Browser, serve_folder: ServeFolder, tmp_path: Path) -> Iterator[tuple[Page, str]]:
    root = tmp_path / "site"
    shutil.copytree(SITE, root)
    Small(root).made()
    tab = browser.new_page()
    yield tab, serve_folder(root / "build", headers=STRICT_HEADERS)
    tab.close()


def test_what_people_write_is_whole_and_handsome(tab: tuple[Page, str]) -> None:
    page, address = tab
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for name in ("boxes", "lists"):
        page.goto(f"{address}posts/{name}/")
        for width in (320, 390, 820, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            over = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
            assert over <= 0, f"{name} at {width}"
    assert complaints == []
    _lists(page)
    page.goto(f"{address}posts/boxes/")
    _boxes(page)


def _lists(page: Page) -> None:
    steps = page.locator(".prose > ol > li")
    markers = steps.evaluate_all("items => items.map(item => getComputedStyle(item).listStyleType)")
    assert markers == ["decimal"] * 3 + ["none"] * 2
    tasks = page.evaluate(LEFT, ".prose > ul.task-list > li:first-child > p")
    assert abs(tasks[0] - tasks[1]) < 3, "a task's paragraphs begin below one another"
    assert (
        page.locator(".prose li > .table, .prose li > figure, .prose li > blockquote").count() == 4
    )
    assert page.locator("dl.words > dt").all_inner_texts() == ["Coffee", "Tea", "Maté"]


def _boxes(page: Page) -> None:
    pre = page.evaluate(GROUND, ".admonition pre")
    assert pre != page.evaluate(GROUND, ".admonition")
    assert page.locator("details").count() == 2
    assert page.locator(".admonition .admonition").count() == 1
    assert page.locator(".math > math[display=block]").count() == 4
    assert page.locator("div[align=center] > figure > img").count() == 1
    assert page.locator("picture img").get_attribute("srcset") == "/posts/square.svg 2x"
    assert "$5, or $10" in page.inner_text(".prose")
