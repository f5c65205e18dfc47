"""DRAW: one block and its datasets into a figure."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec

from generator.charts.authored import Authored, problem, suggestion
from generator.charts.columns import Source, missing_columns
from generator.charts.compile import compile_vega, parts_of, with_data, with_look
from generator.charts.controls import controls, without_bindings
from generator.charts.describe import describe, rows_of
from generator.charts.facets import with_facet_width
from generator.charts.figure import Drawing, Figure, Look
from generator.charts.look import FONT, MEASURED, light, page_color
from generator.charts.paste import read_paste
from generator.charts.python import read_python
from generator.charts.short import read_short, validate
from generator.charts.svg import has_marks, inline_svg, parse_svg
from generator.charts.vocabulary import Misspelling, misspellings
from generator.data.dataset import Dataset
from generator.data.references import data_names, is_web, own_names
from generator.data.tree import Fault
from generator.engine import Made, Read, keep
from generator.markup.parts import Block
from generator.problems import Problem

PNG_SCALE = 2


def draw(value: Drawing, read: Read) -> Made[Figure]:
    """Draw a ``chart``, ``vega-lite`` or ``altair`` block."""
    datasets = {dataset.name: dataset for dataset in value.datasets}
    rows = {name: read(dataset.rows) for name, dataset in datasets.items()}
    try:
        authored = _read(value.block, datasets, rows)
        problems = _check(value.block, authored, datasets)
        if any(found.severity == "error" for found in problems):
            return Made(None, problems)
        made = _draw(value, authored, datasets, rows)
    except Fault as fault:
        return Made(None, (problem(value.block, fault),))
    return Made(made.value, (*problems, *made.problems), made.blobs)


def _read(block: Block, datasets: Mapping[str, Dataset], rows: Mapping[str, bytes]) -> Authored:
    if block.kind == "altair":
        return read_python(block.text, datasets, rows)
    return read_short(block.text, datasets) if block.kind == "chart" else read_paste(block.text)


def _check(
    block: Block, authored: Authored, datasets: Mapping[str, Dataset]
) -> tuple[Problem, ...]:
    sources = {name: Source(_columns(dataset)) for name, dataset in datasets.items()}
    found = [
        *_missing_data(authored.spec, datasets),
        *(misspellings(authored.spec) if block.kind != "altair" else ()),
        *missing_columns(authored.spec, sources),
    ]
    return tuple(dict.fromkeys(_placed(block, authored, each) for each in found))


def _columns(dataset: Dataset) -> frozenset[str] | None:
    return frozenset(column.name for column in dataset.columns) or None


def _placed(block: Block, authored: Authored, found: Misspelling) -> Problem:
    spot = authored.key_spot(found.path) if found.is_key else authored.spot(found.path)
    return problem(block, Fault(found.message, spot, found.hint), found.severity)


def _missing_data(
    spec: dict[str, Any], datasets: Mapping[str, Dataset]
) -> Iterator[Misspelling]:
    own = own_names(spec)
    for path, name in data_names(spec):
        if name not in own and name not in datasets:
            hint = suggestion(name, {*datasets, *own})
            web = "fetch it once and keep the file beside the post" if is_web(name) else hint
            yield Misspelling(f'no dataset "{name}"', path, web)
    if not _has_data(spec) and _has_fields(spec):
        yield Misspelling("this chart has no data", ("mark",), "name it with data:")


def _has_data(value: Any) -> bool:
    if isinstance(value, list):
        return any(_has_data(part) for part in value)
    return isinstance(value, dict) and (
        bool(value.get("data")) or any(_has_data(part) for part in value.values())
    )


def _has_fields(value: Any) -> bool:
    if isinstance(value, list):
        return any(_has_fields(part) for part in value)
    return isinstance(value, dict) and (
        "field" in value or any(_has_fields(part) for part in value.values())
    )


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
    vega = without_bindings(_tooltips_on_points(vega) if block.kind == "chart" else vega)
    root = parse_svg(_render(vega))
    if not has_marks(root):
        raise Fault("nothing to draw: no row is left for this chart",
                    authored.spot(("data",)), "is a filter too strict, or a column empty?")
    alt, problems = _alt(block, authored, full)
    svg = inline_svg(root, block.name, alt)
    kept = [keep(svg), keep(picture(svg, look)), keep(_json(vega))]
    spec = kept[2][0] if settings.live != "never" else None
    figure = Figure(
        name=block.name,
        svg=kept[0][0],
        png=kept[1][0],
        spec=spec,
        width=round(float(root.get("width", "0"))),
        height=round(float(root.get("height", "0"))),
        alt=alt,
        caption=settings.caption,
        parts=parts_of(vega),
        live=settings.live,
        size=settings.size,
        echo=_echo(block) if settings.echo else "",
        controls=inputs if spec else "",
    )
    return Made(figure, problems, tuple(raw for _, raw in kept[: 3 if spec else 2]))


def _render(vega: dict[str, Any]) -> str:
    """Draw a Vega specification, its text measured in a font that every machine has."""
    import vl_convert

    try:
        measured = json.dumps(vega).replace(FONT, MEASURED)
        return vl_convert.vega_to_svg(measured, allowed_base_urls=[])
    except ValueError as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        raise Fault(f"Vega: {lines[-1] if lines else 'it cannot be drawn'}", (0, 0)) from None


def picture(svg: str, look: Look) -> bytes:
    """Draw a figure's SVG as PNG in the theme's light colours, at twice its size."""
    import vl_convert

    resolved = light(look, svg)
    start = resolved.index(">") + 1
    backed = f'{resolved[:start]}<rect width="100%" height="100%" fill="{page_color(look)}"/>{resolved[start:]}'
    return vl_convert.svg_to_png(backed, scale=PNG_SCALE)


def _json(vega: dict[str, Any]) -> bytes:
    return msgspec.json.encode(vega)


def _alt(
    block: Block, authored: Authored, full: dict[str, Any]
) -> tuple[str, tuple[Problem, ...]]:
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


def _tooltips_on_points(value: Any) -> Any:
    """Take tooltips off lines and areas, which would tell their first row everywhere."""
    if isinstance(value, list):
        return [_tooltips_on_points(part) for part in value]
    if not isinstance(value, dict):
        return value
    made = {k: v if k == "values" else _tooltips_on_points(v) for k, v in value.items()}
    if made.get("type") in ("line", "area", "trail") and isinstance(made.get("encode"), dict):
        made["encode"] = {
            name: {k: v for k, v in part.items() if k != "tooltip"}
            for name, part in made["encode"].items()
        }
    return made
