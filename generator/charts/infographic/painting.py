"""The art panels of an infographic: templates rendered with the data, and made fit for a page."""

from collections.abc import Mapping
from html import escape
from typing import Any

from msgspec import Struct

from generator.blocks.contents import File
from generator.blocks.infographic import Panel, art_files
from generator.charts.figure import NO_ALT
from generator.charts.infographic.art import Art, read_art
from generator.charts.infographic.composing import DrawnPanel, width_of
from generator.charts.infographic.template import origin, render, spot_of
from generator.data.locales import Locale
from generator.engine import Made, Read
from generator.markup.parts import Block
from generator.problems import Problem
from generator.problems.encoding import read_text
from generator.problems.fault import Fault, Passage

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
