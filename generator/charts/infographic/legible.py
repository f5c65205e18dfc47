"""What cannot be read in an infographic: its charts and its art, each as wide as its panel."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from generator.charts.figure import Drawing
from generator.charts.infographic.charts import Charted
from generator.charts.infographic.composing import DrawnPanel, width_of
from generator.charts.legible.faults import Seen, unreadable
from generator.charts.legible.shown import is_laid_out_anew, shown
from generator.charts.pictures.fonts import Font
from generator.charts.pictures.svg import parse_svg
from generator.problems import Problem


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
