"""A Vega-Lite specification with its data, compiled for one box and drawn."""

from collections.abc import Mapping
from itertools import islice
from xml.etree import ElementTree as ET

from msgspec import Struct
from msgspec.structs import replace

from generator.blocks.settings import FigureSettings
from generator.charts.images import Shown
from generator.charts.lint.links import check_links
from generator.charts.pictures.svg import marks_of, parse_svg
from generator.charts.spec import Spec, Vega
from generator.charts.vega.controls import controls, params_of
from generator.charts.vega.convert import compile_vega, render
from generator.charts.vega.finish import MOST
from generator.charts.vega.narrow import AXIS, is_unreadable, narrow_look
from generator.charts.vega.passes import AFTER, ALIVE, AT_REST, BEFORE, Canvas, through
from generator.data.locales import Locale
from generator.data.prose.values import Param
from generator.markup.parts import Block
from generator.site.look import Look

_TRIES = 3
_LEAST = 60
_MOST = 1.25
"""A drawing so much wider than a phone still can be read there."""


class Plot(Struct, frozen=True):
    """One drawing: the Vega specification that makes it live, and what it draws at rest.

    ``controls`` is the HTML of what moves it, ``params`` what that sets.
    """

    vega: Vega
    root: ET.Element
    shown: Shown
    controls: str = ""
    params: tuple[Param, ...] = ()

    @property
    def width(self) -> int:
        """Return the drawing's width in CSS pixels."""
        return round(float(self.root.get("width", "0")))

    @property
    def height(self) -> int:
        """Return the drawing's height in CSS pixels."""
        return round(float(self.root.get("height", "0")))


def narrow_plot(
    spec: Spec, wide: Plot, canvas: Canvas, block: Block, settings: FigureSettings
) -> Plot | None:
    """Draw a specification for phones, where its wide drawing is too large for them.

    None where it is not, or where it does not get smaller. Raises Fault.
    """
    look = narrow_look(canvas.look)
    if not is_unreadable(wide.width, look):
        return None
    across = 0
    for _ in range(_TRIES):
        slim = replace(canvas, look=look, is_narrow=True, across=across)
        drawn = plot(spec, slim, block, settings, {})
        if drawn.width <= look.narrow:
            break
        across = (across or look.narrow - AXIS) - (drawn.width - look.narrow)
        if across < _LEAST:
            break
    return drawn if drawn.width < min(wide.width, _MOST * look.narrow) else None


def canvas_of(block: Block, look: Look, settings: FigureSettings, locale: Locale) -> Canvas:
    """Return the canvas of a figure that is drawn for the first time."""
    is_short = block.kind == "chart"
    return Canvas(look, settings.size, settings.height, {}, locale, is_short=is_short)


def plot(
    spec: Spec, canvas: Canvas, block: Block, settings: FigureSettings, formats: Mapping[str, str]
) -> Plot:
    """Compile and draw a specification in the box of its figure. Raises Fault."""
    vega = through(AFTER, compile_vega(through(BEFORE, spec, canvas)), canvas)
    root = parse_svg(render(through(AT_REST, vega, canvas)))
    check_links(root)
    shown = Shown(root)
    drawn = replace(canvas, marks=sum(1 for _ in islice(marks_of(root), MOST + 1)))
    inputs = controls(vega, block.name, formats, link=settings.link)
    return Plot(through(ALIVE, vega, drawn), root, shown, inputs, params_of(vega))
