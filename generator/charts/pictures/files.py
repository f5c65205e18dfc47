"""All picture files of one figure: for its page, for phones, for feeds, to take away."""

import io
import re
from collections.abc import Mapping
from html import escape
from xml.etree import ElementTree as ET

from msgspec import Struct

from generator.blocks.options import FigureOptions
from generator.charts.figure import Narrow, Raster
from generator.charts.look import FONT, dark, family_of, light, role
from generator.charts.pictures.fonts import Font, with_fonts
from generator.charts.pictures.svg import inline_svg, marks_of
from generator.charts.pictures.tips import without_tips
from generator.charts.plot import Plot
from generator.charts.vega.convert import png_of
from generator.engine import Blob, keep
from generator.markup.parts import Block
from generator.site.look import Look

PNG_SCALE = 2
_COLORS = 256
_COMPRESSION = 8
"""The highest level takes twice the time, for a picture that is 3.5 % smaller."""
FONTS = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The font that text was measured in, and those that are as wide."""
_HEAD = re.compile(r' role="img" aria-label="[^"]*"')
MOST = 1_000
"""Marks above which the page gets a picture."""
_OF_PATH = 100
"""Characters of a path that weigh as much as one mark more: a line of 20,000 points is one mark."""


class Pictures(Struct, frozen=True):
    """What a figure shows without a script."""

    svg: Blob
    png: Blob
    download: Blob
    narrow: Narrow | None
    raster: Raster | None


class Drawings(Struct, frozen=True):
    """A block's drawings; ``pictures`` are the files that they show, as data by their addresses.

    ``fonts`` are the theme's, for PNG.
    """

    wide: Plot
    narrow: Plot | None
    pictures: Mapping[str, str] = {}
    fonts: tuple[Font, ...] = ()


def draw_pictures(
    drawn: Drawings, block: Block, options: FigureOptions, alt: str, look: Look
) -> tuple[Pictures, tuple[bytes, ...]]:
    """Write out the drawings of a block's figure, with the bytes of their Blobs."""
    blobs: list[bytes] = []
    heavy = is_heavy(drawn.wide.root)

    def drawable(svg: str) -> str:
        return with_fonts(with_pictures(svg, drawn.pictures), drawn.fonts)

    def narrowed(plot: Plot) -> Narrow:
        # Both drawings stand in the page, so their ids must not be the same.
        slim = inline_svg(plot.root, f"{block.name}-narrow", alt, look.narrow)
        raster = _raster(drawable(without_tips(slim)), look, blobs) if heavy else None
        return Narrow(_keep(slim, blobs), plot.width, plot.height, raster=raster)

    page = inline_svg(drawn.wide.root, block.name, alt, look.width_of(options.size))
    svg = without_tips(page)
    light_and_dark = _raster(drawable(svg), look, blobs) if heavy else None
    png = light_and_dark.light if light_and_dark else _keep(picture(drawable(svg), look), blobs)
    whole = svg_file(with_pictures(svg, drawn.pictures), look, options.caption, alt)
    made = Pictures(
        svg=_keep(page, blobs),
        png=png,
        download=_keep(whole, blobs),
        narrow=narrowed(drawn.narrow) if drawn.narrow else None,
        raster=light_and_dark,
    )
    return made, tuple(blobs)


def _raster(svg: str, look: Look, blobs: list[bytes]) -> Raster:
    return Raster(_keep(picture(svg, look), blobs), _keep(dark_picture(svg, look), blobs))


def _keep(content: str | bytes, blobs: list[bytes]) -> Blob:
    blob, raw = keep(content)
    blobs.append(raw)
    return blob


def is_heavy(root: ET.Element) -> bool:
    """Tell whether a drawing is too large to stand in a page as SVG."""
    weight = 0
    for mark in marks_of(root):
        weight += 1 + len(mark.get("d", "")) // _OF_PATH
        if weight > MOST:
            return True
    return False


def svg_file(svg: str, look: Look, title: str, alt: str) -> str:
    """Write a drawing to stand alone: light colours, a font that is there, title and text.

    A drawing without ``title`` is named by its alternative text.
    """
    told = f"<title>{escape(title or alt, quote=False)}</title>"
    told += f"<desc>{escape(alt, quote=False)}</desc>" if title else ""
    fonts = f"{family_of(look)}, {FONTS}" if look.font else FONTS
    resolved = light(look, on_page(svg.replace(FONT, fonts), look))
    start = resolved.index(">") + 1
    head = _HEAD.sub(' role="img"', resolved[:start], count=1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{told}{resolved[start:]}\n'


def with_pictures(svg: str, pictures: Mapping[str, str]) -> str:
    """Put pictures into a drawing that shows them by their addresses."""
    for address, data in pictures.items():
        svg = svg.replace(href(address), f'href="{data}"')
    return svg


def href(address: str) -> str:
    """Return the attribute by which a drawing shows a picture."""
    written = escape(address, quote=False).replace('"', "&quot;")
    return f'href="{written}"'


def picture(svg: str, look: Look) -> bytes:
    """Draw a figure's SVG as PNG in the theme's light colours, at twice its size."""
    return _png(light(look, on_page(svg, look)))


def dark_picture(svg: str, look: Look) -> bytes:
    """Draw the same in the theme's dark colours."""
    return _png(dark(look, on_page(svg, look)))


def on_page(svg: str, look: Look) -> str:
    """Lay the colour of the theme's page under a drawing."""
    start = svg.index(">") + 1
    page = f'<rect width="100%" height="100%" fill="{role(look, "page")}"/>'
    return svg[:start] + page + svg[start:]


def _png(svg: str) -> bytes:
    """Draw an SVG without variables.

    A drawing has few colours: a palette of them takes a fifth of the bytes.
    """
    from PIL import Image

    full = Image.open(io.BytesIO(png_of(svg, PNG_SCALE))).convert("RGB")
    reduced = full.quantize(_COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    written = io.BytesIO()
    reduced.save(written, "PNG", compress_level=_COMPRESSION)
    return written.getvalue()
