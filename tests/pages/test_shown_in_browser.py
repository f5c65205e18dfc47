"""Pictures of many sizes, films and sounds in Chromium, under the recommended policy."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.serving import STRICT_HEADERS, ServeFolder
from tests.small_sites import Small, source

BODY = """
<img id="widths" src="a.png" srcset="a.png 600w, wide.png 2400w" alt="a">

<img id="density" src="a.png" srcset="sharp.png 2x" alt="a">

<picture>
<source media="(max-width: 600px)" srcset="tall.png"><source srcset="wide.png">
<img id="directed" src="a.png" alt="a">
</picture>

<video id="film" controls poster="poster.png"><source src="film.webm"></video>

<audio controls src="sound.ogg"></audio>

| In | a table |
|----|---------|
| <img id="cell" src="a.png" srcset="sharp.png 2x" alt="a"> | text |
"""
SIZES = {
    "a.png": (600, 300),
    "sharp.png": (1200, 600),
    "wide.png": (2400, 800),
    "tall.png": (300, 900),
    "poster.png": (1280, 720),
}
SHOWN = """() => Object.fromEntries([...document.querySelectorAll('.prose [id]')].map(each => {
  const {width, height, top} = each.getBoundingClientRect();
  const name = (each.poster || each.currentSrc || '').split('/').pop();
  return [each.id, [name, Math.round(width), Math.round(height), top]];
}))"""


def png(width: int, height: int) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height)).save(written, "PNG")
    return written.getvalue()


@pytest.fixture
def address(tmp_path: Path, serve_folder: ServeFolder) -> str:
    site = Small(tmp_path)
    site.write("site.yaml", "title: Tea\nbase_url: https://tea.example/\n")
    folder = "content/posts/tea"
    site.write(f"{folder}/index.md", source(BODY))
    for name, size in SIZES.items():
        site.write(f"{folder}/{name}", png(*size))
    site.write(f"{folder}/film.webm", "no film")
    site.write(f"{folder}/sound.ogg", "no sound")
    site.made()
    return serve_folder(tmp_path / "build", headers=STRICT_HEADERS)


@pytest.mark.parametrize(
    ("width", "scale", "names"),
    [
        (390, 3, "wide.png sharp.png tall.png sharp.png"),
        (820, 1, "wide.png a.png wide.png a.png"),
        (1440, 2, "wide.png sharp.png wide.png sharp.png"),
    ],
)
def test_each_screen_gets_its_picture_and_no_page_is_wider_than_its_window(
    browser: Browser, address: str, width: int, scale: int, names: str
) -> None:
    size: Any = {"width": width, "height": 900}
    page = browser.new_page(viewport=size, device_scale_factor=scale)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}posts/tea/")
    shown = page.evaluate(SHOWN)
    over = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    page.close()
    assert over <= 0
    assert complaints == []
    ids = ("widths", "density", "directed", "cell")
    assert [shown[each][0] for each in ids] == names.split()
    for each in ids:
        name, across, down, _ = shown[each]
        wide, high = SIZES[name]
        assert abs(down - across * high / wide) <= 1, each
    assert shown["directed"][1] == (300 if width < 600 else shown["widths"][1])
    below = shown["density"][3] + shown["density"][2]
    gap = shown["density"][3] - shown["widths"][3] - shown["widths"][2]
    assert shown["directed"][3] - below == pytest.approx(gap, abs=2)
    assert shown["film"][1] * 9 // 16 - shown["film"][2] in (-1, 0)
