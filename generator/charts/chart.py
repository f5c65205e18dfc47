"""DRAW: one block and its datasets into a chart, and what it shares with others of its page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import structs

from generator.blocks.altair import PythonBlock
from generator.blocks.chart import ChartBlock
from generator.blocks.contents import content_of
from generator.charts.alt.describe import describe
from generator.charts.alt.voices import voice_of
from generator.charts.authored import (
    Authored,
    filled,
    own_locale,
    read_made,
    read_specification,
    with_columns,
)
from generator.charts.cutting.hidden import is_large, without_hidden
from generator.charts.fields import EVERY, column_of
from generator.charts.figure import NO_ALT, AnyFigure, Chart, Drawing
from generator.charts.fitting import misfits
from generator.charts.legible.contrast import TEXT_SUITS
from generator.charts.legible.faults import unreadable
from generator.charts.legible.shown import is_laid_out_anew, shown
from generator.charts.lint.check import judged
from generator.charts.lint.drawn import blamed, refuse
from generator.charts.page_colors import colored_in
from generator.charts.pictures.files import Drawings, draw_pictures, picture
from generator.charts.pictures.fonts import Font, fonts_of
from generator.charts.pictures.own import own_pictures
from generator.charts.plot import LiveSpecs, Plot, canvas_of, live_specs, narrow_plot, wide_plot
from generator.charts.python.reading import read_python
from generator.charts.rows import decoded
from generator.charts.shared import Shared, SharedRows, Uses, shared_of
from generator.charts.short.short import read_short
from generator.charts.spec import Records, Spec, Vega
from generator.charts.table.columns import columns_used
from generator.charts.table.tabulate import tabulate
from generator.charts.vega.convert import compile_vega, render
from generator.charts.vega.level import asked_at
from generator.data.dataset import Dataset
from generator.engine import Made, Read
from generator.markup.kinds import KIND_OF
from generator.markup.parts import Block
from generator.problems import Problem
from generator.problems.fault import Fault
from generator.site.look import Look


def draw_chart(value: Drawing, read: Read) -> Made[AnyFigure]:
    """Draw a ``chart``, ``vega-lite`` or ``altair`` block. Raises Fault."""
    datasets = {dataset.name: dataset for dataset in value.datasets}
    rows = decoded({name: read(dataset.rows) for name, dataset in datasets.items()})
    authored = with_columns(_read_authored(value, datasets, rows, read), datasets)
    full = judged(value.block, authored, datasets, rows, value)
    if full.value is None:
        return Made(None, full.problems)
    common = SharedRows(value.shared, datasets, rows)
    made = _blaming(value, authored, full.value, common, read)
    # What the author's colours told of needs no second hint from what was drawn with them.
    told = {each.hint for each in full.problems if each.hint == TEXT_SUITS}
    drawn = tuple(each for each in made.problems if each.hint not in told)
    return Made(made.value, (*full.problems, *drawn), made.blobs)


def _blaming(
    value: Drawing, authored: Authored, full: Spec, shared: SharedRows, read: Read
) -> Made[AnyFigure]:
    """Draw a chart, and find the place of what Vega does not say the place of."""
    try:
        return _draw(value, authored, full, shared, read)
    except Fault as fault:
        # Not raised: what was told of the data before often says why.
        return Made(None, (value.block.problem(blamed(fault, authored)),))


def _read_authored(
    value: Drawing, datasets: Mapping[str, Dataset], rows: Mapping[str, Records], read: Read
) -> Authored:
    """Return the specification of a ``chart``, ``vega-lite`` or ``altair`` block. Raises Fault."""
    if value.spec is not None and value.block.kind not in KIND_OF:
        return read_made(read(value.spec))
    if value.spec is not None:
        code = content_of(value.contents, PythonBlock, read).code
        return read_python(code, read(value.spec))
    tree = content_of(value.contents, ChartBlock, read).tree
    if value.block.kind == "chart":
        voice = voice_of(value.contents.frame.language, value.words)
        return read_short(tree, datasets, rows, voice, value.timezone)
    return read_specification(tree)


def _draw(
    value: Drawing, authored: Authored, full: Spec, shared: SharedRows, read: Read
) -> Made[AnyFigure]:
    """Draw an authored chart; ``full`` is its specification with its data inside."""
    block, frame, options = value.block, value.contents.frame, value.contents.frame.options
    shown_rows = without_hidden(full)
    # Of many rows Vega is asked for what is left of them anyway.
    full = full if is_large(full) else shown_rows
    voice = voice_of(frame.language, value.words)
    canvas = canvas_of(block, authored, value.look, options, voice)
    canvas = structs.replace(canvas, colors=value.colors)
    fonts = fonts_of(value.look, read)
    wide = wide_plot(full, canvas, block, options, authored.formats)
    refuse(wide, authored)
    narrow = narrow_plot(full, wide, canvas, block, options)
    datasets = {each.name: each for each in value.datasets}
    spoken = structs.replace(voice, locale=own_locale(full, voice.locale))
    table = tabulate(shown_rows, wide.vega, datasets, options, spoken)
    alt, problems = _alt(value, full, wide.vega)
    unread = _unreadable(value, wide, narrow, fonts)
    own = own_pictures((wide, narrow), block, authored, full, value.pictures, read)
    drawn = Drawings(wide, narrow, own.data, fonts)
    drawing, pictures = draw_pictures(drawn, block, options, alt, value.look)
    if drawing.raster and options.live == "awake":
        problems = (*problems, _asleep(block))
    live, specs = live_specs(wide, narrow, shared) if options.is_computed else (LiveSpecs(), ())
    chart = Chart(
        frame=frame,
        svg=drawing.svg,
        png=drawing.png,
        download=drawing.download,
        raster=drawing.raster,
        narrow=structs.replace(drawing.narrow, spec=live.narrow) if drawing.narrow else None,
        spec=live.spec,
        shared=live.shared,
        parts=live.parts,
        width=wide.width,
        height=wide.height,
        alt=alt,
        controls=wide.controls if live.spec else "",
        table=table.value,
        params=wide.params,
        images=own.names,
    )
    return Made(chart, (*problems, *unread, *own.problems), (*pictures, *specs, *table.blobs))


def _asleep(block: Block) -> Problem:
    message = "this chart is too large to be awake: readers get a picture of it"
    hint = "live: visible brings it to life, live: never says that it rests"
    return block.problem(Fault(message, asked_at(block.text), hint, "warning"))


def _unreadable(
    value: Drawing, wide: Plot, narrow: Plot | None, fonts: Sequence[Font]
) -> tuple[Problem, ...]:
    block, look, options = value.block, value.look, value.contents.frame.options
    slim, keeps = narrow.root if narrow else None, is_laid_out_anew(wide.vega, options)
    drawings = tuple(shown(wide.root, slim, look, options.size, keeps=keeps))
    return tuple(map(block.problem, unreadable(block.name, drawings, look, fonts)))


def _alt(value: Drawing, full: Spec, vega: Vega) -> tuple[str, tuple[Problem, ...]]:
    frame = value.contents.frame
    stated = frame.options.alt or _text(full.get("description"))
    if stated:
        return stated, ()
    written = describe(full, vega, voice_of(frame.language, value.words))
    fault = Fault(f"this figure {NO_ALT}", (0, 0), f"it now reads: {written}", "warning")
    return written, (value.block.problem(fault),)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


_SMALL: Spec = {
    "data": {"values": [{"a": "one", "b": 1}]},
    "mark": "bar",
    "encoding": {
        "x": {"field": "b", "type": "quantitative"},
        "y": {"field": "a", "type": "nominal"},
    },
}


def load(value: Look, read: Read) -> Made[bool]:
    """Draw once with all that draws, which a process loads and starts for its first chart."""
    return Made(
        not list(misfits(_SMALL)) and bool(picture(render(compile_vega(_SMALL), value), value))
    )


_CHARTS = ("chart", "vega-lite", "altair")


def name_columns(value: Drawing, read: Read) -> Made[Uses]:
    """Return the columns that a block names; what is wrong is told when it is drawn."""
    if value.block.kind not in _CHARTS:
        return Made(Uses(tuple(shared_of(each, (value.block.text,)) for each in value.datasets)))
    datasets = {dataset.name: dataset for dataset in value.datasets}
    rows = decoded({name: read(dataset.rows) for name, dataset in datasets.items()})
    try:
        authored = with_columns(_read_authored(value, datasets, rows, read), datasets)
        full = filled(authored, datasets, rows, value.timezone)
    except Fault:
        return Made(Uses())
    return Made(Uses(tuple(_shared(value, authored.spec)), tuple(colored_in(full))))


def _shared(value: Drawing, spec: Spec) -> Iterator[Shared]:
    used = columns_used(spec)
    named = used | {column_of(each) for each in used}
    for dataset in value.datasets:
        columns = (column.name for column in dataset.columns)
        yield Shared(dataset.name, tuple(n for n in columns if EVERY in used or n in named))
