"""DRAW: every figure, every block of code, and the runtime that live figures share."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.build.execution import FigureAt, Run
from generator.build.files import FigureFiles, find_files
from generator.build.found import problems_of
from generator.charts.draw import draw
from generator.charts.figure import Chart, Drawing, Figure
from generator.charts.runtime import RuntimeParts, runtime
from generator.engine import Blob, Engine, Step
from generator.markup.code import highlight
from generator.pages.bodies import Drawn
from generator.problems import Problem
from generator.site.catalogue import Page
from generator.site.theme import Theme


class Figures(Struct, frozen=True):
    """What was drawn for each page, by its path."""

    by_page: Mapping[str, Drawn]
    problems: tuple[Problem, ...]
    files: FigureFiles = FigureFiles()


def draw_figures(
    engine: Engine,
    pages: Sequence[Page],
    run: Run,
    theme: Theme,
    language: str,
    files: Mapping[str, Blob],
) -> Figures:
    """DRAW: every figure, and every block of code in its colours."""
    found = find_files(engine, pages, files)
    given = _Given(run, found, theme, language)
    values = {at: one for page in pages for at, one in _drawings(page, given)}
    drawings = engine.recall.same_each("drawings", values)
    made = engine.run("draw", [Step(draw, one) for one in drawings.values()])
    figures = {at: each.value for at, each in zip(drawings, made, strict=True)}
    colored = _highlight(engine, pages)
    by_page = {page.path: Drawn(_figures_of(page, figures), colored.of(page)) for page in pages}
    problems = (*found.problems, *problems_of(made), *colored.problems)
    return Figures(engine.recall.same_each("drawn", by_page), problems, found)


class _Colored(Struct, frozen=True):
    """Blocks of code in their colours, by page."""

    blobs: Mapping[str, tuple[Blob, ...]]
    problems: tuple[Problem, ...]

    def of(self, page: Page) -> tuple[Blob, ...]:
        return self.blobs.get(page.path, ())


def _highlight(engine: Engine, pages: Sequence[Page]) -> _Colored:
    codes = [(page.path, code) for page in pages for code in page.document.markup.codes]
    made = engine.run("highlight", [Step(highlight, code) for _, code in codes])
    blobs: dict[str, tuple[Blob, ...]] = {}
    for (path, _), each in zip(codes, made, strict=True):
        if each.value is not None:
            blobs[path] = (*blobs.get(path, ()), each.value)
    return _Colored(blobs, problems_of(made))


class _Given(Struct, frozen=True):
    run: Run
    files: FigureFiles
    theme: Theme
    language: str


def _drawings(page: Page, given: _Given) -> Iterator[tuple[FigureAt, Drawing]]:
    """Yield the drawings of a page's figures; what a figure misses keeps it from being drawn."""
    blocks = page.document.markup.figures
    found = [given.run.datasets(page, index) for index in range(len(blocks))]
    uses = Counter(each.name for datasets in found for each in datasets or ())
    for index, block in enumerate(blocks):
        datasets, files = found[index], given.files.of(page, index)
        if datasets is not None and files is not None:
            shared = tuple(each.name for each in datasets if uses[each.name] > 1)
            spec, look = given.run.spec(page, index), given.theme.charts
            value = Drawing(block, datasets, look, given.language, spec, files, shared)
            yield (page.path, index), value


def _figures_of(page: Page, figures: Mapping[FigureAt, Figure | None]) -> tuple[Figure | None, ...]:
    count = len(page.document.markup.figures)
    return tuple([figures.get((page.path, index)) for index in range(count)])


def draw_runtime(engine: Engine, figures: Iterable[Figure]) -> Blob | None:
    """Make the runtime that all live charts of the site need; none where there is none."""
    live = [figure for figure in figures if isinstance(figure, Chart) and figure.is_live]
    if not live:
        return None
    parts = sorted({part for figure in live for part in figure.parts})
    (made,) = engine.run("runtime", [Step(runtime, RuntimeParts(tuple(parts)))])
    return made.value
