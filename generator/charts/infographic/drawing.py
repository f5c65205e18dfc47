"""DRAW: an infographic's block, its templates and its datasets into a figure."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from generator.blocks.contents import Frame, content_of
from generator.blocks.infographic import InfographicBlock
from generator.charts.alt.voices import Voice, voice_of
from generator.charts.figure import NO_ALT, AnyFigure, Drawing, FigureTable, Infographic
from generator.charts.infographic.charts import Charted, PanelData, draw_panel, unreadable_panels
from generator.charts.infographic.composing import DrawnPanel, Easel, composed, markup, paint
from generator.charts.infographic.linking import signal_of
from generator.charts.pictures.bounds import MOST_AREA
from generator.charts.pictures.files import picture, svg_file, with_pictures
from generator.charts.pictures.fonts import Font, fonts_of, with_fonts
from generator.charts.pictures.svg import inline_svg
from generator.charts.pictures.tips import without_tips
from generator.charts.plot import LiveSpecs, live_specs
from generator.charts.rows import decoded
from generator.charts.shared import SharedRows, shared_of
from generator.charts.spec import Records
from generator.charts.table.columns import columns_told, formats_used
from generator.charts.table.tabulate import Section, tabulate_rows
from generator.data.dataset import Dataset
from generator.data.words import direction_of
from generator.engine import Blob, Made, Read, keep
from generator.markup.parts import Block
from generator.problems import Problem
from generator.problems.fault import Fault, Spot
from generator.site.look import Look


def draw_infographic(value: Drawing, read: Read) -> Made[AnyFigure]:
    """Draw an ``infographic`` block: each panel by itself, and all in one. Raises Fault."""
    content = content_of(value.contents, InfographicBlock, read)
    sources = _sources(content, value, read)
    fonts = fonts_of(value.look, read)
    made = _panels(content, value, sources, read)
    problems = tuple(dict.fromkeys(found for each in made for found in each.problems))
    parts = [each.value for each in made if each.value is not None]
    if len(parts) < len(made):
        return Made(None, problems)
    figure = _figure(value, content, sources, parts, fonts)
    return Made(figure.value, (*problems, *figure.problems), figure.blobs)


class _Datasets(Struct, frozen=True):
    """Datasets and their rows by the names that the panels use; ``said`` is all art's source."""

    datasets: Mapping[str, Dataset]
    rows: Mapping[str, Records]
    said: str


def _sources(content: InfographicBlock, value: Drawing, read: Read) -> _Datasets:
    known = {dataset.name: dataset for dataset in value.datasets}
    named = {name: known.pop(file) for name, file in content.names if file in known}
    every = {
        name: msgspec.structs.replace(dataset, name=name)
        for name, dataset in {**named, **known}.items()
    }
    said = b"\n".join(read(file.blob) for file in value.files).decode(errors="replace")
    rows = {name: read(dataset.rows) for name, dataset in every.items()}
    return _Datasets(every, decoded(rows), said)


def _panels(
    content: InfographicBlock, value: Drawing, sources: _Datasets, read: Read
) -> list[Made[Charted] | Made[DrawnPanel]]:
    block, look, size = value.block, value.look, value.contents.frame.options.size
    selected = tuple(dict.fromkeys(each.select for each in content.panels if each.select))
    voice = voice_of(value.contents.frame.language, value.words)
    given = PanelData(value, sources.datasets, sources.rows, selected, voice, read)
    rows = {name: records.rows for name, records in sources.rows.items()}
    files = {file.name: file for file in value.files}
    easel = Easel(block, files, rows, look.width_of(size), look.narrow, voice.locale)
    return [
        paint(panel, f"{block.name}-{number}", easel, read)
        if panel.kind == "art"
        else draw_panel(panel, given)
        for number, panel in enumerate(content.panels, 1)
    ]


def _figure(
    value: Drawing,
    content: InfographicBlock,
    sources: _Datasets,
    parts: Sequence[Charted | DrawnPanel],
    fonts: Sequence[Font],
) -> Made[AnyFigure]:
    block, frame, look = value.block, value.contents.frame, value.look
    options = frame.options
    charts = [part for part in parts if isinstance(part, Charted)]
    _check_params(charts)
    alt, problems = _alt(block, options.alt, charts)
    unread = unreadable_panels(parts, value, fonts)
    is_live = bool(charts) and options.is_computed
    drawn = list(_drawn(parts, block, look, is_live=is_live))
    across = look.width_of(options.size)
    bare, height = composed(drawn, across, alt, look, direction_of(frame.language))
    _check_area(across, height, content.spot)
    pictures = {name: data for each in charts for name, data in each.own.data.items()}
    svg = with_pictures(without_tips(bare), pictures)
    live, spec, rows = _live(charts, sources, block.text) if is_live else (LiveSpecs(), b"", ())
    table = _table(charts, sources, frame, voice_of(frame.language, value.words))
    download = svg_file(svg, look, options.caption, alt)
    html = markup(drawn, alt, value.words)
    kept = [keep(text) for text in (html, svg, picture(with_fonts(svg, fonts), look), download)]
    figure = Infographic(
        frame=frame,
        markup=kept[0][0],
        svg=kept[1][0],
        png=kept[2][0],
        download=kept[3][0],
        width=across,
        height=height,
        alt=alt,
        table=table.value,
        params=tuple(param for each in charts for param in each.wide.params),
        spec=keep(spec)[0] if is_live else None,
        parts=live.parts,
        shared=live.shared,
        images=tuple(dict.fromkeys(name for each in charts for name in each.own.names)),
    )
    raws = (*(raw for _, raw in kept), *([spec] if is_live else []), *rows, *table.blobs)
    return Made(figure, (*problems, *unread), raws)


def _check_area(across: int, height: int, spot: Spot) -> None:
    if across * height > MOST_AREA:
        hint = f"{MOST_AREA:,} pixels are the most: take panels out, or make some narrower"
        message = f"this infographic would be {across:,} by {height:,} pixels"
        raise Fault(message, spot, hint)


def _check_params(charts: Sequence[Charted]) -> None:
    """Refuse two charts whose controls would have the same name in the page."""
    seen: set[str] = set()
    for chart in charts:
        for param in chart.wide.params:
            if param.name in seen:
                spot = chart.panel.tree.spot(("params",))
                hint = "give each a name of its own"
                raise Fault(f'two charts have a param "{param.name}"', spot, hint)
            seen.add(param.name)


def _alt(block: Block, stated: str, charts: Sequence[Charted]) -> tuple[str, tuple[Problem, ...]]:
    if stated:
        return stated, ()
    hint = "say in alt: what all of it shows, for those who cannot see it"
    fault = Fault(f"this infographic {NO_ALT}", (0, 0), hint, "warning")
    written = " ".join(chart.alt for chart in charts) or "An infographic"
    return written, (block.problem(fault),)


def _drawn(
    parts: Sequence[Charted | DrawnPanel], block: Block, look: Look, *, is_live: bool
) -> Iterator[DrawnPanel]:
    """Write the drawing of each panel, its ids apart from those of the others."""
    live = 0
    for number, part in enumerate(parts, 1):
        if isinstance(part, DrawnPanel):
            yield part
            continue
        name, wide, narrow = f"{block.name}-{number}", part.wide, part.narrow
        slim = inline_svg(narrow.root, f"{name}-narrow", part.alt, look.narrow) if narrow else ""
        yield DrawnPanel(
            inline_svg(wide.root, name, part.alt),
            wide.width,
            wide.height,
            part.panel.span,
            slim,
            wide.controls if is_live else "",
            part.panel.select if is_live else "",
            live,
        )
        live += 1


def _live(
    charts: Sequence[Charted], sources: _Datasets, text: str
) -> tuple[LiveSpecs, bytes, tuple[bytes, ...]]:
    """Write one file that makes all charts live, with the rows that they share beside it."""
    named = [shared_of(each, (text,)) for each in sources.datasets.values()]
    shared = SharedRows(named, sources.datasets, sources.rows)
    panels, parts, files, raws = [], set[str](), dict[str, Blob](), dict[bytes, None]()
    for chart in charts:
        live, written = live_specs(chart.wide, chart.narrow, shared)
        wide, *rest = written
        narrow = rest.pop(0) if live.narrow else b"null"
        panels.append({"wide": msgspec.Raw(wide), "narrow": msgspec.Raw(narrow)})
        parts.update(live.parts)
        files |= dict(live.shared)
        raws |= dict.fromkeys(rest)
    columns = {
        each.panel.select: signal_of(each.panel.select) for each in charts if each.panel.select
    }
    spec = msgspec.json.encode({"panels": panels, "signals": columns})
    told = LiveSpecs(None, None, tuple(sorted(parts)), tuple(files.items()))
    return told, spec, tuple(raws)


def _table(
    charts: Sequence[Charted], sources: _Datasets, frame: Frame, voice: Voice
) -> Made[FigureTable]:
    every = [chart.full for chart in charts]
    parts = [
        Section(name, columns_told(dataset, every, sources.said), sources.rows[name].rows)
        for name, dataset in sources.datasets.items()
    ]
    forms = formats_used(every)
    return tabulate_rows(parts, forms, frame.options, voice)
