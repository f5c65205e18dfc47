"""A page with every kind of figure: what stays without scripts, and what axe-core says of it."""

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.serving import STRICT_HEADERS, serve_folder_over_http
from tests.small_sites import Small

SITE = Path(__file__).parents[1] / "sites" / "figures"
POST = "posts/every-figure/"
EMBEDDED = "figures/posts/every-figure/slider/"
SHOWN = 14
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
VIOLATIONS = """async (rules) => (await axe.run(rules ? {runOnly: rules} : {})).violations.map(
  ({id, nodes}) => [id, ...nodes.map((node) => node.html.slice(0, 200))].join(' '))"""
OPEN = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
LIVE = "figure:is([data-spec], [data-module])"
STATES = f"[...document.querySelectorAll('{LIVE}')].map((each) => each.dataset.state)"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("figures")
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    told = Small(folder).build(future=True).assembly.problems
    # Two views that are pasted as they are have small letters, and texts that lie on points.
    assert [each.message[:8] for each in told] == ["#beside:", "#python:", "#python:"]
    with serve_folder_over_http(folder / "build", "/", STRICT_HEADERS) as address:
        yield address


SETTLED = """new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const moving = document.getAnimations().filter((each) => each instanceof CSSTransition);
  Promise.allSettled(moving.map((each) => each.finished)).then(() => done(true));
})))"""
"""Waits until colours that change slowly have changed."""


def opened(browser: Browser, address: str, **options: Any) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, **options)
    page.goto(address)
    return page


def wake(page: Page) -> None:
    """Look at every figure, and point at each."""
    for figure in page.locator(LIVE).all():
        figure.scroll_into_view_if_needed()
        figure.hover()
    page.wait_for_function(f"{STATES}.every((state) => state === 'live')", timeout=60_000)


@pytest.mark.parametrize("path", [POST, EMBEDDED])
def test_axe_finds_nothing(browser: Browser, root: str, path: str) -> None:
    page = opened(browser, root + path, color_scheme="light")
    wake(page)
    page.evaluate(OPEN)
    page.evaluate(AXE)
    assert page.evaluate(VIOLATIONS) == []
    # In the dark only colours are others.
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLED)
    assert page.evaluate(VIOLATIONS, ["color-contrast"]) == []
    page.close()


def test_axe_would_find_something(browser: Browser, root: str) -> None:
    page = opened(browser, root + POST)
    page.evaluate(
        "document.querySelectorAll('.figure-box svg').forEach("
        "(each) => each.removeAttribute('aria-label'))"
    )
    page.evaluate(AXE)
    assert any("svg-img-alt" in found for found in page.evaluate(VIOLATIONS))
    page.evaluate("document.querySelector('main p').style.color = 'rgb(128 128 128 / 0.2)'")
    assert page.evaluate(VIOLATIONS, ["color-contrast"])
    page.close()


def test_every_figure_is_seen_without_scripts(browser: Browser, root: str) -> None:
    page = opened(browser, root + POST, java_script_enabled=False)
    pictures = page.locator("main .figure-box")
    assert pictures.count() == SHOWN
    for picture in pictures.all():
        shown = [each for each in picture.locator("svg, img").all() if each.is_visible()]
        assert len(shown) == 1
    page.close()


def test_every_live_figure_comes_alive_without_a_complaint(browser: Browser, root: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(root + POST)
    wake(page)
    assert told == []
    assert len(page.evaluate(STATES)) == SHOWN - 1
    page.close()
