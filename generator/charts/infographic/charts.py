"""The chart panels of an infographic: read, judged, linked to one another, and drawn."""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from msgspec import Struct, structs

from generator.blocks.infographic import Panel
from generator.charts.alt.describe import describe
from generator.charts.alt.voices import Voice
from generator.charts.authored import Authored, read_specification, with_columns
from generator.charts.cutting.hidden import is_large, without_hidden
from generator.charts.figure import Drawing
from generator.charts.infographic.composing import DrawnPanel, width_of
from generator.charts.infographic.linking import check_selected, linked
from generator.charts.legible.faults import Seen, unreadable
from generator.charts.legible.shown import is_laid_out_anew, shown
from generator.charts.lint.check import judged
from generator.charts.lint.drawn import refuse
from generator.charts.pictures.fonts import Font
from generator.charts.pictures.own import Own, own_pictures
from generator.charts.pictures.svg import parse_svg
from generator.charts.plot import Plot, canvas_of, narrow_plot, plot
from generator.charts.short.short import read_short
from generator.charts.spec import Records, Spec
from generator.data.dataset import Dataset
from generator.data.tree import Tree
from generator.engine import Made, Read
from generator.markup.parts import Block
from generator.problems import Problem
from generator.problems.fault import Fault


class PanelData(Struct, frozen=True):
    """What all chart panels are drawn from; ``selected`` are the columns that some select by."""

    value: Drawing
    datasets: Mapping[str, Dataset]
    rows: Mapping[str, Records]
    selected: tuple[str, ...]
    voice: Voice
    read: Read


class Charted(Struct, frozen=True):
    """A chart panel's drawings; ``full`` is its specification with its data inside."""

    panel: Panel
    wide: Plot
    narrow: Plot | None
    full: Spec
    alt: str
    own: Own


def draw_panel(panel: Panel, given: PanelData) -> Made[Charted]:
    """Draw one chart panel."""
    block = structs.replace(given.value.block, kind=panel.kind)
    try:
        authored = with_columns(_read(panel, given), given.datasets)
        full = judged(block, authored, given.datasets, given.rows, given.value)
        if full.value is None:
            return Made(None, full.problems)
        left = full.value if is_large(full.value) else without_hidden(full.value)
        made = _drawn(panel, authored, left, given, block)
        return Made(made, (*full.problems, *made.own.problems))
    except Fault as fault:
        return Made(None, (block.problem(_placed(fault, panel)),))


def _placed(fault: Fault, panel: Panel) -> Fault:
    """Return a fault of a whole chart as one at the panel: its block has several charts."""
    spot = fault.spot if fault.spot[0] else panel.tree.key_spot(())
    return fault.moved(spot)


def _read(panel: Panel, given: PanelData) -> Authored:
    tree = _with_data(panel, given.datasets)
    if panel.kind == "vega-lite":
        return read_specification(tree)
    return read_short(tree, given.datasets, given.rows, given.voice, given.value.timezone)


def _with_data(panel: Panel, datasets: Mapping[str, Dataset]) -> Tree:
    """Give a chart that names no data the infographic's, where that is one alone."""
    tree, names = panel.tree, list(datasets)
    if "data" in tree.value or len(names) != 1:
        return tree
    name: Any = names[0] if panel.kind == "chart" else {"name": names[0]}
    return Tree({"data": name} | tree.value, tree.values, tree.keys)


def _drawn(panel: Panel, authored: Authored, full: Spec, given: PanelData, block: Block) -> Charted:
    if panel.select:
        check_selected(full, panel.select, panel.select_spot)
    value = given.value
    across = value.look.width_of(value.contents.frame.options.size)
    width = round(width_of(panel.span, across))
    look = structs.replace(value.look, width=width, wide=width, full=width)
    spec = linked(full, panel.select, given.selected, given.datasets)
    options = panel.options
    is_awake = value.contents.frame.options.live == "awake"
    if is_awake and panel.select:
        hint = "take live: awake out, and what is selected filters the other charts"
        raise Fault("select needs more than live: awake", panel.select_spot, hint)
    canvas = canvas_of(block, authored, look, options, given.voice)
    canvas = structs.replace(canvas, is_awake=is_awake)
    wide = plot(spec, canvas, block, options, authored.formats)
    refuse(wide, authored)
    narrow = narrow_plot(spec, wide, canvas, block, options)
    stated = panel.alt or options.alt or str(full.get("description") or "")
    alt = stated or describe(full, wide.vega, given.voice)
    own = own_pictures((wide, narrow), block, authored, full, value.pictures, given.read)
    return Charted(panel, wide, narrow, full, alt, own)


def unreadable_panels(
    parts: Sequence[Charted | DrawnPanel], value: Drawing, fonts: Sequence[Font]
) -> tuple[Problem, ...]:
    """Find what cannot be read in the panels, before their drawings are written out."""
    block, look, options = value.block, value.look, value.contents.frame.options
    drawings: list[Seen] = []
    for part in parts:
        keeps = isinstance(part, Charted) and is_laid_out_anew(part.wide.vega, options)
        span = part.panel.span if isinstance(part, Charted) else part.span
        across = look.width_of(options.size)
        share = width_of(span, across) / across
        drawings += shown(*_roots(part), look, options.size, share=share, keeps=keeps)
    return tuple(map(block.problem, unreadable(block.name, drawings, look, fonts)))


def _roots(part: Charted | DrawnPanel) -> tuple[ET.Element, ET.Element | None]:
    if isinstance(part, Charted):
        return part.wide.root, part.narrow.root if part.narrow else None
    return parse_svg(part.svg), parse_svg(part.narrow) if part.narrow else None
