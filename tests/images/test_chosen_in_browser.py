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
