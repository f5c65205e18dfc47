"""Exhibits in Chromium: what a module is given, and where its art stands in for it."""

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.exhibit_sites import MODULE, exhibit_site
from tests.serving import STRICT_HEADERS, ServeFolder

FILLING = "\n\n".join(["A long paragraph of words that fill the page. " * 12] * 12)
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
VIOLATIONS = """async () => (await axe.run()).violations.map(
  ({id, nodes}) => [id, ...nodes.map((node) => node.html.slice(0, 200))].join(' '))"""
POST = "posts/lens/"
FIGURE = "#lens"
LIVE = f"{FIGURE}[data-state=live]"
STILL = f"{FIGURE}[data-state=still]"
GONE = f"{FIGURE} .exhibit"
ART = f"{FIGURE} .figure-art"
BUTTON = f"{FIGURE} .exhibit button"

Serve = Callable[..., str]


@pytest.fixture
def serve(tmp_path: Path, serve_folder: ServeFolder) -> Serve:
    """Build the site with an exhibit of which something is different, and serve it."""

    def built(before: str = "", live: str = "visible", **changed: str) -> str:
        site = exhibit_site(tmp_path, before, live)
        for name, text in changed.items():
            site.write(f"content/posts/lens/{name.replace('_', '.')}", text)
        site.made()
        return serve_folder(tmp_path / "build", headers=STRICT_HEADERS)

    return built


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 900, "height": 900})
    yield opened
    opened.close()


def heard(page: Page) -> list[str]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def asked(page: Page) -> list[str]:
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url.rpartition("/")[2]))
    return found


def test_the_module_gets_props_files_and_data(page: Page, serve: Serve) -> None:
    said = heard(page)
    page.goto(serve() + POST)
    page.wait_for_selector(LIVE)
    assert page.inner_text(BUTTON) == "42,3,4,0.5,1,late"
    assert page.evaluate(f"getComputedStyle(document.querySelector('{BUTTON}')).color") == (
        "rgb(1, 2, 3)"
    )
    assert page.is_hidden(ART)
    # It measured itself before it was seen.
    width = page.evaluate(f"document.querySelector('{FIGURE} .exhibit').clientWidth")
    assert page.get_attribute(f"{FIGURE} .exhibit", "data-width") == str(width)
    page.focus(BUTTON)
    assert said == []


def test_nothing_is_loaded_before_it_comes_near(page: Page, serve: Serve) -> None:
    found = asked(page)
    page.goto(serve(FILLING) + POST)
    page.wait_for_load_state("networkidle")
    loaded = {name for name in found if name.endswith((".js", ".bin", ".json"))}
    assert loaded == {"figure.js"}
    assert "lens.css" not in found
    page.locator(FIGURE).scroll_into_view_if_needed()
    page.wait_for_selector(LIVE)
    assert {"exhibit.js", "lens.js", "times.js", "lens.css", "weights.bin"} <= set(found)
    assert not {"chart.js", "values.js", "state.js"} & set(found)


def test_it_may_wait_to_be_touched(page: Page, serve: Serve) -> None:
    found = asked(page)
    page.goto(serve(live="touch") + POST)
    page.wait_for_load_state("networkidle")
    assert "exhibit.js" not in found
    assert page.is_visible(ART)
    page.hover(FIGURE)
    page.wait_for_selector(LIVE)


def test_the_art_stands_until_the_module_does(page: Page, serve: Serve) -> None:
    waits = MODULE.replace(
        "await document.fonts.ready;",
        "await new Promise((done) => addEventListener('go', done, { once: true }));",
    )
    page.goto(serve(lens_js=waits) + POST)
    page.wait_for_selector(BUTTON, state="attached")
    assert page.get_attribute(FIGURE, "data-state") == "loading"
    assert page.is_visible(ART)
    assert page.is_hidden(BUTTON)
    tall = f"document.querySelector('{FIGURE} .figure-box').clientHeight"
    art = f"document.querySelector('{ART}').clientHeight"
    assert page.evaluate(tall) == page.evaluate(art)
    page.evaluate("dispatchEvent(new Event('go'))")
    page.wait_for_selector(LIVE)
    assert page.is_visible(BUTTON)


FAILING = {
    "mount throws": {
        "lens_js": MODULE.replace("await document", 'throw new Error("no"); document')
    },
    "the module throws": {"lens_js": f'throw new Error("no");\n{MODULE}'},
    "an import throws": {"lens_js": MODULE.replace("{ times }", "{ nothing, times }")},
}


@pytest.mark.parametrize("changed", FAILING.values(), ids=FAILING)
def test_the_art_stays_where_it_fails(page: Page, serve: Serve, changed: dict[str, str]) -> None:
    said = heard(page)
    page.goto(serve(**changed) + POST)
    page.wait_for_selector(STILL)
    assert page.is_visible(ART)
    assert page.locator(GONE).count() == 0
    assert len(said) == 1
    assert said[0].startswith('The figure "lens" stays still.')


@pytest.mark.parametrize("missing", ["**/weights.bin", "**/lens.css", "**/data/*.json"])
def test_the_art_stays_where_a_file_is_missing(page: Page, serve: Serve, missing: str) -> None:
    page.route(missing, lambda route: route.abort())
    page.goto(serve() + POST)
    page.wait_for_selector(STILL)
    assert page.is_visible(ART)


def test_print_shows_the_art(page: Page, serve: Serve) -> None:
    page.goto(serve() + POST)
    page.wait_for_selector(LIVE)
    page.emulate_media(media="print")
    assert page.is_visible(ART)
    assert page.is_hidden(BUTTON)
    page.emulate_media(media="screen")
    assert page.is_hidden(ART)
    assert page.is_visible(BUTTON)


def test_without_scripts_there_is_the_art_alone(browser: Browser, serve: Serve) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(serve() + POST)
    page.locator(FIGURE).scroll_into_view_if_needed()
    assert page.is_visible(ART)
    assert page.locator("button").count() == 0
    page.close()


def test_its_own_page_brings_it_too(page: Page, serve: Serve) -> None:
    page.goto(serve() + "figures/posts/lens/lens/")
    page.wait_for_selector(LIVE)
    assert page.inner_text(BUTTON) == "42,3,4,0.5,1,late"


def test_it_is_told_that_the_page_is_left(page: Page, serve: Serve) -> None:
    address = serve()
    page.goto(address + POST)
    page.wait_for_selector(LIVE)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert page.evaluate("sessionStorage.left ?? 'no'") == "no"
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }))")
    assert page.evaluate("sessionStorage.left") == "yes"


@pytest.mark.parametrize("path", [POST, "figures/posts/lens/lens/"])
def test_axe_finds_nothing(page: Page, serve: Serve, path: str) -> None:
    page.goto(serve() + path)
    page.wait_for_selector(LIVE)
    page.evaluate(AXE)
    assert page.evaluate(VIOLATIONS) == []
