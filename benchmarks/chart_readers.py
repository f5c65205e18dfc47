"""How a page of charts reads in Chromium: its weight, its speed, its needs."""

import gzip
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from chart_sites import ChartSite
from playwright.sync_api import Browser, Page, Response, sync_playwright

from tests.serving import STRICT_HEADERS, serve_folder_over_http

FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    " --disable-sync --no-first-run"
).split()
CHROMIUM = "/usr/bin/chromium"
CHARTS = """() => [...document.querySelectorAll("svg, canvas")].filter((chart) => {
  const { width, height } = chart.getBoundingClientRect();
  return width > 150 && height > 100;
})"""
"""Finds charts by their size: logos and icons are smaller."""
FIRST_SEEN = f"""
const charts = {CHARTS};
const look = () => {{
  if (document.body && charts().some((chart) => chart.tagName === "CANVAS"
      || chart.querySelectorAll("path, rect, circle").length > 5)) {{
    window.firstChart = performance.now();
  }} else requestAnimationFrame(look);
}};
requestAnimationFrame(look);
"""


@dataclass(frozen=True)
class Reading:
    """What one page asks of its reader; bytes after gzip, times in milliseconds."""

    name: str
    first_bytes: int
    first_script: int
    live_bytes: int
    live_script: int
    first_chart: float
    without_scripts: int
    strict_charts: int
    strict_errors: int


class Weight:
    """The bytes that a page asked for, each address once."""

    def __init__(self, page: Page) -> None:
        self.responses: dict[str, Response] = {}
        page.on("response", self._take)

    def _take(self, response: Response) -> None:
        self.responses.setdefault(response.url, response)

    def total(self, *, script: bool = False) -> int:
        """Return the bytes so far; with ``script`` those of scripts alone."""
        wanted = [
            response
            for response in self.responses.values()
            if response.ok and (not script or response.request.resource_type == "script")
        ]
        return sum(len(gzip.compress(response.body(), 9)) for response in wanted)


def read_page(site: ChartSite, rounds: int) -> Reading:
    """Read a page as four readers would: at leisure, often, without scripts, strictly."""
    with sync_playwright() as play, serve_folder_over_http(site.built, "/", {}) as root:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        address = root + site.page
        weights = _weigh(browser, address)
        times = [_time(browser, address) for _ in range(rounds)]
        bare = _bare(browser, address)
        with serve_folder_over_http(site.built, "/", STRICT_HEADERS) as strict:
            charts, errors = _strict(browser, strict + site.page)
        browser.close()
    return Reading(site.name, *weights, statistics.median(times), bare, charts, errors)


@contextmanager
def _opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
    page = context.new_page()
    yield page
    context.close()


def _weigh(browser: Browser, address: str) -> tuple[int, int, int, int]:
    with _opened(browser, address) as page:
        weight = Weight(page)
        page.goto(address, wait_until="networkidle")
        first = weight.total(), weight.total(script=True)
        _scroll_through(page)
        return (*first, weight.total(), weight.total(script=True))


def _scroll_through(page: Page) -> None:
    height = page.evaluate("document.documentElement.scrollHeight")
    for position in range(0, height + 900, 450):
        page.evaluate(f"scrollTo(0, {position})")
        page.wait_for_timeout(150)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)


def _time(browser: Browser, address: str) -> float:
    with _opened(browser, address) as page:
        page.add_init_script(FIRST_SEEN)
        page.goto(address, wait_until="load")
        page.wait_for_function("window.firstChart", timeout=20_000)
        return float(page.evaluate("window.firstChart"))


def _bare(browser: Browser, address: str) -> int:
    with _opened(browser, address, java_script_enabled=False) as page:
        page.goto(address, wait_until="load")
        boxes = [found.bounding_box() for found in page.locator("svg, canvas").all()]
        return sum(bool(box and box["width"] > 150 and box["height"] > 100) for box in boxes)


def _strict(browser: Browser, address: str) -> tuple[int, int]:
    with _opened(browser, address) as page:
        errors: list[str] = []
        page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address, wait_until="networkidle")
        _scroll_through(page)
        return len(page.evaluate_handle(CHARTS).get_properties()), len(errors)
