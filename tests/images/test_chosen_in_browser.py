"""Which width of a photo Chromium takes: never one much larger than the box that shows it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.images.photos import photo, written
from tests.serving import STRICT_HEADERS, ServeFolder
from tests.small_sites import Small, source

CHOSEN = """() => [...document.querySelectorAll('picture > img')].map(each => {
  const width = Number(each.currentSrc.match(/-(\\d+)\\.[^.]+\\.webp$/)[1]);
  return [width, each.getBoundingClientRect().width * devicePixelRatio];
})"""
SHOWN = """() => [...document.querySelectorAll('picture > img')].map(each => {
  const { width, height } = each.getBoundingClientRect();
  return [each.naturalWidth, width, height, innerHeight];
})"""
"""Of a picture with several widths the natural one is what ``sizes`` says."""
BLUR = 0.95
"""A file of so many of the pixels that a box has looks as sharp."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Small(tmp_path_factory.mktemp("chosen"))
    site.write("site.yaml", "title: Tea\nbase_url: https://tea.example/\nimages: [webp]\n")
    site.write(
        "content/posts/tea/index.md", source("![Tea](tea.jpg)", image="tea.jpg", image_alt="Tea")
    )
    site.write("content/posts/tea/tea.jpg", written(photo(2000, 600)))
    site.write(
        "content/tree/index.md",
        source(
            "![A tree](tree.jpg){.wide}\n\n![A tree](tree.jpg)", image="tree.jpg", image_alt="A"
        ),
    )
    site.write("content/tree/tree.jpg", written(photo(1000, 1500)))
    site.made()
    return site.root / "build"


@pytest.mark.parametrize(
    ("width", "scale", "most"),
    [(360, 3, 1062), (390, 1, 342), (390, 2, 708), (390, 3, 1062), (402, 3, 1062), (680, 1, 708)],
)
def test_a_box_gets_the_next_larger_width(
    browser: Browser, serve_folder: ServeFolder, folder: Path, width: int, scale: int, most: int
) -> None:
    address = serve_folder(folder, headers=STRICT_HEADERS)
    page = browser.new_page(viewport={"width": width, "height": 1600}, device_scale_factor=scale)
    for path in ("posts/tea/", ""):
        page.goto(f"{address}{path}", wait_until="networkidle")
        for chosen, wanted in page.evaluate(CHOSEN):
            assert wanted * BLUR <= chosen, path
            assert chosen <= most, path
    page.close()


@pytest.mark.parametrize("width", [390, 820, 1088, 1440, 1920])
def test_a_portrait_is_no_higher_than_the_window_and_sizes_says_how_wide(
    browser: Browser, serve_folder: ServeFolder, folder: Path, width: int
) -> None:
    address = serve_folder(folder, headers=STRICT_HEADERS)
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}tree/")
    page.evaluate("() => [...document.images].forEach(each => { each.loading = 'eager'; })")
    page.wait_for_function("() => [...document.images].every(each => each.complete)")
    shown = page.evaluate(SHOWN)
    page.close()
    assert len(shown) == 3
    for said, wide, high, window in shown:
        assert said == pytest.approx(wide, rel=0.05)
        assert high == pytest.approx(wide * 1.5, rel=0.01)
        assert high <= window
