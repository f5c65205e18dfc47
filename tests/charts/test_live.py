"""The live chart in Chromium: under a strict CSP, in the static drawing's place."""

import gzip
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import generator.charts
from generator.charts.bundle.runtime import runtime
from generator.charts.figure import RuntimeParts
from tests.charts.drawing import Drawn, drawn
from tests.charts.test_draw import FEES
from tests.serving import STRICT_HEADERS, ServeFolder

SCRIPTS = Path(generator.charts.__file__).parent / "browser"
CHARTS = {
    "fees": ("vega-lite", f"#| alt: Fees.\n{FEES}"),
    "line": (
        "chart",
        (
            "data: fees.csv\nmark: line\nx: day\ny: value\ncolor: fee\nalt: A line.\nparams:\n"
            "  pick: {select: legend, field: fee}\n  kind: {menu: [a, b], label: Kind}\n"
        ),
    ),
    "pie": ("chart", "data: fees.csv\nmark: pie\ntheta: sum(value)\ncolor: fee\nalt: A pie.\n"),
    "multiples": (
        "chart",
        "data: fees.csv\nmark: bar\nx: yearmonth(day)\ny: value\nfacet: fee\nalt: Two.\n",
    ),
}
STYLE = """
:root { --chart-1: rgb(1, 2, 3); --chart-2: #a50; --chart-3: #50a; --chart-4: #5a0;
        --text: #000; --text-muted: #333; --grid: #ccc; --page: #fff;
        --font-chart: monospace; }
@media (prefers-color-scheme: dark) { :root { --chart-1: rgb(9, 8, 7); } }
body { margin: 20px; width: 680px; }
figure { margin: 0; }
.figure-box > svg { display: block; width: 100%; height: auto; }
"""


@pytest.fixture(scope="module")
def figures() -> dict[str, Drawn]:
    return {name: drawn(kind, text, name) for name, (kind, text) in CHARTS.items()}


@pytest.fixture(scope="module")
def bundle(figures: dict[str, Drawn]) -> bytes:
    return bundle_of(figures)


@pytest.fixture
def site(figures: dict[str, Drawn], bundle: bytes, tmp_path: Path) -> Path:
    lay_out(tmp_path, figures, page_of(figures), bundle)
    return tmp_path


def bundle_of(figures: Mapping[str, Drawn]) -> bytes:
    """Return the runtime that some figures need."""
    parts = sorted({part for each in figures.values() for part in each.figure.parts})
    made = runtime(RuntimeParts(tuple(parts)), lambda _: b"")
    assert not made.problems
    return made.blobs[0]


def lay_out(
    folder: Path, figures: Mapping[str, Drawn], page: str, bundle: bytes, style: str = STYLE
) -> None:
    """Write a page with all that it loads, as a site publishes it."""
    shutil.copytree(SCRIPTS, folder / "charts")
    (folder / "vega.js").write_bytes(bundle)
    (folder / "style.css").write_text(style)
    (folder / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    for name, each in figures.items():
        (folder / f"{name}.json").write_bytes(each.spec)
    (folder / "index.html").write_text(page)


def page_of(figures: dict[str, Drawn], live: str = "visible") -> str:
    body = "".join(
        f'<figure id="{name}" data-spec="{name}.json" data-live="{live}" data-runtime="vega.js">'
        f'<div class="figure-box">{each.svg}</div>'
        f'<div class="figure-controls">{each.figure.controls}</div></figure>'
        for name, each in figures.items()
    )
    return page_with(body)


def page_with(body: str) -> str:
    """Return a page of some figures."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Charts</title>'
        '<meta name="viewport" content="width=device-width">'
        '<link rel="stylesheet" href="style.css"><link rel="icon" href="icon.svg">'
        f'<script type="module" src="charts/figure.js"></script></head><body>{body}</body></html>'
    )


class Visit:
    """A page with what it said and what it asked for."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.page: Page = browser.new_page(**options)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def wait(self, name: str, state: str = "live") -> None:
        self.page.wait_for_selector(f"#{name}[data-state={state}]", timeout=20_000)


@pytest.fixture
def visit(browser: Browser, site: Path, serve_folder: ServeFolder) -> Iterator[Visit]:
    made = Visit(browser, viewport={"width": 720, "height": 2000})
    made.page.goto(serve_folder(site, headers=STRICT_HEADERS))
    yield made
    made.page.close()


def ends(page: Page) -> list[str]:
    """Return the end values that stand beside the fee curves."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('#fees .mark-text.role-mark text')]"
        ".map((text) => text.textContent)"
    )
    return found


def boxes(page: Page) -> list[list[float]]:
    found: list[list[float]] = page.evaluate(
        "[...document.querySelectorAll('figure')].map("
        "(f) => { const r = f.getBoundingClientRect(); return [r.top, r.width, r.height]; })"
    )
    return found


def test_all_come_alive_in_the_same_place(visit: Visit) -> None:
    before = boxes(visit.page)
    for name in CHARTS:
        visit.wait(name)
    assert boxes(visit.page) == before
    assert visit.said == []
    own = visit.page.url
    assert all(url.startswith(own) for url in visit.asked)
    assert visit.page.evaluate("Object.keys(window).filter((key) => /vega/i.test(key))") == []
    live = "#pie svg[role=graphics-document]"
    assert visit.page.get_attribute(live, "aria-label") == "A pie."


def test_the_slider_moves_the_curves(visit: Visit) -> None:
    visit.wait("fees")
    assert ends(visit.page) == ["$81,007", "$78,490", "$69,299", "$59,551"]
    visit.page.focus("#fees [data-signal=saving]")
    visit.page.keyboard.press("ArrowRight")
    visit.page.wait_for_timeout(200)
    assert ends(visit.page) == ["$89,108", "$86,339", "$76,229", "$65,506"]
    assert visit.page.inner_text("#fees output >> nth=0") == "$110"
    assert visit.said == []


def test_colours_follow_the_scheme_without_redrawing(visit: Visit) -> None:
    def color() -> object:
        return visit.page.evaluate(
            "getComputedStyle(document.querySelectorAll('#line .mark-line path')[1]).stroke"
        )

    visit.wait("line")
    assert color() == "rgb(1, 2, 3)"
    visit.page.emulate_media(color_scheme="dark")
    assert color() == "rgb(9, 8, 7)"


def test_a_tooltip_tells_the_point_as_text(visit: Visit) -> None:
    visit.wait("pie")
    visit.page.hover("#pie .mark-arc path >> nth=0")
    visit.page.wait_for_timeout(200)
    assert "fee: " in visit.page.inner_text("#pie .figure-tooltip")
    visit.page.keyboard.press("Escape")
    assert visit.page.is_hidden("#pie .figure-tooltip")
    assert visit.said == []


def test_nothing_is_loaded_until_a_figure_is_touched(
    browser: Browser, site: Path, figures: dict[str, Drawn], serve_folder: ServeFolder
) -> None:
    (site / "index.html").write_text(page_of(figures, "touch"))
    visit = Visit(browser, viewport={"width": 720, "height": 2000})
    visit.page.goto(serve_folder(site, headers=STRICT_HEADERS))
    visit.page.wait_for_timeout(300)
    assert not any("vega" in url or ".json" in url for url in visit.asked)
    visit.page.focus("#fees [data-signal=saving]")
    visit.wait("fees")
    assert not visit.page.get_attribute("#pie", "data-state")
    visit.page.close()


def test_a_chart_that_fails_keeps_its_drawing(
    browser: Browser, site: Path, serve_folder: ServeFolder
) -> None:
    (site / "pie.json").write_text("{")
    visit = Visit(browser, viewport={"width": 720, "height": 2000})
    visit.page.goto(serve_folder(site, headers=STRICT_HEADERS))
    visit.wait("pie", "still")
    assert visit.page.locator("#pie svg[role=img]").count() == 1
    visit.wait("fees")
    visit.page.close()


def test_without_scripts_the_drawings_stand(
    browser: Browser, site: Path, serve_folder: ServeFolder
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(serve_folder(site, headers=STRICT_HEADERS))
    assert page.locator("figure svg[role=img]").count() == len(CHARTS)
    page.close()


def gzipped(names: Iterable[str]) -> int:
    """Return the bytes that some modules come to, each compressed by itself."""
    return sum(len(gzip.compress((SCRIPTS / name).read_bytes(), mtime=0)) for name in names)


def with_imports(*names: str) -> set[str]:
    """Return modules and all that they import as they load."""
    found = set(names)
    for name in names:
        static = re.findall(
            r'^import .*? from "\./(.*?)";', (SCRIPTS / name).read_text(), re.MULTILINE
        )
        found |= with_imports(*static)
    return found


def test_the_loader_and_the_runtime_are_small(bundle: bytes) -> None:
    loader = with_imports("figure.js")
    assert gzipped(loader) <= 5 * 1024
    plain = with_imports("figure.js", "chart.js")
    assert {"controls.js", "tooltip.js"} <= plain
    assert not {"state.js", "values.js", "format.js"} & plain
    assert gzipped(plain) <= 8.25 * 1024
    moved = with_imports("state.js", "values.js") - plain
    assert gzipped(moved) <= 5.5 * 1024
    assert len(gzip.compress(bundle, mtime=0)) <= 125_000


def test_the_runtime_is_a_module_that_exports_what_the_loader_uses(bundle: bytes) -> None:
    exported = re.search(rb"export\{([^}]*)\};?\s*\Z", bundle)
    assert exported
    names = {part.split(b" as ")[-1].decode() for part in exported[1].split(b",")}
    assert names == {"View", "parse", "interpret"}


def test_every_part_is_known_to_the_runtime() -> None:
    everything = ("geoshape", "projection", "force", "wordcloud", "treemap", "voronoi", "loess",
                  "label", "crossfilter", "kde", "timeunit", "stack")  # fmt: skip
    made = runtime(RuntimeParts(everything), lambda _: b"")
    assert not made.problems
    for name in everything:
        assert re.search(rb"[{,]" + name.encode() + rb":", made.blobs[0]), name
