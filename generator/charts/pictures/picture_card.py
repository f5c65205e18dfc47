"""Cards of pages with a picture: a photograph fills the card, a drawing stands there whole."""

import io
from typing import TYPE_CHECKING

from generator.charts.cards import PictureCard
from generator.charts.look import page_color
from generator.charts.pictures.bounds import as_data, opened
from generator.charts.pictures.card import HEIGHT, WIDTH
from generator.charts.pictures.sizes import size_of
from generator.charts.pictures.title_card import draw_title_card, reduced
from generator.charts.vega.convert import png_of, refuse_references
from generator.engine import Blob, Made, Read, keep
from generator.problems import Problem
from generator.problems.fault import Fault
from generator.site.colors import Color, parse_color

if TYPE_CHECKING:
    from PIL import Image

MOST_LOST = 0.15
"""The share of a photograph that may be cut off; where it would be more, all of it is shown."""
_QUALITY = 85


def draw_picture_card(value: PictureCard, read: Read) -> Made[Blob]:
    """Make a picture as large as cards are; one that cannot be read has a card of the title."""
    try:
        blob, content = keep(_fitted(value, read(value.picture)))
        return Made(blob, blobs=(content,))
    except Fault as fault:
        told = fault.message if value.path in fault.message else f'"{value.path}": {fault.message}'
        message = f"{told}: the card shows the title instead"
        problem = Problem(message, value.place, fault.hint, value.source, "warning")
    made = draw_title_card(value.instead, read)
    problems = (problem, *made.problems)
    if made.value is None or is_drawn(value.path):
        return Made(made.value, problems, made.blobs)
    from PIL import Image

    blob, content = keep(_jpeg(Image.open(io.BytesIO(made.blobs[0])).convert("RGB")))
    return Made(blob, problems, (content,))


def is_drawn(path: str) -> bool:
    """Tell whether a picture has few colours, as drawings do: its card is a PNG."""
    return path.lower().endswith(".svg")


def _fitted(value: PictureCard, content: bytes) -> bytes:
    page = page_color(value.instead.look)
    if is_drawn(value.path):
        return _drawn(value.path, content, page)
    return _cut(value.path, content, parse_color(page) or (255, 255, 255))


def _is_cut(width: float, height: float) -> bool:
    shares = sorted((width / height, WIDTH / HEIGHT))
    return 1 - shares[0] / shares[1] <= MOST_LOST


def _drawn(path: str, content: bytes, page: str) -> bytes:
    refuse_references(content.decode("utf-8", "replace"))
    if not size_of(path, content)[0]:
        raise Fault("its size is unknown", (0, 0), "an SVG needs a viewBox, or a width and height")
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    card = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect {size} fill="{page}"/>'
        f'<image {size} href="{as_data(path, content, 0, 0)}"/></svg>'
    )
    return reduced(png_of(card, 1), 256)


def _cut(path: str, content: bytes, page: Color) -> bytes:
    from PIL import Image, ImageOps

    image = opened(path, content)
    try:
        image.draft("RGB", (WIDTH, HEIGHT))
        whole = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, ValueError, SyntaxError) as error:
        raise Fault(f"it cannot be read: {error}", (0, 0)) from None
    ground = Image.new("RGBA", whole.size, page)
    flat = Image.alpha_composite(ground, whole).convert("RGB")
    if _is_cut(*flat.size):
        return _jpeg(ImageOps.fit(flat, (WIDTH, HEIGHT)))
    return _jpeg(ImageOps.pad(flat, (WIDTH, HEIGHT), color=page))


def _jpeg(image: "Image.Image") -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return written.getvalue()
