"""DRAW: an infographic's block, its templates and its datasets into a figure."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from generator.charts.caption import write_caption
from generator.charts.figure import NO_ALT, AnyFigure, Drawing, Infographic, Table
from generator.charts.infographic.charts import Charted, Given, draw_panel
from generator.charts.infographic.composing import Drawn, composed, markup
from generator.charts.infographic.linking import signal_of
from generator.charts.infographic.painting import Easel, paint
from generator.charts.infographic.reading import Composition, read_infographic
from generator.charts.live import LiveSpecs, live_specs
from generator.charts.pictures.bounds import MOST_AREA
from generator.charts.pictures.files import picture, svg_file, with_pictures
from generator.charts.pictures.svg import inline_svg
from generator.charts.rows import Decoded, SharedRows, shared_of
from generator.charts.table.fields import formats_used
from generator.charts.table.tabulate import Section, tabulate_rows
from generator.data.dataset import Dataset
from generator.data.locales import Locale, locale_of
from generator.engine import Blob, Made, Read, keep
from generator.markup.parts import Block
from generator.problems import Problem
from generator.problems.fault import Fault
from generator.site.look import Look


def draw_infographic(value: Drawing, read: Read) -> Made[AnyFigure]:
    """Draw an ``infographic`` block: all panels, each by itself and as one picture."""
    try:
        composition = read_infographic(value.block.text)
        sources = _sources(composition, value, read)
        made = _panels(composition, value, sources, read)
        problems = tuple(dict.fromkeys(found for each in made for found in each.problems))
        parts = [each.value for each in made if each.value is not None]
        if len(parts) < len(made):
            return Made(None, problems)
        figure = _figure(value, composition, sources, parts)
        return Made(figure.value, (*problems, *figure.problems), figure.blobs)
    except Fault as fault:
        return Made(None, (value.block.problem(fault),))


class _Sources(Struct, frozen=True):
    """Datasets and their rows by the names that the panels use."""

    datasets: Mapping[str, Dataset]
    rows: Decoded


def _sources(composition: Composition, value: Drawing, read: Read) -> _Sources:
    known = {dataset.name: dataset for dataset in value.datasets}
    named = {name: known.pop(file) for name, file in composition.names if file in known}
    every = {
        name: msgspec.structs.replace(dataset, name=name)
        for name, dataset in {**named, **known}.items()
    }
    return _Sources(every, Decoded({name: read(dataset.rows) for name, dataset in every.items()}))


def _panels(
    composition: Composition, value: Drawing, sources: _Sources, read: Read
) -> list[Made[Charted] | Made[Drawn]]:
    block, look, size = value.block, value.look, composition.settings.size
    selected = tuple(dict.fromkeys(each.select for each in composition.panels if each.select))
    given = Given(block, look, size, sources.datasets, sources.rows, selected, value.pictures, read)
    rows = {name: records.rows for name, records in sources.rows.items()}
    files = {file.name: file for file in value.files}
    locale = locale_of(value.dialect.language)
    easel = Easel(block, files, rows, look.width_of(size), look.narrow, locale)
    return [
        paint(panel, f"{block.name}-{number}", easel, read)
        if panel.kind == "art"
        else draw_panel(panel, given)
        for number, panel in enumerate(composition.panels, 1)
    ]


def _figure(
    value: Drawing, composition: Composition, sources: _Sources, parts: Sequence[Charted | Drawn]
) -> Made[AnyFigure]:
    block, settings, look = value.block, composition.settings, value.look
    charts = [part for part in parts if isinstance(part, Charted)]
    _check_params(charts, composition)
    alt, problems = _alt(block, settings.alt, charts)
    is_live = bool(charts) and settings.live != "never"
    drawn = list(_drawn(parts, block, look, is_live=is_live))
    across = look.width_of(settings.size)
    bare, height = composed(drawn, across, alt, look)
    _check_area(across, height, composition)
    pictures = {name: data for each in charts for name, data in each.own.data.items()}
    svg = with_pictures(bare, pictures)
    live, spec, rows = _live(charts, sources, block.text) if is_live else (LiveSpecs(), b"", ())
    caption = write_caption(block, settings, value.dialect)
    table = _table(charts, sources, composition, locale_of(value.dialect.language))
    download = svg_file(svg, look, settings.caption, alt)
    kept = [keep(text) for text in (markup(drawn, alt), svg, picture(svg, look), download)]
    figure = Infographic(
        name=block.name,
        markup=kept[0][0],
        svg=kept[1][0],
        png=kept[2][0],
        download=kept[3][0],
        width=across,
        height=height,
        alt=alt,
        caption=caption.html,
        links=caption.links,
        values=caption.values,
        source=caption.source,
        as_of=settings.as_of,
        size=settings.size,
        live=settings.live,
        table=table.value,
        downloads=settings.downloads,
        params=tuple(param for each in charts for param in each.wide.params),
        spec=keep(spec)[0] if is_live else None,
        parts=live.parts,
        echo=block.text.strip("\n") if settings.echo else "",
        shared=live.shared,
        images=tuple(dict.fromkeys(name for each in charts for name in each.own.names)),
    )
    raws = (*(raw for _, raw in kept), *([spec] if is_live else []), *rows, *table.blobs)
    return Made(figure, (*problems, *caption.problems), raws)


def _check_area(across: int, height: int, composition: Composition) -> None:
    if across * height > MOST_AREA:
        hint = f"{MOST_AREA:,} pixels are the most: take panels out, or make some narrower"
        message = f"this infographic would be {across:,} by {height:,} pixels"
        raise Fault(message, composition.tree.key_spot(("panels",)), hint)


def _check_params(charts: Sequence[Charted], composition: Composition) -> None:
    """Refuse two charts whose controls would have the same name in the page."""
    seen: set[str] = set()
    for chart in charts:
        for param in chart.wide.params:
            if param.name in seen:
                spot = composition.tree.spot((*chart.panel.path, chart.panel.kind, "params"))
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
    parts: Sequence[Charted | Drawn], block: Block, look: Look, *, is_live: bool
) -> Iterator[Drawn]:
    """Write the drawing of each panel, its ids apart from those of the others."""
    live = 0
    for number, part in enumerate(parts, 1):
        if isinstance(part, Drawn):
            yield part
            continue
        name, wide, narrow = f"{block.name}-{number}", part.wide, part.narrow
        slim = inline_svg(narrow.root, f"{name}-narrow", part.alt, look.narrow) if narrow else ""
        yield Drawn(
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
    charts: Sequence[Charted], sources: _Sources, text: str
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
    charts: Sequence[Charted], sources: _Sources, composition: Composition, locale: Locale
) -> Made[Table]:
    parts = [
        Section(name, dataset.columns, sources.rows[name])
        for name, dataset in sources.datasets.items()
    ]
    forms = formats_used([chart.full for chart in charts])
    return tabulate_rows(parts, forms, composition.settings, locale)
