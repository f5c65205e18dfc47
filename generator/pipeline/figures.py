"""DRAW and VALUES: figures, blocks of code, the runtime of live figures, and values in prose."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from generator.blocks.contents import File
from generator.charts.figure import Chart, Drawing, Figure, RuntimeParts
from generator.charts.makers import BUNDLE_RUNTIME, DRAW, NAME_COLUMNS
from generator.charts.page_colors import agreed
from generator.charts.shared import Shared, Uses
from generator.data.makers import WRITE_VALUES
from generator.data.prose.values import Movable, Prose, WrittenValue
from generator.data.words import IN_CHARTS, Languages, Words
from generator.engine import NO_LIMIT, Blob, Engine, Made, Step, in_common
from generator.images.files import is_image
from generator.markup.makers import HIGHLIGHT
from generator.markup.parts import Block, Dialect, Expression
from generator.pages.body import Drawn
from generator.pipeline.datasets import Loaded
from generator.pipeline.execution import FigureAt, Run
from generator.pipeline.files import FigureFiles, find_files
from generator.pipeline.step_problems import problems_of, problems_on
from generator.problems import Problem
from generator.site.catalogue import Catalogue
from generator.site.placing import Page
from generator.site.settings import Settings
from generator.site.theme import Theme

_SHOWS = "image"
"""The word without which no chart shows a picture."""


class Figures(Struct, frozen=True):
    """What was drawn for each page, by its path."""

    by_page: Mapping[str, Drawn]
    problems: tuple[Problem, ...]
    files: FigureFiles = FigureFiles()


class DrawContext(Struct, frozen=True):
    """What all figures of a site are drawn with; ``files`` are those that they may name."""

    theme: Theme
    settings: Settings
    files: Mapping[str, Blob]
    languages: Languages
    dialect: Dialect = Dialect()


def draw_figures(engine: Engine, listed: Catalogue, run: Run, context: DrawContext) -> Figures:
    """DRAW: every figure, and every block of code in its colours."""
    recall, pages = engine.recall, listed.by_path
    with_figures = recall.gathered(_with_figures, (pages,))
    found = find_files(engine, with_figures, context.files)
    words = recall.same("chart words", _chart_words(context.languages))
    given = _Given(
        run, found, context.theme, _pictures(context.files), words, context.settings.timezone
    )
    values = {at: one for page in with_figures for at, one in _drawings(page, given)}
    drawings = recall.same_each("drawings", _with_shared(engine, values))
    made = engine.run("draw", [Step(DRAW, one) for one in drawings.values()], few=0)
    figures = {at: each.value for at, each in zip(drawings, made, strict=True)}
    by_page = {page.path: _figures_of(page, figures) for page in with_figures}
    colored = engine.run_each("highlight", recall.for_each(_colorings, (pages,)))
    drawn = recall.for_each(_drawn, (pages, recall.same_each("figures", by_page), colored))
    drew = ((pages[at[0]], each.problems) for at, each in zip(drawings, made, strict=True))
    problems = (*found.problems, *problems_on(drew), *recall.gathered(_all_problems, (colored,)))
    return Figures(drawn, problems, found)


def _with_figures(page: Page) -> tuple[Page, ...]:
    return (page,) if page.document.markup.figures else ()


def _colorings(page: Page) -> tuple[Step, ...]:
    return tuple(Step(HIGHLIGHT, code) for code in page.document.markup.codes)


def _drawn(
    page: Page, figures: tuple[Figure | None, ...] | None, colored: tuple[Made[Blob], ...]
) -> Drawn:
    return Drawn(figures or (), tuple(each.value for each in colored if each.value is not None))


def _all_problems(made: tuple[Made[Blob], ...]) -> tuple[Problem, ...]:
    return problems_of(made)


class _Given(Struct, frozen=True):
    run: Run
    files: FigureFiles
    theme: Theme
    pictures: tuple[File, ...]
    words: Mapping[str, Words]
    timezone: str


def _chart_words(languages: Languages) -> Mapping[str, Words]:
    """Return what figures say, so that another word of the page draws none anew."""
    return {language: each.words.only(IN_CHARTS) for language, each in languages.items()}


def _pictures(files: Mapping[str, Blob]) -> tuple[File, ...]:
    found = (path for path in files if is_image(path) and path.startswith("content/"))
    return tuple(File("", path, files[path]) for path in sorted(found))


def _drawings(page: Page, given: _Given) -> Iterator[tuple[FigureAt, Drawing]]:
    """Yield the drawings of a page's figures; what a figure misses keeps it from being drawn."""
    for index, block in enumerate(page.document.markup.figures):
        datasets, files = given.run.datasets(page, index), given.files.of(page, index)
        if datasets is not None and files is not None:
            spec, look = given.run.spec(page, index), given.theme.charts
            pictures = given.pictures if _SHOWS in block.text else ()
            contents = page.document.contents[index]
            words = given.words[page.language]
            value = Drawing(block, contents, datasets, look, spec, files, (), pictures, words)
            yield (page.path, index), structs.replace(value, timezone=given.timezone)


def _with_shared(
    engine: Engine, drawings: Mapping[FigureAt, Drawing]
) -> Mapping[FigureAt, Drawing]:  # fmt: skip
    """Tell figures what others of their page use too: rows of datasets, and colours."""
    count = Counter(page for page, _ in drawings)
    asked = {at: value for at, value in drawings.items() if count[at[0]] > 1}
    made = engine.run("columns", [Step(NAME_COLUMNS, value) for value in asked.values()], few=0)
    uses = {at: each.value or Uses() for at, each in zip(asked, made, strict=True)}
    told: dict[FigureAt, Drawing] = {}
    for page in dict.fromkeys(page for page, _ in asked):
        told |= _sharing({at: asked[at] for at in asked if at[0] == page}, uses)
    return {**drawings, **told}


def _sharing(
    drawings: Mapping[FigureAt, Drawing], uses: Mapping[FigureAt, Uses]
) -> Iterator[tuple[FigureAt, Drawing]]:
    """Yield the drawings of a page with what they share."""
    times = Counter(one.name for value in drawings.values() for one in value.datasets)
    named: dict[str, set[str]] = defaultdict(set)
    for each in (shared for at in drawings for shared in uses[at].shared):
        named[each.name].update(each.columns)
    colors = agreed([uses[at].colored for at in drawings])
    for at, value in drawings.items():
        shared = (Shared(one.name, tuple(c.name for c in one.columns if c.name in named[one.name]))
                  for one in value.datasets if times[one.name] > 1)  # fmt: skip
        mine = (colors[one.column] for one in uses[at].colored if one.column in colors)
        yield at, structs.replace(value, shared=tuple(shared), colors=tuple(mine))


def _figures_of(page: Page, figures: Mapping[FigureAt, Figure | None]) -> tuple[Figure | None, ...]:
    count = len(page.document.markup.figures)
    return tuple([figures.get((page.path, index)) for index in range(count)])


def draw_runtime(engine: Engine, figures: Iterable[Figure]) -> Made[Blob]:
    """Make the runtime that all live charts of the site need; none where there is none."""
    live = [figure for figure in figures if isinstance(figure, Chart) and figure.is_live]
    if not live:
        return Made(None)
    parts = sorted({part for figure in live for part in figure.parts})
    step = Step(BUNDLE_RUNTIME, RuntimeParts(tuple(parts)))
    with in_common([step], engine.cache):
        # Nothing in it is an author's, and on a busy machine it takes as long as it takes.
        (made,) = engine.run("runtime", [step], few=0, limit=NO_LIMIT)
    return made


def fill_values(engine: Engine, pages: Sequence[Page], loaded: Loaded, figures: Figures) -> Figures:
    """VALUES: compute the values of every page that has some, those in captions too."""
    steps = {
        page.path: Step(WRITE_VALUES, prose)
        for page in pages
        if (prose := _prose(page, loaded, figures.by_page[page.path])) is not None
    }
    if not steps:
        return figures
    made = dict(zip(steps, engine.run("values", list(steps.values())), strict=True))
    told = ((page, made[page.path].problems) for page in pages if page.path in made)
    filled = {
        path: _filled(figures.by_page[path], each.value)
        for path, each in made.items()
        if each.value
    }
    return structs.replace(
        figures,
        by_page={**figures.by_page, **filled},
        problems=(*figures.problems, *problems_on(told)),
    )


def _prose(page: Page, loaded: Loaded, drawn: Drawn) -> Prose | None:
    document = page.document
    expressions = (*document.markup.values, *_in_captions(drawn))
    if not expressions:
        return None
    names = [(page.path, reference.name) for reference in document.spoken]
    datasets = tuple(loaded.datasets[name] for name in names if name in loaded.datasets)
    speaks_of_figures = any("#" in each.text for each in expressions)
    movable = tuple(map(_movable, document.markup.figures, drawn.figures))
    return Prose(expressions, datasets, movable if speaks_of_figures else (), page.language)


def _in_captions(drawn: Drawn) -> tuple[Expression, ...]:
    return tuple(each for figure in drawn.whole for each in figure.frame.caption.values)


def _movable(block: Block, figure: Figure | None) -> Movable:
    if figure is None:
        return Movable(block.name, drawn=False)
    return Movable(block.name, figure.params, figure.is_live)


def _filled(drawn: Drawn, written: tuple[WrittenValue, ...]) -> Drawn:
    """Part a page's values into those of its prose and those of each caption."""
    counts = [len(figure.frame.caption.values) if figure else 0 for figure in drawn.figures]
    at = len(written) - sum(counts)
    captions = []
    for count in counts:
        captions.append(written[at : at + count])
        at += count
    return structs.replace(
        drawn, values=written[: len(written) - sum(counts)], captions=tuple(captions)
    )
