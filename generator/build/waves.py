"""Each wave of a build: which steps it asks for, and what becomes of their results."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.charts.draw import draw
from generator.charts.figure import Drawing, Figure
from generator.charts.runtime import RuntimeParts, runtime
from generator.data.dataset import Dataset
from generator.data.load import Loading, load
from generator.engine import Blob, Engine, Made, Step, key_of
from generator.markup.code import highlight
from generator.pages.bodies import Bound, Drawn, sized
from generator.pages.measure import Picture, measure
from generator.pages.outputs import Output
from generator.problems import Place, Problem
from generator.site.catalogue import Page
from generator.site.datasets import find_dataset
from generator.site.document import Document, Reading, read_document
from generator.site.settings import Settings
from generator.site.theme import Level, LevelSource, Theme, load_theme, read_level

SOURCES = (".md", ".markdown")
AUTHORS_CODE = ("altair",)
"""Kinds of block that run the author's own Python when they are drawn."""


def choose_theme(
    engine: Engine, files: Mapping[str, Blob], settings: Settings
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Read the theme that the settings name, and its parents."""

    def level(source: LevelSource) -> Made[Level]:
        return engine.run("theme", [Step(read_level, source)])[0]

    place, line = settings.place_of("theme"), settings.source_of("theme")
    return load_theme(settings.theme, place, files, level, line)


class Documents(Struct, frozen=True):
    """Documents, the paths of sources that could not be read, and the problems of all."""

    documents: tuple[Document, ...]
    unread: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_documents(engine: Engine, files: Mapping[str, Blob], settings: Settings) -> Documents:
    """READ: every Markdown file of content/ into a document."""
    paths = [path for path in files if _is_source(path)]
    steps = [
        Step(read_document, Reading(path, files[path], settings.timezone, settings.language))
        for path in paths
    ]
    made = engine.run("read", steps)
    documents = tuple(each.value for each in made if each.value is not None)
    unread = tuple(path for path, each in zip(paths, made, strict=True) if each.value is None)
    return Documents(documents, unread, _problems(made))


def _is_source(path: str) -> bool:
    inside = path.startswith("content/") and not path.startswith("content/static/")
    return inside and path.endswith(SOURCES)


class Loaded(Struct, frozen=True):
    """The datasets of each figure, by page and index; figures that miss one are not there."""

    datasets: Mapping[tuple[str, int], tuple[Dataset, ...]]
    problems: tuple[Problem, ...]


def load_datasets(engine: Engine, pages: Sequence[Page], files: Mapping[str, Blob]) -> Loaded:
    """LOAD: every dataset that some figure asks for."""
    found = {
        (page.path, index): tuple(
            find_dataset(reference, page.document, files) for reference in references
        )
        for page in pages
        for index, references in enumerate(page.document.references)
    }
    missing = [one for each in found.values() for one in each if isinstance(one, Problem)]
    wanted = list(
        dict.fromkeys(one for each in found.values() for one in each if isinstance(one, Loading))
    )
    made = dict(zip(wanted, engine.run("load", [Step(load, one) for one in wanted]), strict=True))
    ready = {}
    for figure, each in found.items():
        datasets = [made[one].value for one in each if isinstance(one, Loading)]
        if len(datasets) == len(each) and None not in datasets:
            ready[figure] = tuple(dataset for dataset in datasets if dataset is not None)
    return Loaded(ready, (*missing, *_problems(made.values())))


class Figures(Struct, frozen=True):
    """What was drawn for each page, by its path."""

    by_page: Mapping[str, Drawn]
    problems: tuple[Problem, ...]


def draw_figures(
    engine: Engine,
    pages: Sequence[Page],
    loaded: Loaded,
    theme: Theme,
    language: str,
    *,
    execute: bool = True,
) -> Figures:
    """DRAW: every figure, and every block of code in its colours.

    Without ``execute`` figures that run the author's Python come from the cache alone.
    """
    drawings = {
        (page.path, index): Step(
            draw, Drawing(block, loaded.datasets[page.path, index], theme.charts, language)
        )
        for page in pages
        for index, block in enumerate(page.document.markup.figures)
        if (page.path, index) in loaded.datasets
    }
    codes = [
        (page.path, Step(highlight, code)) for page in pages for code in page.document.markup.codes
    ]
    not_run = () if execute else _take_out_code(engine, drawings)
    made_figures = engine.run("draw", list(drawings.values()))
    made_codes = engine.run("highlight", [step for _, step in codes])
    figures = {at: each.value for at, each in zip(drawings, made_figures, strict=True)}
    colored = _by_page(codes, made_codes)
    by_page = {
        page.path: Drawn(_figures_of(page, figures), colored.get(page.path, ())) for page in pages
    }
    return Figures(by_page, (*not_run, *_problems([*made_figures, *made_codes])))


def _take_out_code(engine: Engine, drawings: dict[tuple[str, int], Step]) -> tuple[Problem, ...]:
    """Take out what would run the author's Python, and say so."""
    runs = [at for at, step in drawings.items() if step.value.block.kind in AUTHORS_CODE]
    blocks = [drawings.pop(at).value.block for at in runs if not engine.was_made(drawings[at])]
    message = "--no-exec: this block's Python was not run, and its result is not in the cache"
    hint = "build once without --no-exec, if you trust whoever wrote the block"
    return tuple(
        Problem(message, Place(block.path, block.line - 1, 0), hint, block.fence)
        for block in blocks
    )


def _figures_of(
    page: Page, figures: Mapping[tuple[str, int], Figure | None]
) -> tuple[Figure | None, ...]:
    count = len(page.document.markup.figures)
    return tuple(figures.get((page.path, index)) for index in range(count))


def _by_page(
    asked: Sequence[tuple[str, Step]], made: Sequence[Made[Any]]
) -> dict[str, tuple[Any, ...]]:
    grouped: dict[str, tuple[Any, ...]] = {}
    for (path, _), each in zip(asked, made, strict=True):
        if each.value is not None:
            grouped[path] = (*grouped.get(path, ()), each.value)
    return grouped


def draw_runtime(engine: Engine, figures: Iterable[Figure]) -> Blob | None:
    """Make the runtime that all live figures of the site need; none where there is none."""
    live = [figure for figure in figures if figure.spec is not None and figure.live != "never"]
    if not live:
        return None
    parts = sorted({part for figure in live for part in figure.parts})
    (made,) = engine.run("runtime", [Step(runtime, RuntimeParts(tuple(parts)))])
    return made.value


def measure_pictures(
    engine: Engine, bound: Mapping[str, Bound], files: Mapping[str, Blob]
) -> dict[str, Bound]:
    """MEASURE: every image file that some page shows, so that each has its size there."""
    paths = dict.fromkeys(path for each in bound.values() for path in each.measured)
    made = engine.run("measure", [Step(measure, Picture(path, files[path])) for path in paths])
    sizes = {path: each.value for path, each in zip(paths, made, strict=True) if each.value}
    return {path: sized(each, sizes) for path, each in bound.items()}


class Composed(Struct, frozen=True):
    """The manifest, the key of each step by its output's path, and the problems."""

    manifest: Mapping[str, Blob]
    keys: Mapping[str, str]
    problems: tuple[Problem, ...]


def compose_outputs(engine: Engine, outputs: Sequence[Output]) -> Composed:
    """COMPOSE: every output of the plan."""
    copied = {each.path: each.content for each in outputs if isinstance(each.content, Blob)}
    steps = {each.path: each.content for each in outputs if isinstance(each.content, Step)}
    keys = {path: key_of(step) for path, step in steps.items()}
    made = dict(zip(steps, engine.run("compose", list(steps.values()), list(keys.values()))))
    composed = {path: each.value for path, each in made.items() if each.value is not None}
    problems = tuple(dict.fromkeys(_problems(made.values())))
    return Composed(copied | composed, keys, problems)


def _problems(made: Iterable[Made[Any]]) -> tuple[Problem, ...]:
    return tuple(problem for each in made for problem in each.problems)
