"""On a phone the narrow drawing comes alive in its own box, with rows that are fetched once."""

from collections.abc import Iterator
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
