"""The charts of sums in the post on music: sliders and links move them, the prose follows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from content.tests.building import MUSIC, Blog
from tests.serving import STRICT_HEADERS, ServeFolder


@pytest.fixture
def post(browser: Browser, rooted: Blog, serve_folder: ServeFolder) -> Iterator[Page]:
    """Open the post under a strict policy; at the end nothing may have complained."""
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    address = serve_folder(rooted.folder, rooted.base, STRICT_HEADERS)
    tab.goto(address + MUSIC.removesuffix("index.html"))
    yield tab
    tab.close()
    assert complaints == []


def wake(post: Page, figure: str) -> None:
    post.locator(f"#{figure} .figure-box").scroll_into_view_if_needed()
    post.wait_for_selector(f"#{figure}[data-state=live]", timeout=20_000)


def said(post: Page, sentence: str) -> None:
    """Wait until a paragraph says so."""
    post.locator("main :is(p, li)").filter(has_text=sentence).wait_for()


def test_the_size_of_the_network_follows_its_sliders(post: Page) -> None:
    wake(post, "size")
    wide, high, seconds = 640, 480, 8
    for name, value in (("wide", wide), ("high", high), ("clip", seconds)):
        post.locator(f"#size [data-signal={name}]").fill(str(value))
    inputs, outputs = wide * high, seconds * 44_100
    post.locator("#size svg").get_by_text(f"{inputs:,}", exact=True).wait_for()
    post.locator("#size svg").get_by_text(f"{outputs:,}", exact=True).wait_for()
    billions = f"{inputs * outputs / 1e9:.1f} billion"
    post.locator("#size svg").get_by_text(billions, exact=True).wait_for()
    said(post, f"has {wide} × {high} pixels, so there are {inputs:,} inputs")
    said(post, f"a clip of {seconds} seconds needs {outputs:,} outputs")
    said(post, f"you get {billions} connections")
    said(post, f"the weights alone take {inputs * outputs * 4 / 1e9:,.1f} GB")
    said(post, f"A hundred pixels are about {100 * 100 / inputs:.2f} % of my test picture")


def test_more_gpus_save_days_and_no_dollars(post: Page) -> None:
    wake(post, "cost")
    drawing = post.locator("#cost svg")
    post.locator("main p a", has_text="one GPU instead of 32").click()
    drawing.get_by_text("320 days", exact=True).wait_for()
    drawing.get_by_text("$5,376", exact=True).wait_for()
    post.locator("#cost [data-signal=cards]").fill("64")
    post.locator("#cost [data-signal=price]").fill("0.45")
    drawing.get_by_text("5 days", exact=True).wait_for()
    drawing.get_by_text(f"${32 * 240 * 0.45:,.0f}", exact=True).wait_for()
