"""The panels of an infographic: art painted with the data, and all of them in one composition."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from msgspec import Struct, json

from generator.blocks.contents import File
from generator.blocks.infographic import COLUMNS, Panel, art_files
from generator.charts.figure import NO_ALT
from generator.charts.infographic.art import Art, read_art
from generator.charts.infographic.styles import in_light
from generator.charts.infographic.template import origin, render, spot_of
from generator.charts.look import light, role
from generator.data.locales import Locale
from generator.data.words import Direction, Words
from generator.engine import Made, Read
from generator.markup.parts import Block
from generator.problems import Problem
from generator.problems.encoding import read_text
from generator.problems.fault import Fault, Passage
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


_CHOOSING = ("all", "only", "choose", "or")


def width_of(span: int, across: int) -> float:
    """Return how wide a panel is in an infographic that is so wide."""
    column = (across - 2 * PADDING - (COLUMNS - 1) * GAP) / COLUMNS
    return span * column + (span - 1) * GAP


def markup(panels: Sequence[DrawnPanel], alt: str, words: Words) -> str:
    """Return the panels as a grid in HTML, with what is said when readers choose in one."""
    inner = "".join(map(_panel, panels))
    told = f' data-words="{escape(_said(words))}"' if any(each.select for each in panels) else ""
    return f'<div class="infographic" role="group" aria-label="{escape(alt)}"{told}>{inner}</div>'


def _said(words: Words) -> str:
    return json.encode({key: words.form(f"chart_{key}") for key in _CHOOSING}).decode()


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


def composed(
    panels: Sequence[DrawnPanel], across: int, alt: str, look: Look, direction: Direction
) -> tuple[str, int]:
    """Return all panels as one SVG in light colours, and its height.

    They stand in the direction of the page's language, as in the page's grid.
    """
    placed: list[str] = []
    top = float(PADDING)
    for row in _rows(panels):
        left, tallest = float(PADDING), 0.0
        for panel in row:
            width = width_of(panel.span, across)
            height = panel.height * width / panel.width
            x = left if direction == "ltr" else across - left - width
            placed.append(_placed(panel.svg, x, top, width, height))
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


TEMPLATE = ".jinja"


class Easel(Struct, frozen=True):
    """What all art panels are painted with: ``values`` are rows by name, the rest are pixels."""

    block: Block
    files: Mapping[str, File]
    values: dict[str, Any]
    across: int
    narrow: int
    locale: Locale


def paint(panel: Panel, name: str, easel: Easel, read: Read) -> Made[DrawnPanel]:
    """Draw one art panel; ``name`` keeps its ids apart from others in the page."""
    arts: dict[str, Art] = {}
    for version, file in art_files(panel).items():
        values = {"narrow": version == "narrow"} | easel.values
        made = _art(easel.files[file], f"{name}-{version}", values, easel.locale, read)
        if isinstance(made, Problem):
            return Made(None, (made,))
        arts[version] = made
    wide, narrow = arts["wide"], arts.get("narrow")
    alt = panel.alt if panel.alt is not None else wide.title
    width = width_of(panel.span, easel.across)
    drawn = DrawnPanel(
        _svg(wide, alt, width),
        wide.width,
        wide.height,
        panel.span,
        _svg(narrow, alt, easel.narrow) if narrow else "",
    )
    return Made(drawn, () if alt or panel.alt is not None else (_no_alt(panel, easel),))


def _no_alt(panel: Panel, easel: Easel) -> Problem:
    hint = 'say it in alt: or in its <title>; alt: "" where it says nothing'
    fault = Fault(f"this art {NO_ALT}", panel.tree.spot(()), hint, "warning")
    return easel.block.problem(fault)


def _svg(art: Art, alt: str, width: float) -> str:
    told = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    height = art.height * width / art.width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{art.view_box}" width="{width:.0f}"'
        f' height="{height:.0f}" {told}>{art.inner}</svg>'
    )


def _art(
    file: File, name: str, values: Mapping[str, Any], locale: Locale, read: Read
) -> Art | Problem:
    text = read_text(read(file.blob), file.path)
    if isinstance(text, Problem):
        return text
    is_template = file.path.endswith(TEMPLATE)
    try:
        drawn = render(text, values, locale) if is_template else text
    except Fault as fault:
        return Passage(file.path, text).problem(fault)
    try:
        return read_art(drawn, name)
    except Fault as fault:
        found = _in_template(fault, text, values, locale) if is_template else fault
        return Passage(file.path, text).problem(found)


def _in_template(fault: Fault, text: str, values: Mapping[str, Any], locale: Locale) -> Fault:
    """Return a fault in what a template wrote as one at the template's own line."""
    line = origin(text, values, locale, fault.spot)
    word = fault.message.split('"')[1].strip("<>") if '"' in fault.message else ""
    return fault.moved(spot_of(text, line, word))
