"""A Vega-Lite specification with its data, compiled for one box and drawn."""

from itertools import islice
from xml.etree import ElementTree as ET

from msgspec import Struct

from generator.charts.authored import Settings
from generator.charts.compile import compile_vega, tooltips_on_points, with_look
from generator.charts.controls import controls, params_of, without_bindings
from generator.charts.cutting.cut import cut_down
from generator.charts.cutting.probe import Answer
from generator.charts.facets import with_shared_width
from generator.charts.frames import first_frame
from generator.charts.images import Shown
from generator.charts.lint.links import check_links
from generator.charts.narrow import AXIS, is_unreadable, narrow_look, narrowed
from generator.charts.pictures.render import render
from generator.charts.pictures.svg import marks_of, parse_svg
from generator.charts.spec import Spec, Vega
from generator.charts.spoken import MOST, spoken
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
    spec: Spec,
    wide: Plot,
    block: Block,
    look: Look,
    settings: Settings,
    memory: dict[str, Answer | None],
) -> Plot | None:
    """Draw a specification for phones, where its wide drawing is too large for them.

    None where it is not, or where it does not get smaller. Raises Fault.
    """
    if not is_unreadable(wide.width, look):
        return None
    slim, inner = narrow_look(look), 0
    for _ in range(_TRIES):
        drawn = plot(narrowed(spec, look, inner), block, slim, settings, {}, memory)
        if drawn.width <= look.narrow:
            break
        inner = (inner or look.narrow - AXIS) - (drawn.width - look.narrow)
        if inner < _LEAST:
            break
    return drawn if drawn.width < min(wide.width, _MOST * look.narrow) else None


def plot(
    spec: Spec,
    block: Block,
    look: Look,
    settings: Settings,
    formats: dict[str, str],
    memory: dict[str, Answer | None],
) -> Plot:
    """Compile and draw a specification in the box of its figure. Raises Fault.

    ``memory`` keeps what is computed of its data for other drawings of the same.
    """
    sized = with_shared_width(spec, look, settings.size)
    full = compile_vega(with_look(sized, look, settings.size, settings.height))
    vega = cut_down(full, memory)
    inputs = controls(vega, block.name, formats, link=settings.link)
    params = params_of(vega)
    vega = without_bindings(tooltips_on_points(vega) if block.kind == "chart" else vega)
    root = parse_svg(render(first_frame(vega)))
    check_links(root)
    shown = Shown(root)
    count = sum(1 for _ in islice(marks_of(root), MOST + 1))
    return Plot(spoken(vega, count), root, shown, inputs, params)
