"""Pictures: their sizes by their bytes, and where pages and feeds state them."""

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generator.engine import keep
from generator.images.files import IMAGES, ImageFile
from generator.images.reading import read_facts
from tests.small_sites import Small, small_site, source

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".avif": "AVIF"}
ORIENTATION = 0x0112
SVG = "http://www.w3.org/2000/svg"


def measured(path: str, content: bytes) -> tuple[int, int]:
    blob, _ = keep(content)
    made = read_facts(ImageFile(path, blob), lambda asked: {blob: content}[asked])
    assert made.value is not None
    assert made.problems == ()
    return made.value.width, made.value.height


def raster(form: str, width: int, height: int, mode: str = "RGB", **options: Any) -> bytes:
    written = io.BytesIO()
    Image.new(mode, (width, height)).save(written, form, **options)
    return written.getvalue()


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("size", [(1, 1), (300, 200), (17, 1025)])
def test_the_formats_of_photos(ending: str, size: tuple[int, int]) -> None:
    assert measured(f"a{ending}", raster(FORMATS[ending], *size)) == size
    assert measured(f"A{ending.upper()}", raster(FORMATS[ending], *size)) == size


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        (".jpg", raster("JPEG", 30, 20, progressive=True)),
        (".jpg", raster("JPEG", 30, 20, "CMYK")),
        (".jpg", raster("JPEG", 30, 20, icc_profile=bytes(100_000), comment=b"\xff\xc0" * 99)),
        (".png", raster("PNG", 30, 20, "P")),
        (".webp", raster("WEBP", 30, 20, lossless=True)),
        (".webp", raster("WEBP", 30, 20, "RGBA")),
        (".gif", raster("GIF", 30, 20, save_all=True, append_images=[Image.new("L", (9, 9))])),
    ],
)
def test_the_kinds_within_a_format(ending: str, content: bytes) -> None:
    assert measured(f"a{ending}", content) == (30, 20)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_as_large_as_it_is_shown(orientation: int) -> None:
    facts = Image.Exif()
    facts[ORIENTATION] = orientation
    expected = (20, 30) if orientation > 4 else (30, 20)
    assert measured("a.jpg", raster("JPEG", 30, 20, exif=facts)) == expected


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="960" height="600"', (960, 600)),
        ("width='96px' height=' 60.4 '", (96, 60)),
        ('width="1in" height="72pt"', (96, 96)),
        ('width="2.54cm" height="25.4mm" viewBox="0 0 1 1"', (96, 96)),
        ('width="101.6Q" height="6pc"', (96, 96)),
        ('width="1em" height="1.5em" viewBox="0 0 24 24"', (16, 24)),
        ('width="1e2" height=".5e+2"', (100, 50)),
        ('viewBox="0 0 24 16"', (24, 16)),
        ('viewBox="-10,-10,24.4,16"', (24, 16)),
        ('viewBox=" 0 0\n24  16 " width="100%"', (24, 16)),
        ('viewBox="0 0 24 16" width="auto" height=""', (24, 16)),
        ('viewBox="0 0 24 16" width="12"', (12, 8)),
        ('viewBox="0 0 24 16" height="32" width="100%"', (48, 32)),
        ("", (0, 0)),
        ('width="100"', (0, 0)),
        ('width="100%" height="100%"', (0, 0)),
        ('width="3ex" height="3ex" viewBox="0 0 9000 9000"', (0, 0)),
        ('width="wide" height="3" viewBox="0 0 9 9"', (0, 0)),
        ('width="-5" height="5"', (0, 0)),
        ('width="1e999" height="5"', (0, 0)),
        ('width="0.2" height="5"', (0, 0)),
        ('viewBox="0 0 0 16"', (0, 0)),
        ('viewBox="0 0 16"', (0, 0)),
        ('viewBox="a b c d"', (0, 0)),
        ('data-width="3" stroke-width="5" data-height="7"', (0, 0)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[int, int]) -> None:
    drawing = f'<svg xmlns="{SVG}" {attributes}><rect width="7" height="7"/></svg>'
    assert measured("a.svg", drawing.encode()) == size


PLAIN = f'<svg xmlns="{SVG}" width="30" height="20"/>'


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        b'<?xml version="1.0" encoding="latin-1"?><!-- \xe9 width="7" -->' + PLAIN.encode(),
        f"<!-- {'long ' * 9999} -->{PLAIN}".encode(),
        f'<!DOCTYPE svg [<!ENTITY w "30">]>{PLAIN.replace("30", "&w;")}'.encode(),
        PLAIN.replace("<svg xmlns", "<s:svg xmlns:s").encode(),
        PLAIN.replace("/>", "><g>").encode(),
    ],
)
def test_how_a_drawing_may_be_written(content: bytes) -> None:
    assert measured("a.svg", content) == (30, 20)


@pytest.mark.parametrize(
    "text",
    [
        '<html width="3" height="2"></html>',
        '<!-- <svg width="3" height="2"> -->',
        '<g><svg width="3" height="2"/></g>',
        '<svg width="3" width="4" height="2"/>',
        '<?xml version="1.0" encoding="nonesuch"?><svg width="3" height="2"/>',
        '<?xml version="1.0" encoding="gb18030"?><svg width="3" height="2"/>',
        '<svg width="3" height="2"',
        "&x;",
        "",
    ],
)
def test_what_is_no_drawing_has_no_size(text: str) -> None:
    assert measured("a.svg", text.encode()) == (0, 0)


BEGINNINGS = [raster(form, 30, 20)[:200] for form in FORMATS.values()] + [
    b"",
    b"II*\0",
    b"BM",
    b"P6\n",
    b"\0\0\0\x0cjP  \r\n\x87\n",
    b"<svg ",
    PLAIN.encode(),
    b'<?xml version="1.0" encoding="',
]


@given(st.sampled_from(IMAGES), st.sampled_from(BEGINNINGS), st.integers(0, 200), st.binary())
def test_garbage_is_no_picture_and_no_trouble(
    ending: str, beginning: bytes, cut: int, rest: bytes
) -> None:
    width, height = measured(f"a{ending}", beginning[:cut] + rest)
    assert (width > 0) == (height > 0)
    assert width >= 0


@given(st.sampled_from(BEGINNINGS), st.integers(0, 199), st.integers(0, 255))
def test_one_wrong_byte_is_no_trouble(content: bytes, at: int, byte: int) -> None:
    for ending in IMAGES:
        measured(f"a{ending}", content[:at] + bytes([byte]) + content[at + 1 :])


POST = """
![Tea](pot.png) and <img src="pot.png" width="9" alt="">, [not shown](far.png).

![Drawn](pot.svg "A pot.")

![Torn](torn.svg)[^1]

[^1]: Small: ![Cup](../cup.gif)
"""
SIZES = "{{ post.image }} {{ post.image_width }}x{{ post.image_height }}"


@pytest.fixture
def site(tmp_path: Path) -> Small:
    files: dict[str, str | bytes] = {
        "content/posts/tea/index.md": source(
            POST, title="Tea", image="/head.png", image_alt="Tea."
        ),
        "content/posts/tea/pot.png": raster("PNG", 30, 20),
        "content/posts/tea/far.png": raster("PNG", 31, 21),
        "content/posts/tea/pot.svg": PLAIN,
        "content/posts/tea/torn.svg": "<svg",
        "content/posts/plain.md": source("Nothing to see.", title="Plain"),
        "content/posts/cup.gif": raster("GIF", 7, 5),
        "content/static/head.png": raster("PNG", 1200, 630),
        "themes/bare/templates/_posts.html": f"{{% for post in posts %}}{SIZES};{{% endfor %}}",
        "themes/bare/templates/post.html": f"{SIZES}\n{{{{ body | safe }}}}",
    }
    return small_site(tmp_path, files)


def test_pages_lists_and_feeds_state_sizes(site: Small) -> None:
    site.made()
    page = site.text("posts/tea/index.html")
    assert page.startswith("/head.png 1200x630\n")
    assert 'src="/posts/tea/pot.png" width="30" height="20"' in page
    assert '<img src="/posts/tea/pot.png" width="9" alt="">' in page
    assert 'src="/posts/tea/pot.svg" width="30" height="20"' in page
    assert 'src="/posts/cup.gif" width="7" height="5"' in page
    assert page.count("height=") == page.count("width=") - 1 == page.count("src=") - 2
    assert "/head.png 1200x630;" in site.text("index.html")
    assert " 0x0\n" in site.text("posts/plain/index.html")
    feed = site.text("feed.json").replace('\\"', '"')
    assert 'src="https://tea.example/posts/tea/pot.png" width="30" height="20"' in feed
    assert 'src="https://tea.example/posts/cup.gif" width="7" height="5"' in feed


def test_only_pictures_that_are_shown_are_measured_and_only_once(site: Small) -> None:
    assert site.made().tallies["measure"].made == 5
    again = site.made().tallies["measure"]
    assert (again.made, again.reused) == (0, 5)


def test_a_picture_of_another_size_changes_its_page_alone(site: Small) -> None:
    site.made()
    site.write("content/posts/tea/pot.png", raster("PNG", 40, 50))
    report = site.made()
    assert report.tallies["measure"].made == 1
    assert report.tallies["read"].made == 0
    assert report.tallies["compose"].made == 1 + 3
    page = site.text("posts/tea/index.html")
    assert 'src="/posts/tea/pot.png" width="40" height="50"' in page
