"""A figure's drawings, wide and for phones: at rest, and what the browser makes live."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from xml.etree import ElementTree as ET

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator.blocks.options import FigureOptions
from generator.charts.alt.voices import Voice
from generator.charts.authored import Authored
from generator.charts.bundle.cuts import called_for
from generator.charts.legible.faults import LEAST
from generator.charts.links import ShownPictures, check_links
from generator.charts.pictures.svg import marks_of, parse_svg
from generator.charts.pictures.tips import write_tips
from generator.charts.rows import only_named, plain, text_of, with_each_data
from generator.charts.shared import SharedRows
from generator.charts.spec import Data, Records, Spec, Vega, mappings
from generator.charts.vega.controls import Written, controls, params_of
from generator.charts.vega.convert import compile_vega, render
from generator.charts.vega.finish import MOST
from generator.charts.vega.ground import in_the_dark, pair_colors
from generator.charts.vega.guides import with_room_for_legends
from generator.charts.vega.language import currency_of, forms_in
from generator.charts.vega.level import check_awake
from generator.charts.vega.marks import has_lone_values, with_lone_values
from generator.charts.vega.narrow import is_unreadable, narrow_look
from generator.charts.vega.passes import AFTER, ALIVE, AT_REST, BEFORE, Canvas, through
from generator.data.prose.values import Param
from generator.engine import Blob, keep
from generator.markup.parts import Block
from generator.site.look import Look

_LEAST_SHARED = 2_048
"""Bytes of rows below which a file of their own does not pay."""
_TRIES = 3
_WELL_READ = 10
"""CSS pixels of the lettering of what is drawn again, so that its views keep some room."""
_STILL_READ = 1.25
"""A drawing so much wider than a phone still can be read there."""


class Plot(Struct, frozen=True):
    """One drawing: the Vega specification that makes it live, and what it draws at rest.

    ``controls`` is the HTML of what moves it, ``params`` what that sets.
    """

    vega: Vega
    root: ET.Element
    shown: ShownPictures
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


def wide_plot(
    spec: Spec, canvas: Canvas, block: Block, options: FigureOptions, formats: Mapping[str, str]
) -> Plot:
    """Draw a specification for desktops, with narrower views where letters would be too small.

    Raises Fault.
    """
    look = canvas.look
    box = look.width_of(options.size)
    drawn = plot(spec, canvas, block, options, formats)
    most = box * (look.font_size - 1) / LEAST
    if drawn.width <= most:
        return drawn
    well = round(box * (look.font_size - 1) / _WELL_READ)
    made = _fitted(drawn, well, lambda scale: plot(
        spec, replace(canvas, scale=scale), block, options, formats))  # fmt: skip
    return made if made.width <= most else drawn


def narrow_plot(
    spec: Spec, wide: Plot, canvas: Canvas, block: Block, options: FigureOptions
) -> Plot | None:
    """Draw a specification for phones, where its wide drawing is too large for them.

    None where it is not, or where it does not get smaller. Raises Fault.
    """
    look = narrow_look(canvas.look)
    if not is_unreadable(wide.width, look):
        return None

    def draw(scale: float) -> Plot:
        slim = replace(canvas, look=look, is_narrow=True, scale=scale)
        return plot(spec, slim, block, options, {})

    drawn = _fitted(draw(1), look.narrow, draw)
    return drawn if drawn.width < min(wide.width, _STILL_READ * look.narrow) else None


def _fitted(drawn: Plot, box: int, draw: Callable[[float], Plot]) -> Plot:
    """Draw with narrower views until a box holds them.

    What stands beside views keeps its size, so the second try learns from the first.
    """
    scale, rate = 1.0, float(drawn.width)
    for _ in range(_TRIES):
        if drawn.width <= box:
            break
        less = scale - (drawn.width - box + 1) / rate
        if less <= 0:
            break
        made = draw(less)
        rate = (drawn.width - made.width) / (scale - less)
        scale, drawn = less, made
        if rate <= 0:
            break
    return drawn


def canvas_of(
    block: Block, authored: Authored, look: Look, options: FigureOptions, voice: Voice
) -> Canvas:
    """Return the canvas of a figure that is drawn for the first time."""
    is_short = block.kind == "chart"
    forms = [form for _, form in forms_in(authored.spec)]
    currency = currency_of([*forms, *authored.formats.values()])
    made = Canvas(look, options.size, options.height, {}, voice.locale, currency, voice.words)
    return replace(made, is_short=is_short, is_awake=options.live == "awake")


def plot(
    spec: Spec, canvas: Canvas, block: Block, options: FigureOptions, formats: Mapping[str, str]
) -> Plot:
    """Compile and draw a specification in the box of its figure. Raises Fault."""
    vega = through(AFTER, compile_vega(through(BEFORE, spec, canvas)), canvas)
    root = _at_rest(vega, canvas)
    if has_lone_values(root):
        vega = with_lone_values(vega)
        root = _at_rest(vega, canvas)
    vega, root = with_room_for_legends(vega, root, lambda each: _at_rest(each, canvas))
    if canvas.is_awake:
        check_awake(vega, block.text)
        write_tips(root, vega)
    check_links(root)
    shown = ShownPictures(root)
    drawn = replace(canvas, marks=sum(1 for _ in islice(marks_of(root), MOST + 1)))
    written = Written(formats, canvas.locale, canvas.currency)
    inputs = controls(vega, block.name, written, link=options.link)
    return Plot(through(ALIVE, vega, drawn), root, shown, inputs, params_of(vega))


def _at_rest(vega: Vega, canvas: Canvas) -> ET.Element:
    """Draw what every reader sees; where colours differ in the dark, they are in it too."""
    root = parse_svg(render(through(AT_REST, vega, canvas), canvas.look))
    if night := in_the_dark(vega):
        pair_colors(root, parse_svg(render(through(AT_REST, night, canvas), canvas.look)))
    return root


class LiveSpecs(Struct, frozen=True):
    """The specifications of the wide and of the narrow drawing."""

    spec: Blob | None = None
    narrow: Blob | None = None
    parts: tuple[str, ...] = ()
    shared: tuple[tuple[str, Blob], ...] = ()


def live_specs(
    wide: Plot, narrow: Plot | None, shared: SharedRows
) -> tuple[LiveSpecs, tuple[bytes, ...]]:
    """Write out the specifications, with the bytes of their Blobs.

    Rows that are shared are only named in them.
    """
    found: dict[str, bytes] = {}
    drawn = [wide, *([narrow] if narrow else [])]
    kept = [keep(_written(each.vega, shared, found)) for each in drawn]
    parts = tuple(sorted({part for each in drawn for part in parts_of(each.vega)}))
    blobs = [blob for blob, _ in kept]
    files = tuple((name, keep(raw)[0]) for name, raw in found.items())
    made = LiveSpecs(blobs[0], blobs[1] if narrow else None, parts, files)
    return made, (*(raw for _, raw in kept), *found.values())


def _written(vega: Vega, shared: SharedRows, found: dict[str, bytes]) -> bytes:
    named = with_each_data(vega, lambda data: _named(data, shared, found))
    return msgspec.json.encode(named, enc_hook=plain)


def _named(data: Data, shared: SharedRows, found: dict[str, bytes]) -> Data:
    """Return data with the address of its rows in their stead, where that saves bytes."""
    name, rows = str(data.get("name")), data.get("values")
    if not isinstance(rows, Records) or not shared.holds(name, rows):
        return data
    own = len(msgspec.json.encode(rows.rows))
    if own < _LEAST_SHARED:
        return data
    whole = found.get(name) or shared.encoded(name)
    if 2 * own < len(whole):
        return data
    found[name] = whole
    return only_named(data) | {"url": f"{keep(whole)[0].digest}.json"}


def parts_of(vega: Vega) -> tuple[str, ...]:
    """Return what of Vega a specification needs: transforms, rare functions, colour schemes."""
    return tuple(sorted({*_parts(vega), *called_for(vega, text_of(vega))}))


def _parts(vega: Vega) -> Iterator[str]:
    for _, node in mappings(vega):
        steps = node.get("transform")
        for one in steps if isinstance(steps, list) else ():
            if isinstance(one, dict) and "type" in one:
                yield str(one["type"])
        if "projections" in node:
            yield "projection"
