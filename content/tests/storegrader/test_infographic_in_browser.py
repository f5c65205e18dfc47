"""The infographic of Dig the Data in Chromium: its charts filter one another."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from content.tests.building import Blog
from tests.serving import STRICT_HEADERS, ServeFolder

Open = Callable[..., Page]
PATH = "posts/dig-the-data-storegrader/"
LABELS = "(svg) => [...svg.querySelectorAll('.role-mark text')].map((each) => each.textContent)"
RUNNING = """(panel) => panel.getAnimations({subtree: true}).map((each) => each.animationName)"""
STANDING = """(panel) => [...panel.querySelectorAll('[class]')]
  .map((each) => getComputedStyle(each))
  .map(({scale, opacity}) => `${scale} ${opacity}`)"""
OVERFLOW = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def open_page(browser: Browser, rooted: Blog, serve_folder: ServeFolder) -> Iterator[Open]:
    root = serve_folder(rooted.folder, rooted.base, STRICT_HEADERS)
    complaints: list[str] = []
    with ExitStack() as opened:

        def open_it(**options: Any) -> Page:
            page = browser.new_page(**{"viewport": {"width": 1280, "height": 1400}} | options)
            opened.callback(page.close)
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(root + PATH)
            return page

        yield open_it
    assert complaints == []


def awake(page: Page) -> Page:
    page.locator("#grades").scroll_into_view_if_needed()
    page.wait_for_selector("#grades.is-live")
    return page


def numbers(page: Page, panel: int) -> list[str]:
    found: list[str] = page.locator(".panel-live").nth(panel).evaluate(LABELS)
    return found


def said(page: Page) -> str:
    return page.locator("#grades [role=status]").inner_text()


def stop(page: Page, panel: int, name: str) -> Any:
    return page.locator(".panel-chart").nth(panel).locator(f"[role=button][aria-label*='{name}']")


def test_a_click_filters_the_other_charts_and_another_brings_all_back(open_page: Open) -> None:
    page = awake(open_page())
    before = [numbers(page, panel) for panel in range(4)]
    assert "322" in before[2]
    assert page.get_by_role("button", name="Show all").count() == 0
    stop(page, 0, "Electronics").click()
    page.wait_for_function(
        "document.querySelector('#grades [role=status]').textContent.includes('Electronics')"
    )
    page.wait_for_function(
        f"!({LABELS})(document.querySelectorAll('.panel-live')[2]).includes('322')"
    )
    assert said(page) == "Only category Electronics."
    assert sorted(numbers(page, 0)) == sorted(before[0])
    assert sum(map(int, numbers(page, 2))) == 144
    assert len(numbers(page, 3)) == 6
    assert stop(page, 0, "Electronics").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function(
        f"({LABELS})(document.querySelectorAll('.panel-live')[2]).includes('322')"
    )
    assert [sorted(numbers(page, panel)) for panel in range(4)] == [sorted(each) for each in before]
    assert page.evaluate("document.activeElement.getAttribute('role')") == "button"


def test_the_keyboard_selects_adds_and_clears(open_page: Open) -> None:
    page = awake(open_page())
    first = page.locator(".panel-chart").first.locator("[role=button][tabindex='0']")
    assert first.count() == 1
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert said(page) == "Only category Toys."
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Enter")
    assert said(page) == "Only category Toys, Sports."
    stop(page, 1, "Search").focus()
    page.keyboard.press("Space")
    assert said(page) == "Only category Toys, Sports; criterion Search."
    page.wait_for_function(f"({LABELS})(document.querySelectorAll('.panel-live')[3]).length === 2")
    assert sum(map(int, numbers(page, 2))) == 48
    page.keyboard.press("Escape")
    assert said(page).startswith("Choose a category or criterion or grade")
    page.wait_for_function(f"({LABELS})(document.querySelectorAll('.panel-live')[3]).length === 36")


def test_art_moves_once_when_it_comes_into_view(open_page: Open) -> None:
    page = open_page(viewport={"width": 1280, "height": 500}, reduced_motion="no-preference")
    page.wait_for_selector(".panel-art.is-waiting", state="attached")
    panel = page.locator(".panel-art").first
    assert {"1 0 1", "none 0"} <= set(panel.evaluate(STANDING))
    panel.scroll_into_view_if_needed()
    page.wait_for_selector(".panel-art.is-seen")
    assert {"grow-y", "rise", "pop"} <= set(panel.evaluate(RUNNING))


def test_nothing_moves_where_readers_ask_for_less(open_page: Open) -> None:
    page = open_page(reduced_motion="reduce")
    awake(page)
    panel = page.locator(".panel-art").first
    assert panel.evaluate(RUNNING) == []
    assert set(panel.evaluate(STANDING)) == {"none 1"}


def test_paper_has_all_of_it_before_it_came_into_view(open_page: Open) -> None:
    page = open_page(viewport={"width": 1280, "height": 500})
    page.wait_for_selector(".panel-art.is-waiting", state="attached")
    page.emulate_media(media="print")
    for panel in page.locator(".panel-art").all():
        assert set(panel.evaluate(STANDING)) == {"none 1"}
    assert page.locator(".panel svg:visible").count() == 6


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_it_is_whole_without_scripts(open_page: Open, width: int) -> None:
    page = open_page(java_script_enabled=False, viewport={"width": width, "height": 900})
    boxes = [each.bounding_box() for each in page.locator(".panel svg:visible").all()]
    assert len(boxes) == 6
    assert all(box and box["width"] > 250 and box["height"] > 90 for box in boxes)
    lefts = {round(box["x"]) for box in boxes if box}
    assert (len(lefts) == 1) == (width == 390)


def test_a_live_infographic_is_printed_as_it_was_drawn(open_page: Open) -> None:
    page = awake(open_page())
    stop(page, 0, "Food").click()
    page.emulate_media(media="print")
    assert page.locator(".panel-live:visible").count() == 0
    assert page.locator(".panel svg:visible").count() == 6


def test_it_stacks_on_a_phone_and_fits(open_page: Open) -> None:
    page = awake(open_page(viewport={"width": 390, "height": 844}))
    assert page.evaluate(OVERFLOW) <= 0
    stop(page, 1, "Speed").click()
    assert said(page) == "Only criterion Speed."
