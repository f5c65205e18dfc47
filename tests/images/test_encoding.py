"""One picture made of another: upright, in plain colours, of the size asked for, and no more."""

import io
from typing import Any

import pytest
from PIL import Image, ImageCms

from generator.engine import keep
from generator.images import encoding
from generator.images.encoding import encode
from generator.images.files import ImageFacts, ImageFile
from generator.images.reading import read_facts
from generator.images.variants import Encoding, Format
from tests.images.photos import camera, photo, written

RED = (250, 10, 10)


def made(content: bytes, form: Format, width: int, height: int, **more: Any) -> bytes:
    blob, _ = keep(content)
    value = Encoding(blob, width, height, form, more.pop("quality", 70), **more)
    result = encode(value, lambda asked: {blob: content}[asked])
    assert result.problems == ()
    assert result.value is not None
    (raw,) = result.blobs
    assert result.value.size == len(raw)
    return raw


def facts(content: bytes, path: str = "a.jpg") -> ImageFacts:
    blob, _ = keep(content)
    found = read_facts(ImageFile(path, blob), lambda asked: content).value
    assert found is not None
    return found


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def is_near(found: Any, expected: tuple[int, ...], by: int = 14) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, expected, strict=True))


@pytest.mark.parametrize("form", ["avif", "webp", "jpeg"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_and_tells_nothing_of_its_camera(
    form: Format, orientation: int
) -> None:
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    held = photo(300, 200)
    if orientation in back:
        held = held.transpose(Image.Transpose(back[orientation]))
    content = written(held, exif=camera(orientation))
    assert (facts(content).width, facts(content).height) == (300, 200)
    assert not facts(content).is_plain
    small = made(content, form, 150, 100)
    shown = opened(small)
    assert shown.size == (150, 100)
    assert is_near(shown.convert("RGB").getpixel((10, 10)), RED, 40)
    assert not shown.getexif()
    assert b"SECRETCAM" not in small
    assert b"Exif" not in small


@pytest.mark.parametrize(
    ("picture", "form"),
    [
        (photo(80, 60, "CMYK"), "JPEG"),
        (photo(80, 60, "L"), "JPEG"),
        (photo(80, 60, "P"), "PNG"),
        (photo(80, 60, "RGBA"), "PNG"),
        (photo(80, 60, "LA"), "PNG"),
        (photo(80, 60, "1"), "PNG"),
        (photo(80, 60, "L").convert("I").point(lambda level: level * 257).convert("I;16"), "PNG"),
        (photo(80, 60, "CMYK"), "TIFF"),
        (photo(80, 60), "BMP"),
        (photo(80, 60), "WEBP"),
        (photo(80, 60), "AVIF"),
    ],
)
@pytest.mark.parametrize("wanted", ["avif", "webp", "jpeg", "png"])
def test_every_kind_of_picture_comes_out_as_it_looks(
    picture: Image.Image, form: str, wanted: Format
) -> None:
    content = written(picture, form)
    assert facts(content).width == 80
    shown = opened(made(content, wanted, 40, 30, quality=95)).convert("RGB")
    expected = photo(80, 60).convert("L" if picture.mode in ("L", "LA", "1", "I;16") else "RGB")
    if picture.mode != "1":
        expected = expected.convert("RGB").resize((40, 30))
        for spot in ((5, 5), (20, 20), (35, 8)):
            assert is_near(shown.getpixel(spot), expected.getpixel(spot), 34)  # type: ignore[arg-type]


def test_what_shows_through_still_does() -> None:
    clear = photo(80, 60).copy()
    clear.putalpha(Image.linear_gradient("L").resize((80, 60)))
    content = written(clear, "PNG")
    assert not facts(content, "a.png").is_opaque
    for form in ("avif", "webp", "png"):
        shown = opened(made(content, form, 40, 30))
        assert shown.convert("RGBA").getpixel((20, 1))[3] < 40  # type: ignore[index]
        assert shown.convert("RGBA").getpixel((20, 28))[3] > 200  # type: ignore[index]


def test_a_wide_range_of_colours_is_brought_into_the_plain_one() -> None:
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    content = written(photo(80, 60), icc_profile=wide.tobytes())
    assert not facts(content).is_plain
    assert not opened(made(content, "jpeg", 40, 30)).info.get("icc_profile")


def test_a_drawing_stays_what_it_is_to_the_pixel() -> None:
    drawing = photo(200, 150).quantize(16)
    content = written(drawing, "PNG")
    assert facts(content, "a.png").kind == "drawing"
    exact = opened(made(content, "webp", 200, 150, is_exact=True))
    assert exact.convert("RGB").tobytes() == drawing.convert("RGB").tobytes()


def test_the_same_is_made_whatever_was_made_before() -> None:
    content = written(photo(2900, 1100))
    sizes = [(1360, 516), (680, 258), (342, 130)]
    alone = []
    for size in sizes:
        encoding._latest.clear()
        alone.append(made(content, "jpeg", *size))
    encoding._latest.clear()
    assert [made(content, "jpeg", *size) for size in reversed(sizes)] == alone[::-1]


def test_a_codec_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise KeyError("AVIF")

    content = written(photo(80, 60))
    monkeypatch.setattr(Image.Image, "save", fails)
    blob, _ = keep(content)
    result = encode(Encoding(blob, 9, 9, "avif", 50), lambda _: content)
    assert result.value is None
    assert "could not be written as AVIF" in result.problems[0].message


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"<html>", "is no picture"),
        (b"", "is no picture"),
        (written(photo(400, 300))[:9_000], "is cut off"),
        (written(photo(400, 300), "PNG")[:9_000], "is cut off"),
    ],
)
def test_what_is_no_whole_picture_is_told(content: bytes, wrong: str) -> None:
    assert wrong in facts(content).wrong
    assert facts(content).kind == ""


def test_more_pixels_than_any_page_needs_are_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    assert "more pixels" in facts(written(photo(80, 60))).wrong


def test_the_mean_colour() -> None:
    assert facts(written(Image.new("RGB", (90, 60), (255, 0, 136)), "PNG"), "a.png").mean == "f08"
    assert facts(written(Image.new("RGBA", (90, 60), (255, 0, 136, 9)), "PNG"), "a.png").mean == ""
