"""Vega into pictures: SVG measured in one font everywhere, PNG in the theme's light colours."""

import io
import json
from html import escape
from typing import Any

from generator.charts.compile import told_by
from generator.charts.images import images_of
from generator.charts.look import FONT, MEASURED, dark, light, role
from generator.data.fault import Fault
from generator.site.look import Look

PNG_SCALE = 2
_COLORS = 256
_BASE = "https://vega.github.io/vega-datasets/"


def render(vega: dict[str, Any]) -> str:
    """Draw a Vega specification, its text measured in a font that every machine has."""
    import vl_convert

    try:
        measured = json.dumps(vega).replace(FONT, MEASURED)
        svg = vl_convert.vega_to_svg(measured, allowed_base_urls=[])
    except ValueError as error:
        raise Fault(f"Vega: {told_by(error)}", (0, 0)) from None
    return _with_own_images(svg, vega)


def _with_own_images(svg: str, vega: dict[str, Any]) -> str:
    """Take vl-convert's base off the addresses of pictures that are the author's own."""
    if _BASE not in svg:
        return svg
    for name in images_of(vega):
        svg = svg.replace(f'href="{_BASE}{escape(name)}"', f'href="{escape(name)}"')
    return svg


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
    import vl_convert
    from PIL import Image

    full = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=PNG_SCALE))).convert("RGB")
    reduced = full.quantize(_COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    written = io.BytesIO()
    reduced.save(written, "PNG", optimize=True)
    return written.getvalue()
