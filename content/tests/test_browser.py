"""The posts in Chromium: without scripts, and with them under a strict policy."""

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Literal

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Route

from content.tests.building import FUNDS, POSTS, Blog, charts_of
from content.tests.looking import DRAWN, EAGER, load_pictures
from tests.serving import STRICT_HEADERS, ServeFolder

FIGURES = {post: charts_of(post) for post in POSTS}
EACH_FIGURE = [(post, name) for post, names in FIGURES.items() for name in names]
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts.push(entry.value);
}).observe({type: "layout-shift", buffered: true});
"""
CURVES = """() => [...document.querySelectorAll('#fees .figure-box svg path')]
  .map((path) => path.getAttribute('d'))"""
COLOURS = """(name) => [document.documentElement,
    ...document.querySelectorAll(`#${name} svg text, #${name} svg path:not(defs *)`)]
  .map((each) => getComputedStyle(each))
  .map(({backgroundColor, fill, stroke}) => [backgroundColor, fill, stroke].join(' '))"""
WIDTH_OF_M = """() => {
  const brush = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font-chart');
  brush.font = `1000px ${family}`;
  return brush.measureText('m').width;
}"""
OVERFLOW = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
STANDING = """() => [...document.querySelectorAll(
    'main :is(h1, h2, h3, p, figure, img, pre, table, article), footer')]
  .map((each) => { const {x, y, width, height} = each.getBoundingClientRect();
    return [each.tagName, x, y + scrollY, width, height]; })"""
PICTURES = "new Set([...document.images].map((image) => image.src)).size"


class Visit:
    """A page of the blog in a browser, with what it complained of and what it asked for."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        options = {"viewport": {"width": 1280, "height": 800}} | options
        self.address = address
        self.tab: Page = browser.new_page(**options)
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.held: list[Route] = []
        self.tab.on("console", self.hear)
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.on("requestfailed", lambda request: self.complaints.append(request.url))
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.add_init_script(WATCH_SHIFTS)

    def hold_images(self) -> None:
        """Let the page lay itself out before any image arrives."""
        self.tab.route("**/*.{svg,png,jpg,webp}", lambda route: self.held.append(route))  # noqa: PLW0108

    def let_images_come(self) -> None:
        while len(self.held) < self.tab.evaluate(PICTURES):
            self.tab.wait_for_timeout(20)
        for route in self.held:
            route.continue_()
        self.tab.wait_for_function(DRAWN)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning", "assert"}:
            self.complaints.append(message.text)

    def go(self, name: str, until: Literal["domcontentloaded", "load"] = "load") -> "Visit":
        self.tab.goto(self.address + name.removesuffix("index.html"), wait_until=until)
        return self

    def wake(self, name: str) -> Locator:
        """Scroll to a figure and wait until it is live."""
        self.tab.locator(f"#{name} .figure-box").scroll_into_view_if_needed()
        self.tab.wait_for_selector(f"#{name}[data-state=live]", timeout=20_000)
        return self.tab.locator(f"#{name}")

    def settle(self) -> None:
        self.tab.evaluate(
            "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))"
        )

    def box(self, name: str) -> list[float]:
        """Return where a figure stands on its page, and its size, in pixels."""
        found: list[float] = self.tab.locator(f"#{name}").evaluate(
            """(figure) => { const {x, y, width, height} = figure.getBoundingClientRect();
            return [x, y + scrollY, width, height].map((part) => Math.round(part * 10) / 10); }"""
        )
        return found

    def chart_requests(self) -> list[str]:
        return [url for url in self.asked if "vega" in url or "chart.js" in url or ".json" in url]

    def picture(self, name: str) -> Image.Image:
        shot = self.tab.locator(f"#{name} .figure-box").screenshot(animations="disabled")
        return Image.open(io.BytesIO(shot)).convert("RGB")


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, below: Blog, serve_folder: ServeFolder) -> Iterator[Open]:
    """Give ``visit(page, **options)``, which opens a page of the blog and closes it at the end.

    With ``late_images`` the page waits for its images until ``let_images_come()``.
    """
    address = serve_folder(below.folder, below.base, STRICT_HEADERS)
    with ExitStack() as opened:

        def open_page(name: str, *, late_images: bool = False, **options: Any) -> Visit:
            made = Visit(browser, address, **options)
            opened.callback(made.tab.close)
            if late_images:
                made.hold_images()
            return made.go(name, "domcontentloaded" if late_images else "load")

        yield open_page


@pytest.mark.parametrize("name", POSTS)
def test_without_scripts_all_is_there(visit: Open, name: str) -> None:
    seen = visit(name, java_script_enabled=False)
    assert seen.tab.locator(".prose p").count() > 8
    for image in seen.tab.locator("main img").all():
        image.scroll_into_view_if_needed()
        assert image.bounding_box()
    pictures = [url for url in seen.asked if url.endswith(".svg")]
    assert len(set(pictures)) >= seen.tab.locator("main img").count()
    for figure in FIGURES[name]:
        drawing = seen.tab.locator(f"#{figure} .figure-box svg:visible").last
        assert drawing.is_visible()
        marks = drawing.locator(":is(path, rect, circle):not(defs *)")
        assert marks.count() >= 2
        boxes = [mark.bounding_box() for mark in marks.all()]
        assert all(box and (box["width"] or box["height"]) for box in boxes)
        assert drawing.locator("text").count() > 3
    assert all(not each.is_visible() for each in seen.tab.locator(".figure-controls").all())
    for width in (390, 820, 1440):
        seen.tab.set_viewport_size({"width": width, "height": 900})
        assert seen.tab.evaluate(OVERFLOW) <= 0, width
    assert seen.complaints == []
    assert seen.chart_requests() == []


@pytest.mark.parametrize("name", POSTS)
def test_charts_come_alive_when_they_come_near(visit: Open, name: str) -> None:
    seen = visit(name)
    seen.tab.wait_for_load_state("networkidle")
    assert seen.chart_requests() == []
    for figure in FIGURES[name]:
        seen.wake(figure)
    load_pictures(seen.tab)
    assert len([url for url in seen.asked if "vega" in url]) == bool(FIGURES[name])
    assert seen.complaints == []
    host = seen.address.split("/")[2]
    assert [url for url in seen.asked if url.split("/")[2] != host] == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", [*POSTS, "index.html"])
def test_nothing_moves_from_the_first_paint_on(visit: Open, name: str, width: int) -> None:
    """Neither when an image arrives, above the reader or below, nor when a chart comes alive."""
    seen = visit(name, late_images=True, viewport={"width": width, "height": 900})
    seen.tab.evaluate(EAGER)
    seen.settle()
    assert not seen.tab.evaluate(DRAWN)
    standing = seen.tab.evaluate(STANDING)
    boxes = {figure: seen.box(figure) for figure in FIGURES.get(name, ())}
    seen.let_images_come()
    seen.settle()
    # Less than a pixel comes from attributes that have whole pixels of an art's ratio.
    for before, now in zip(standing, seen.tab.evaluate(STANDING), strict=True):
        assert now == [before[0], *(pytest.approx(part, abs=0.9) for part in before[1:])]
    for figure in FIGURES.get(name, ()):
        seen.wake(figure)
    seen.settle()
    assert sum(seen.tab.evaluate("window.shifts")) < 0.01
    for figure, box in boxes.items():
        assert seen.box(figure) == pytest.approx(box, abs=0.9)


@pytest.mark.parametrize(("post", "name"), EACH_FIGURE)
def test_the_live_chart_looks_as_the_static_one(visit: Open, post: str, name: str) -> None:
    seen = visit(post)
    if abs(seen.tab.evaluate(WIDTH_OF_M) - 833) > 1:
        pytest.skip("no font here is as wide as what charts are measured with")
    held: list[Route] = []
    seen.tab.route(f"**/{name}.json", lambda route: held.append(route))  # noqa: PLW0108
    seen.tab.locator(f"#{name} .figure-box").scroll_into_view_if_needed()
    seen.tab.wait_for_selector(f"#{name}[data-state=loading]")
    still = seen.picture(name)
    while not held:
        seen.tab.wait_for_timeout(20)
    held[0].continue_()
    seen.wake(name)
    live = seen.picture(name)
    assert live.size == still.size
    # Panels are scaled as a whole, so that their letters stand parts of a pixel apart.
    assert differing(still, live) < 0.025


def differing(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels that differ visibly."""
    levels = ImageChops.difference(one, other).convert("L").histogram()
    return sum(levels[32:]) / sum(levels)


def test_sliders_move_the_curves(visit: Open) -> None:
    seen = visit(FUNDS)
    fees = seen.wake("fees")
    before = seen.tab.evaluate(CURVES)
    fees.locator("[data-signal=own]").fill("0.2")
    fees.get_by_text("$78,490 after 25 years").wait_for()
    after = seen.tab.evaluate(CURVES)
    assert len(after) == len(before)
    assert 1 <= sum(one != other for one, other in zip(before, after, strict=True)) <= 4
    fees.locator("[data-signal=own]").fill("1.5")
    fees.locator("[data-signal=yearly]").fill("8.3")
    fees.get_by_text("$78,490 after 25 years").wait_for()
    assert fees.locator("output").all_inner_texts() == ["100", "8.3", "25", "1.5"]
    assert seen.complaints == []


def test_a_slider_is_moved_by_keyboard(visit: Open) -> None:
    seen = visit(FUNDS)
    fees = seen.wake("fees")
    before = seen.tab.evaluate(CURVES)
    slider = fees.get_by_label("Your fund's fee")
    slider.focus()
    seen.tab.keyboard.press("ArrowRight")
    fees.get_by_text("Dashed: your fund, at 1.55 %").wait_for()
    assert seen.tab.evaluate(CURVES) != before
    assert fees.locator("output").last.inner_text() == "1.55"
    assert slider.evaluate("(e) => getComputedStyle(e).outlineStyle") != "none"


@pytest.mark.parametrize("post", [post for post in POSTS if FIGURES[post]])
def test_the_dark_scheme_needs_no_reload(visit: Open, post: str) -> None:
    seen = visit(post, color_scheme="light", viewport={"width": 1280, "height": 400})
    seen.tab.wait_for_load_state("networkidle")
    for name in FIGURES[post]:
        check_schemes(seen, name)
        seen.wake(name)
        seen.tab.wait_for_load_state("networkidle")
        check_schemes(seen, name)


def check_schemes(seen: Visit, name: str) -> None:
    asked = len(seen.asked)
    seen.tab.emulate_media(color_scheme="light")
    light = seen.tab.evaluate(COLOURS, name)
    seen.tab.emulate_media(color_scheme="dark")
    dark = seen.tab.evaluate(COLOURS, name)
    assert len(seen.asked) == asked
    changed = sum(one != other for one, other in zip(light, dark, strict=True))
    assert changed > seen.tab.locator(f"#{name} svg text").count() + 1 > 4


def test_motion_is_reduced_where_a_reader_asks(visit: Open) -> None:
    seen = visit(FUNDS, reduced_motion="reduce")
    seen.wake("fees")
    moving = """() => [...document.querySelectorAll('*')].filter((each) => {
      const style = getComputedStyle(each);
      const times = `${style.transitionDuration}, ${style.animationDuration}`.split(', ');
      return style.scrollBehavior === 'smooth' || times.some((time) => parseFloat(time) > 0.01);
    }).map((each) => each.tagName)"""
    assert seen.tab.evaluate(moving) == []
    assert seen.tab.evaluate("document.getAnimations().length") == 0


def test_the_lost_page_is_found_below_any_address(visit: Open) -> None:
    seen = visit("nothing/there/")
    assert seen.tab.locator("h1").is_visible()
    seen.tab.locator(".brand").click()
    assert seen.tab.url == seen.address


@pytest.mark.parametrize("width", [320, 820])
def test_a_figures_own_page_is_live_and_fits_its_frame(visit: Open, width: int) -> None:
    seen = visit(
        f"figures/{FUNDS.removesuffix('index.html')}fees/index.html",
        viewport={"width": width, "height": 700},
    )
    seen.wake("fees")
    assert seen.tab.evaluate(OVERFLOW) <= 0
    assert seen.complaints == []
    assert seen.tab.locator("nav, header").count() == 0
    seen.tab.locator(".embed-foot summary").click()
    assert seen.tab.locator("textarea").input_value().startswith("<iframe ")
