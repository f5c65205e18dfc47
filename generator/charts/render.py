"""Vega into pictures: SVG measured in one font everywhere, PNG in the theme's light colours."""

import json
from typing import Any

from generator.charts.look import FONT, MEASURED, light, page_color
from generator.data.tree import Fault
from generator.site.look import Look

PNG_SCALE = 2


def render(vega: dict[str, Any]) -> str:
    """Draw a Vega specification, its text measured in a font that every machine has."""
    import vl_convert

    try:
        measured = json.dumps(vega).replace(FONT, MEASURED)
        return vl_convert.vega_to_svg(measured, allowed_base_urls=[])
    except ValueError as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        raise Fault(f"Vega: {lines[-1] if lines else 'it cannot be drawn'}", (0, 0)) from None


def picture(svg: str, look: Look) -> bytes:
    """Draw a figure's SVG as PNG in the theme's light colours, at twice its size."""
    import vl_convert

    resolved = light(look, svg)
    start = resolved.index(">") + 1
    page = f'<rect width="100%" height="100%" fill="{page_color(look)}"/>'
    backed = resolved[:start] + page + resolved[start:]
    return vl_convert.svg_to_png(backed, scale=PNG_SCALE)
