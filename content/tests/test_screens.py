"""Every page of the blog on a phone, a tablet and a desk, light and dark, with all of it awake."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from content.tests.building import POSTS, Blog
from content.tests.looking import load_pictures, wake_figures
from tests.serving import STRICT_HEADERS, ServeFolder

WIDTHS = (390, 820, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
OTHERS = (
    "index.html",
    "about/index.html",
    "archive/index.html",
    "tags/index.html",
    "tags/deep-learning/index.html",
    "404.html",
)
STANDING = Path(__file__).with_name("standing.js").read_text(encoding="utf-8")


class Desk:
    """A tab, with all that it complained of."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.complaints: list[str] = []
        tab.on("console", self.hear)
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("requestfailed", lambda request: self.complaints.append(request.url))

    def hear(self, message: ConsoleMessage) -> None:
        self.complaints.append(message.text)

    def open(self, address: str, width: int) -> None:
        """Open a page and walk down to its end, until all that comes alive has done so."""
        self.tab.set_viewport_size({"width": width, "height": 900})
        self.tab.goto(address)
        wake_figures(self.tab)
        load_pictures(self.tab)
        self.tab.wait_for_load_state("networkidle")

    def faults(self) -> list[str]:
        """Return what is wrong with how the page stands there, light and dark."""
        found: list[str] = []
        for scheme in SCHEMES:
            self.tab.emulate_media(color_scheme=scheme)
            wrong: dict[str, list[str]] = self.tab.evaluate(STANDING)
            found += [f"{what}: {each} ({scheme})" for what in wrong for each in wrong[what]]
        return found


@pytest.fixture
def desk(browser: Browser) -> Iterator[Desk]:
    tab = browser.new_page(reduced_motion="reduce")
    yield Desk(tab)
    tab.close()


@pytest.mark.parametrize("name", [*POSTS, *OTHERS])
def test_a_page_stands_well_on_every_screen(
    desk: Desk, below: Blog, serve_folder: ServeFolder, name: str
) -> None:
    address = serve_folder(below.folder, below.base, STRICT_HEADERS)
    faults: dict[int, list[str]] = {}
    for width in WIDTHS:
        desk.open(address + name.removesuffix("index.html"), width)
        faults[width] = desk.faults()
    assert faults == {width: [] for width in WIDTHS}
    assert desk.complaints == []


WRONG = {
    "wider": "main { width: 200vw }",
    "cut off": "main p { overflow: hidden; white-space: nowrap !important; width: 5em }",
    "overlap": "main h1 { margin-bottom: -3em }",
    "faint": "main p { color: #888; background: #999 }",
}


@pytest.mark.parametrize("what", WRONG)
def test_the_walk_finds(desk: Desk, below: Blog, serve_folder: ServeFolder, what: str) -> None:
    address = serve_folder(below.folder, below.base)
    desk.open(f"{address}about/", 390)
    assert desk.faults() == []
    desk.tab.add_style_tag(content=WRONG[what])
    assert {fault.partition(":")[0] for fault in desk.faults()} >= {what}
