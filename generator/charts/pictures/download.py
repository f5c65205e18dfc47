"""A figure's drawing as an SVG file of its own."""

import re
from html import escape

from generator.charts.look import FONT, light
from generator.charts.pictures.render import on_page
from generator.site.look import Look

FONTS = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The font that text was measured in, and those that are as wide."""
_HEAD = re.compile(r' role="img" aria-label="[^"]*"')


def svg_file(svg: str, look: Look, title: str, alt: str) -> str:
    """Write a drawing to stand alone: light colours, a font that is there, title and text.

    A drawing without ``title`` is named by its alternative text.
    """
    told = f"<title>{escape(title or alt, quote=False)}</title>"
    told += f"<desc>{escape(alt, quote=False)}</desc>" if title else ""
    resolved = light(look, on_page(svg.replace(FONT, FONTS), look))
    start = resolved.index(">") + 1
    head = _HEAD.sub(' role="img"', resolved[:start], count=1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{told}{resolved[start:]}\n'
