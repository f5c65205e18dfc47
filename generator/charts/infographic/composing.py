"""Panels in a grid of twelve columns: as HTML for the page, and as one drawing."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from msgspec import Struct

from generator.blocks.infographic import COLUMNS
from generator.charts.infographic.styles import in_light
from generator.charts.look import light, role
from generator.site.look import Look

GAP = 24
"""CSS pixels between panels; the theme's style sheet has it too."""
PADDING = 24
_HEAD = re.compile(r"<svg\b[^>]*>")
_BOX = re.compile(r'viewBox="([^"]*)"')


class DrawnPanel(Struct, frozen=True):
    """A panel's drawing; ``narrow`` is that for phones, ``controls`` are what moves it.

    ``select`` is the column by which the other charts follow it, ``at`` its place among the
    live charts, below 0 for art.
    """

    svg: str
    width: float
    height: float
    span: int
    narrow: str = ""
    controls: str = ""
    select: str = ""
    at: int = -1


def width_of(span: int, across: int) -> float:
    """Return how wide a panel is in an infographic that is so wide."""
    column = (across - 2 * PADDING - (COLUMNS - 1) * GAP) / COLUMNS
    return span * column + (span - 1) * GAP


def markup(panels: Sequence[DrawnPanel], alt: str) -> str:
    """Return the panels as a grid in HTML."""
    inner = "".join(map(_panel, panels))
    return f'<div class="infographic" role="group" aria-label="{escape(alt)}">{inner}</div>'


def _panel(panel: DrawnPanel) -> str:
    narrow = f'<div class="figure-narrow">{panel.narrow}</div>' if panel.narrow else ""
    kind = "panel-art" if panel.at < 0 else "panel-chart"
    told = f' data-panel="{panel.at}"' if panel.at >= 0 else ""
    told += f' data-select="{escape(panel.select)}"' if panel.select else ""
    controls = f'<div class="figure-controls">{panel.controls}</div>' if panel.controls else ""
    return (
        f'<div class="panel {kind} span-{panel.span}"{told}>'
        f'<div class="panel-box">{panel.svg}{narrow}</div>{controls}</div>'
    )


def composed(panels: Sequence[DrawnPanel], across: int, alt: str, look: Look) -> tuple[str, int]:
    """Return all panels as one SVG in light colours, and its height."""
    placed: list[str] = []
    top = float(PADDING)
    for row in _rows(panels):
        left, tallest = float(PADDING), 0.0
        for panel in row:
            width = width_of(panel.span, across)
            height = panel.height * width / panel.width
            placed.append(_placed(panel.svg, left, top, width, height))
            left, tallest = left + width + GAP, max(tallest, height)
        top += tallest + GAP
    height = round(top - GAP + PADDING)
    frame = (
        f'<rect x=".5" y=".5" width="{across - 1}" height="{height - 1}" rx="3" fill="none"'
        f' stroke="{role(look, "grid")}"/>'
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {height}"'
        f' width="{across}" height="{height}" role="img" aria-label="{escape(alt)}">'
        f"{frame}{''.join(placed)}</svg>"
    )
    return in_light(light_again(svg, look)), height


def light_again(svg: str, look: Look) -> str:
    """Resolve the variables within ``light-dark()``, so that its light side is a colour."""
    return re.sub(r"light-dark\(.*?\)(?=\")", lambda match: light(look, match[0]), svg)


def _rows(panels: Sequence[DrawnPanel]) -> Iterator[list[DrawnPanel]]:
    """Break panels into rows as a grid does: one begins where the next does not fit."""
    row: list[DrawnPanel] = []
    for panel in panels:
        if sum(each.span for each in row) + panel.span > COLUMNS:
            yield row
            row = []
        row.append(panel)
    yield row


def _placed(svg: str, x: float, y: float, width: float, height: float) -> str:
    head = _HEAD.match(svg)
    box = _BOX.search(head[0]) if head else None
    opening = (
        f'<svg x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}"'
        f' viewBox="{box[1] if box else ""}">'
    )
    return opening + svg[head.end() if head else 0 :]
