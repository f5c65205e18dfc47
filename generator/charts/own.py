"""DRAW: a drawing or a chart that a block of one's own made."""

import re
from html import escape

from generator.blocks.contents import content_of
from generator.blocks.own import OwnBlock
from generator.charts.chart import draw_chart
from generator.charts.figure import NO_ALT, AnyFigure, Chart, Drawing
from generator.charts.infographic.art import Art, read_art
from generator.charts.look import role
from generator.charts.pictures.files import picture, svg_file
from generator.charts.pictures.svg import SMALL
from generator.engine import Made, Read, keep
from generator.problems import Problem
from generator.problems.fault import WHOLE, Fault

_PROLOGUE = re.compile(r"\A\s*(?:<\?xml[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^\[>]*>|\s+)*")
_POINTS = re.compile(r'(\b(?:width|height)="[\d.]+)pt"')


def draw_own(value: Drawing, read: Read) -> Made[AnyFigure]:
    """Draw what a block of one's own made. Raises Fault."""
    if value.spec is None:
        return Made(None)
    if content_of(value.contents, OwnBlock, read).makes == "spec":
        return draw_chart(value, read)
    return _draw_svg(value, _art(value, read(value.spec).decode()))


def _art(value: Drawing, text: str) -> Art:
    """Read a drawing as those of infographics are read: no script, no style sheet, ids apart."""
    svg = _POINTS.sub(r'\1"', _PROLOGUE.sub("", text))
    try:
        return read_art(svg, value.block.name)
    except Fault as fault:
        line = svg.split("\n")[max(fault.spot[0], 1) - 1].strip()[:100] if fault.spot[0] > 0 else ""
        message = f"what {value.block.kind} drew cannot stand in a page: {fault.message}"
        raise Fault(message, WHOLE, fault.hint or line) from None


def _draw_svg(value: Drawing, art: Art) -> Made[AnyFigure]:
    frame, look = value.contents.frame, value.look
    box = look.width_of(frame.options.size)
    width = round(min(art.width, box))
    height = max(1, round(art.height * width / art.width))
    alt = frame.options.alt or art.title or "A drawing"
    problems: tuple[Problem, ...] = ()
    if not frame.options.alt:
        hint = f"say in alt: what it shows; it now reads: {alt}"
        problems = (value.block.problem(Fault(f"this drawing {NO_ALT}", WHOLE, hint, "warning")),)
    # What names no colour is black of itself, which nobody sees on a dark page.
    ink = role(look, "text")
    small = ' class="is-small"' if width < box * SMALL else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{art.view_box}" width="{width}"'
        f' height="{height}"{small} fill="{ink}" color="{ink}" role="img"'
        f' aria-label="{escape(alt)}">{art.inner}</svg>'
    )
    file = svg_file(svg, look, frame.options.caption, alt)
    kept = [keep(svg), keep(picture(svg, look)), keep(file)]
    (drawing, png, download), raws = zip(*kept, strict=True)
    chart = Chart(
        frame=frame,
        svg=drawing,
        png=png,
        download=download,
        width=width,
        height=height,
        alt=alt,
        spec=None,
    )
    return Made(chart, problems, raws)
