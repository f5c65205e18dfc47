"""Figures on phones come alive in their boxes; rows are fetched once, pictures from the site."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.charts.drawing import Drawn, drawn
from tests.charts.test_live import STYLE, Visit, boxes, bundle_of, lay_out, page_with
from tests.charts.vega.test_narrow import DOTS, dots
from tests.serving import STRICT_HEADERS, ServeFolder

PHONE = {"width": 390, "height": 3000}
HIDING = """
body { margin: 24px; width: auto; }
.figure-box svg, .figure-box img { display: block; width: 100%; height: auto; }
.figure-narrow { display: none; }
@media (max-width: 30rem) {
  figure:not(.is-live) .figure-narrow { display: block; }
  figure:not(.is-live) .figure-box > :is(svg, picture) { display: none; }
}
"""


@pytest.fixture(scope="module")
def figures() -> dict[str, Drawn]:
    turned = DOTS.replace("x: a\ny: b", "x: b\ny: a")
    return {
        "one": drawn("chart", DOTS, "one", files=dots(300), shared=("dots.csv",)),
        "two": drawn("chart", turned, "two", files=dots(300), shared=("dots.csv",)),
        "many": drawn("chart", DOTS, "many", files=dots(1_500)),
    }


@pytest.fixture
def site(figures: dict[str, Drawn], tmp_path: Path) -> Path:
    body = "".join(_written(name, each, tmp_path) for name, each in figures.items())
    lay_out(tmp_path, figures, page_with(body), bundle_of(figures), STYLE + HIDING)
    return tmp_path


def _written(name: str, result: Drawn, folder: Path) -> str:
    figure = result.figure
    assert figure.narrow
    assert figure.narrow.spec
    (folder / f"{name}.narrow.json").write_bytes(result.store[figure.narrow.spec.digest])
    for _, rows in figure.shared:
        (folder / f"{rows.digest}.json").write_bytes(result.store[rows.digest])
    wide, narrow = result.svg, result.store[figure.narrow.svg.digest].decode()
    if figure.raster and figure.narrow.raster:
        for path, blob in (("wide", figure.raster.light), ("narrow", figure.narrow.raster.light)):
            (folder / f"{name}.{path}.png").write_bytes(result.store[blob.digest])
        wide = _picture(f"{name}.wide.png", figure.width, figure.height)
        narrow = _picture(f"{name}.narrow.png", figure.narrow.width, figure.narrow.height)
    return (
        f'<figure id="{name}" data-spec="{name}.json" data-narrow="{name}.narrow.json"'
        ' data-shared="./" data-live="visible" data-runtime="vega.js"><div class="figure-box">'
        f'{wide}<div class="figure-narrow">{narrow}</div></div></figure>'
    )


def _picture(path: str, width: int, height: int) -> str:
    image = f'<img src="{path}" alt="z" width="{width}" height="{height}" loading="lazy">'
    return f"<picture>{image}</picture>"


@pytest.fixture
def phone(browser: Browser, site: Path, serve_folder: ServeFolder) -> Iterator[Visit]:
    made = Visit(browser, viewport=PHONE)
    made.page.goto(serve_folder(site, headers=STRICT_HEADERS))
    yield made
    made.page.close()


def test_the_narrow_drawing_comes_alive_in_its_place(phone: Visit) -> None:
    before = boxes(phone.page)
    for name in ("one", "two", "many"):
        phone.wait(name)
    assert boxes(phone.page) == before
    assert phone.said == []
    names = [url.rpartition("/")[2] for url in phone.asked]
    assert {"one.narrow.json", "two.narrow.json", "many.narrow.json"} <= set(names)
    assert not {"one.json", "two.json", "many.json"} & set(names)
    assert "many.wide.png" not in names


def test_shared_rows_are_fetched_once_and_drawn_by_both(
    phone: Visit, figures: dict[str, Drawn]
) -> None:
    phone.wait("one")
    phone.wait("two")
    ((_, rows),) = figures["one"].figure.shared
    assert sum(rows.digest in url for url in phone.asked) == 1
    for name in ("one", "two"):
        assert phone.page.locator(f"#{name} .mark-symbol.role-mark path").count() == 300


def test_a_wide_window_gets_the_wide_drawing(
    browser: Browser, site: Path, serve_folder: ServeFolder
) -> None:
    visit = Visit(browser, viewport={"width": 900, "height": 3000})
    visit.page.goto(serve_folder(site, headers=STRICT_HEADERS))
    before = boxes(visit.page)
    for name in ("one", "many"):
        visit.wait(name)
    assert boxes(visit.page) == before
    assert not any("narrow" in url for url in visit.asked)
    assert visit.page.get_attribute("#many svg[role=graphics-document]", "aria-label") == "z"
    visit.page.close()


SPEC = {
    "params": [{"name": "at", "value": 0, "bind": {"input": "range", "min": 0, "max": 2}}],
    "data": {
        "values": [
            {"x": 0, "u": "own.svg"},
            {"x": 1, "u": "other.svg"},
            {"x": 2, "u": "far.svg"},
            {"x": 3, "u": "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"},
        ]
    },
    "transform": [
        {"calculate": "datum.x == 2 ? 'http://127.0.0.1:1/' + datum.u : datum.u", "as": "v"},
        {"filter": "datum.x <= at || datum.x == 3"},
    ],
    "mark": {"type": "image", "width": 40, "height": 40},
    "encoding": {
        "x": {"field": "x", "type": "quantitative", "scale": {"domain": [0, 3]}},
        "url": {"field": "v", "type": "nominal"},
        "tooltip": [{"field": "v", "type": "nominal", "title": "image"}],
    },
}
SHOWN = "[...document.querySelectorAll('#c .mark-image image')].map((i) => i.href.baseVal)"


def test_no_picture_is_asked_for_that_was_not_published(
    browser: Browser, serve_folder: ServeFolder, tmp_path: Path
) -> None:
    made = drawn("vega-lite", f"#| alt: Pictures.\n{json.dumps(SPEC)}")
    (tmp_path / "published.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    images = escape(json.dumps({"own.svg": "published.svg"}))
    page = page_with(
        f'<figure id="c" data-spec="c.json" data-live="visible" data-runtime="vega.js"'
        f' data-images="{images}"><div class="figure-box">{made.svg}</div>'
        f'<div class="figure-controls">{made.figure.controls}</div></figure>'
    )
    lay_out(tmp_path, {"c": made}, page, bundle_of({"c": made}))
    visit = Visit(browser, viewport={"width": 720, "height": 900})
    visit.page.goto(serve_folder(tmp_path, headers=STRICT_HEADERS))
    visit.wait("c")
    visit.page.evaluate(
        "() => { const slider = document.querySelector('#c input[type=range]');"
        " slider.value = 2; slider.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    visit.page.wait_for_function(f"{SHOWN}.length === 4")
    visit.page.wait_for_timeout(300)
    own, *refused, carried = sorted(visit.page.evaluate(SHOWN), key=lambda href: "data:" in href)
    hrefs = sorted((own, *refused))
    assert [href.rpartition("/")[2] for href in hrefs] == ["", "", "published.svg"]
    assert carried.startswith("data:image/svg+xml")
    visit.page.hover("#c .mark-image image >> nth=0", force=True)
    assert not [url for url in visit.asked if "other.svg" in url or "127.0.0.1:1/" in url]
    visit.page.close()
