"""Every kind of chart comes alive under a strict policy, as the picture that stood there."""

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from generator.charts.bundle.runtime import runtime
from generator.charts.figure import RuntimeParts
from tests.charts.drawing import Drawn, drawn
from tests.charts.kinds import KINDS
from tests.charts.test_live import SCRIPTS, STYLE, Visit, page_of
from tests.galleries.gallery import SEEN, differing
from tests.serving import STRICT_HEADERS, serve_folder_over_http

pytestmark = pytest.mark.slow
WINDOW: ViewportSize = {"width": 720, "height": 5000}


@pytest.fixture(scope="module")
def figures() -> dict[str, Drawn]:
    return {
        name: drawn("vega-lite", f"#| alt: Trees.\n{json.dumps(spec, indent=1)}", name)
        for name, spec in KINDS.items()
    }


@pytest.fixture(scope="module")
def address(figures: dict[str, Drawn], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("kinds")
    shutil.copytree(SCRIPTS, folder / "charts")
    parts = sorted({part for each in figures.values() for part in each.figure.parts})
    (folder / "vega.js").write_bytes(runtime(RuntimeParts(tuple(parts)), lambda _: b"").blobs[0])
    (folder / "style.css").write_text(STYLE.replace("monospace", "'Liberation Sans', sans-serif"))
    (folder / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    for name, each in figures.items():
        (folder / f"{name}.json").write_bytes(each.spec)
    (folder / "index.html").write_text(page_of(figures))
    with serve_folder_over_http(folder, "/", STRICT_HEADERS) as served:
        yield served


@pytest.fixture(scope="module")
def still(browser: Browser, address: str) -> dict[str, Image.Image]:
    page = browser.new_page(java_script_enabled=False, viewport=WINDOW)
    page.goto(address)
    found = {name: picture(page, name) for name in KINDS}
    page.close()
    return found


@pytest.fixture(scope="module")
def visit(browser: Browser, address: str, still: dict[str, Image.Image]) -> Iterator[Visit]:
    made = Visit(browser, viewport=WINDOW, timezone_id="Asia/Tokyo")
    made.page.goto(address)
    yield made
    made.page.close()


def picture(page: Page, name: str) -> Image.Image:
    shot = page.locator(f"#{name} .figure-box").screenshot(animations="disabled")
    return Image.open(io.BytesIO(shot)).convert("RGB")


@pytest.mark.parametrize("name", KINDS)
def test_it_comes_alive_as_it_was_drawn(
    name: str, visit: Visit, still: dict[str, Image.Image]
) -> None:
    visit.wait(name)
    visit.page.wait_for_timeout(100)
    live = picture(visit.page, name)
    assert live.size == still[name].size
    assert differing(still[name], live) < SEEN
    assert visit.said == []


def test_a_legend_is_moved_by_the_keyboard(visit: Visit) -> None:
    name = "lines_with_a_legend"
    visit.wait(name)
    faint = f"#{name} .mark-line path[opacity='0.2']"
    assert visit.page.locator(faint).count() == 0
    visit.page.locator(f"#{name} [role=button]").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_timeout(200)
    assert visit.page.locator(faint).count() == 2
    assert visit.page.evaluate("document.activeElement.getAttribute('role')") == "button"
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_timeout(200)


def test_what_has_the_focus_is_never_hidden(visit: Visit) -> None:
    for name in KINDS:
        visit.wait(name)
    assert visit.page.locator("[aria-hidden=true] [tabindex], [aria-hidden=true] a").count() == 0
    assert visit.page.locator("svg[role=graphics-document]:not([aria-label])").count() == 0
