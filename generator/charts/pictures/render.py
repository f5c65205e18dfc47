"""Vega into pictures: SVG measured in one font everywhere, PNG in the theme's light colours."""

import io
import json
from collections.abc import Mapping
from contextlib import suppress
from xml.sax.saxutils import escape

from generator.charts.compile import told_by
from generator.charts.look import FONT, MEASURED, dark, light, role
from generator.charts.pictures.heard import listening
from generator.charts.pictures.png import png_of
from generator.charts.spec import Vega
from generator.problems.fault import Fault
from generator.site.look import Look

PNG_SCALE = 2
_COLORS = 256
_QUOTE = {'"': "&quot;"}


def render(vega: Vega) -> str:
    """Draw a Vega specification, its text measured in a font that every machine has."""
    import vl_convert

    try:
        measured = json.dumps(vega).replace(FONT, MEASURED)
        with listening() as heard:
            svg: str = vl_convert.vega_to_svg(measured, allowed_base_urls=[])
    except ValueError as error:
        # vl-convert tells of what went wrong in the background once more, in the next call.
        with suppress(ValueError), listening():
            vl_convert.vega_to_svg({"marks": []}, allowed_base_urls=[])
        raise _fault(told_by(error)) from None
    if heard.errors:
        raise _fault(heard.errors[0])
    return svg


def _fault(told: str) -> Fault:
    # This is how Vega stumbles over a link whose address it refuses.
    if "reading 'href'" in told:
        message = "a mark of this chart leads to an address that no link may have"
        return Fault(message, (0, 0), "look at what calculates it, and at the data")
    return Fault(f"Vega: {told}", (0, 0))


def with_pictures(svg: str, pictures: Mapping[str, str]) -> str:
    """Put pictures into a drawing that shows them by their addresses."""
    for address, data in pictures.items():
        svg = svg.replace(href(address), f'href="{data}"')
    return svg


def href(address: str) -> str:
    """Return the attribute by which a drawing shows a picture."""
    return f'href="{escape(address, _QUOTE)}"'


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
    reduced.save(written, "PNG", optimize=True)
    return written.getvalue()
