"""What is known to be wrong with a chart: by its words before it is compiled, then by its data."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.blocks.chart import data_names, own_names
from generator.charts.authored import Authored, embed_faults, filled
from generator.charts.figure import Drawing
from generator.charts.fitting import misfits, misspellings
from generator.charts.links import link_faults, picture_faults
from generator.charts.lint.appearance import look_faults
from generator.charts.lint.columns import Source, missing_columns
from generator.charts.lint.data import data_faults
from generator.charts.lint.meant import Doubts
from generator.charts.lint.params import word_faults
from generator.charts.lint.values import value_faults
from generator.charts.spec import Records, Spec, mapping_at, mappings
from generator.charts.units import units
from generator.data.dataset import Dataset, is_web
from generator.data.table import columns_of, from_rows
from generator.engine import Made
from generator.markup.parts import Block
from generator.problems import Problem, suggestion
from generator.problems.fault import At, Fault, Path
from generator.site.look import Look

VIEWS = ("mark", "layer", "facet", "hconcat", "vconcat", "concat", "repeat")
"""What makes a specification a chart: one of these is there."""


def judged(
    block: Block,
    authored: Authored,
    datasets: Mapping[str, Dataset],
    rows: Mapping[str, Records],
    value: Drawing,
) -> Made[Spec]:
    """Return a specification with its data inside, none where it cannot be drawn. Raises Fault.

    What is known to be wrong with it is told.
    """
    problems = _check(block, authored, datasets)
    if _has_errors(problems):
        return Made(None, problems)
    full = filled(authored, datasets, rows, value.timezone)
    problems = (*problems, *_lint(block, authored, full, value.look, datasets))
    return Made(None if _has_errors(problems) else full, problems)


def _check(
    block: Block, authored: Authored, datasets: Mapping[str, Dataset]
) -> tuple[Problem, ...]:
    """Find what a specification says wrongly: words, columns, datasets."""
    if unfit := tuple(_unfit_rows(authored.spec, ())):
        return tuple(block.problem(each.located(authored)) for each in unfit)
    sources = _carried(authored.spec) | {
        name: Source(_columns(dataset)) for name, dataset in datasets.items()
    }
    spec, is_ours = authored.spec, block.kind != "altair"  # Altair checks its own words
    words = _words(spec, block.kind) if is_ours else ()
    found = [*_unused_data(spec), *_missing_data(spec, datasets), *words]
    whole = [] if _has_errors(found) else [*_missing_view(spec)]
    if is_ours and not _has_errors((*found, *whole)):
        whole = [*misfits(spec)]
    # What a transform that lacks something makes is no column that is missing.
    found += whole or missing_columns(spec, sources)
    found += [*value_faults(spec), *embed_faults(spec), *authored.told]
    placed = (block.problem(each.located(authored)) for each in found)
    return tuple(dict.fromkeys(placed))


def _unfit_rows(value: Any, path: Path) -> Iterator[Fault]:
    """Find rows within a specification that hold what no table can."""
    parts = value.items() if isinstance(value, dict) else ()
    for key, part in enumerate(value) if isinstance(value, list) else parts:
        where = (*path, key)
        is_table = isinstance(part, list) and part and all(isinstance(row, dict) for row in part)
        if is_table and ("values" in where[-1:] or "datasets" in path[-1:]):
            try:
                from_rows(part)
            except Fault as fault:
                yield fault.below(where)
        elif isinstance(part, dict | list):
            yield from _unfit_rows(part, where)


def _words(spec: Spec, kind: str) -> Iterator[Fault]:
    """Yield what is misspelt; what Vega-Lite would pass over is only allowed in what is pasted."""
    for each in misspellings(spec):
        yield Fault(each.message, each.where, each.hint) if kind == "chart" else each


def _has_errors(found: Iterable[Fault | Problem]) -> bool:
    """Tell whether a chart cannot be drawn with these problems."""
    return any(each.severity == "error" for each in found)


def _carried(spec: Spec) -> dict[str, Source]:
    """Return the columns of the named rows that a specification brings itself."""
    return {
        name: Source(frozenset(column.name for column in columns_of(rows)) or None)
        for name, rows in mapping_at(spec, "datasets").items()
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    }


def _columns(dataset: Dataset) -> frozenset[str] | None:
    return frozenset(column.name for column in dataset.columns) or None


def _missing_view(spec: Spec) -> Iterator[Fault]:
    if all(spec.get(key) is None for key in VIEWS):
        yield Fault('this chart has no "mark"', At(()), f"it needs one of {', '.join(VIEWS)}")


def _unused_data(spec: Spec) -> Iterator[Fault]:
    used = {name for _, name in data_names(spec)}
    for name in mapping_at(spec, "datasets"):
        if name not in used:
            message = f'nothing uses the dataset "{name}"'
            hint = suggestion(str(name), used, f'a view uses it with "data": {{"name": "{name}"}}')
            yield Fault(message, At(("datasets", name), is_key=True), hint, "warning")


def _missing_data(spec: Spec, datasets: Mapping[str, Dataset]) -> Iterator[Fault]:
    own = own_names(spec)
    for path, name in data_names(spec):
        if name not in own and name not in datasets:
            hint = suggestion(name, {*datasets, *own}, "put its file beside the post")
            web = "fetch it once and keep the file beside the post" if is_web(name) else hint
            yield Fault(f'no dataset "{name}"', At(path), web)
        elif name in datasets and name not in own and not datasets[name].count:
            yield Fault(f"{name} has no rows", At(path))
    nodes = [node for _, node in mappings(spec)]
    if not any(node.get("data") for node in nodes) and any("field" in node for node in nodes):
        yield Fault("this chart has no data", At(("mark",)), "name it with data:")


def _lint(
    block: Block, authored: Authored, full: Spec, look: Look, datasets: Mapping[str, Dataset]
) -> tuple[Problem, ...]:
    """Judge a chart by its data; ``full`` is the author's specification with its data inside."""
    columns = (column for dataset in datasets.values() for column in dataset.columns)
    known = {each.name: each.doubt for each in columns}
    doubts = Doubts(known, block.text if block.kind in ("chart", "altair") else None)
    found = (block.problem(each.located(authored)) for each in _faults(full, look, doubts))
    # What is told of one view is not told of each.
    return tuple(
        {each.message if each.severity == "warning" else each: each for each in found}.values()
    )


def _faults(full: Spec, look: Look, doubts: Doubts) -> Iterator[Fault]:
    yield from word_faults(full)
    yield from missing_columns(full, {})  # of rows that were taken out of an object
    for unit in units(full):
        yield from data_faults(unit, doubts)
        yield from look_faults(unit, full, look)
        yield from picture_faults(unit)
        yield from link_faults(unit)
