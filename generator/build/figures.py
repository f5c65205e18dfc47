"""DRAW: every figure, every block of code, and the runtime that live figures share."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.build.execution import Run
from generator.build.found import problems_of
from generator.charts.draw import draw
from generator.charts.figure import Drawing, Figure
from generator.charts.runtime import RuntimeParts, runtime
from generator.engine import Blob, Engine, Made, Step
from generator.markup.code import highlight
from generator.pages.bodies import Drawn
from generator.problems import Problem
from generator.site.catalogue import Page
from generator.site.theme import Theme


class Figures(Struct, frozen=True):
    """What was drawn for each page, by its path."""

    by_page: Mapping[str, Drawn]
    problems: tuple[Problem, ...]


def draw_figures(
    engine: Engine,
    pages: Sequence[Page],
    run: Run,
    theme: Theme,
    language: str,
) -> Figures:
    """DRAW: every figure, and every block of code in its colours."""
    drawings = {at: one for page in pages for at, one in _drawings(page, run, theme, language)}
    codes = [
        (page.path, Step(highlight, code)) for page in pages for code in page.document.markup.codes
    ]
    made_figures = engine.run("draw", list(drawings.values()))
    made_codes = engine.run("highlight", [step for _, step in codes])
    figures = {at: each.value for at, each in zip(drawings, made_figures, strict=True)}
    colored = _by_page(codes, made_codes)
    by_page = {
        page.path: Drawn(_figures_of(page, figures), colored.get(page.path, ())) for page in pages
    }
    return Figures(by_page, problems_of([*made_figures, *made_codes]))


def _drawings(
    page: Page, run: Run, theme: Theme, language: str
) -> Iterator[tuple[tuple[str, int], Step]]:
    """Yield the drawings of a page's figures; what a figure misses keeps it from being drawn."""
    found = [run.datasets(page, index) for index in range(len(page.document.markup.figures))]
    uses = Counter(each.name for datasets in found for each in datasets or ())
    for index, block in enumerate(page.document.markup.figures):
        datasets = found[index]
        if datasets is not None:
            shared = tuple(each.name for each in datasets if uses[each.name] > 1)
            spec = run.spec(page, index)
            value = Drawing(block, datasets, theme.charts, language, spec, shared)
            yield (page.path, index), Step(draw, value)


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
