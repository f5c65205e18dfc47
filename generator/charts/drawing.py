"""DRAW: one block and its datasets into a figure."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

import msgspec

from generator.charts.authored import Authored, problem
from generator.charts.caption import write_caption
from generator.charts.check import check
from generator.charts.compile import (
    compile_vega,
    parts_of,
    tooltips_on_points,
    with_data,
    with_look,
)
from generator.charts.controls import controls, without_bindings
from generator.charts.describe import describe, rows_of
from generator.charts.facets import with_facet_width
from generator.charts.figure import Drawing, Figure
from generator.charts.paste import read_paste
from generator.charts.python import read_python
from generator.charts.render import picture, render
from generator.charts.short import read_short, validate
from generator.charts.svg import has_marks, inline_svg, parse_svg
from generator.data.dataset import Dataset
from generator.data.tree import Fault
from generator.engine import Made, Read, keep
from generator.markup.parts import Block
from generator.problems import Problem


def draw_figure(value: Drawing, read: Read) -> Made[Figure]:
    """Draw a ``chart``, ``vega-lite`` or ``altair`` block."""
    datasets = {dataset.name: dataset for dataset in value.datasets}
    rows = {name: read(dataset.rows) for name, dataset in datasets.items()}
    try:
        authored = _read(value.block, datasets, rows)
        problems = check(value.block, authored, datasets)
        if any(found.severity == "error" for found in problems):
            return Made(None, problems)
        made = _draw(value, authored, datasets, rows)
    except Fault as fault:
        return Made(None, (problem(value.block, fault),))
    return Made(made.value, (*problems, *made.problems), made.blobs)


def _read(block: Block, datasets: Mapping[str, Dataset], rows: Mapping[str, bytes]) -> Authored:
    if block.kind == "altair":
        return read_python(block.text, datasets, rows)
    if block.kind == "exhibit":
        hint = "charts are chart, vega-lite and altair"
        raise Fault("exhibits cannot be shown yet", (0, 0), hint)
    return read_short(block.text, datasets) if block.kind == "chart" else read_paste(block.text)


def _draw(
    value: Drawing,
    authored: Authored,
    datasets: Mapping[str, Dataset],
    rows: Mapping[str, bytes],
) -> Made[Figure]:
    block, look, settings = value.block, value.look, authored.settings
    if block.kind == "chart":
        validate(authored.spec)
    full = with_data(authored.spec, datasets, rows)
    sized = with_facet_width(full, look, settings.size)
    vega = compile_vega(with_look(sized, look, settings.size, settings.height))
    inputs = controls(vega, block.name, authored.formats)
    vega = without_bindings(tooltips_on_points(vega) if block.kind == "chart" else vega)
    root = parse_svg(render(vega))
    if not has_marks(root):
        raise Fault(
            "nothing to draw: no row is left for this chart",
            authored.spot(("data",)),
            "is a filter too strict, or a column empty?",
        )
    caption = write_caption(block, settings.caption, value.language)
    alt, problems = _alt(block, authored, full)
    svg = inline_svg(root, block.name, alt)
    kept = [keep(svg), keep(picture(svg, look)), keep(msgspec.json.encode(vega))]
    spec = kept[2][0] if settings.live != "never" else None
    figure = Figure(
        name=block.name,
        svg=kept[0][0],
        png=kept[1][0],
        spec=spec,
        width=round(float(root.get("width", "0"))),
        height=round(float(root.get("height", "0"))),
        alt=alt,
        caption=caption.html,
        links=caption.links,
        parts=parts_of(vega),
        live=settings.live,
        size=settings.size,
        echo=_echo(block) if settings.echo else "",
        controls=inputs if spec else "",
    )
    blobs = tuple(raw for _, raw in kept[: 3 if spec else 2])
    return Made(figure, (*problems, *caption.problems), blobs)


def _alt(block: Block, authored: Authored, full: dict[str, Any]) -> tuple[str, tuple[Problem, ...]]:
    stated = authored.settings.alt or _text(full.get("description"))
    if stated:
        return stated, ()
    written = describe(full, list(islice(rows_of(full), 100_000)))
    fault = Fault("this figure has no alt text", (0, 0), f"it now reads: {written}")
    return written, (problem(block, fault, "warning"),)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _echo(block: Block) -> str:
    """Return the block as readers may see it: without its options."""
    lines = block.text.splitlines()
    return "\n".join(line for line in lines if not line.startswith("#|")).strip("\n")
