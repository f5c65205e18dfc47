"""VALUES: what the prose of each page takes from its datasets and figures."""

from collections.abc import Sequence

from msgspec import structs

from generator.charts.figure import Figure
from generator.data.makers import WRITE_VALUES
from generator.data.prose.values import Movable, Prose, WrittenValue
from generator.engine import Engine, Step
from generator.markup.parts import Block, Expression
from generator.pages.body import Drawn
from generator.pipeline.datasets import Loaded
from generator.pipeline.figures import Figures
from generator.pipeline.step_problems import problems_of
from generator.site.placing import Page


def fill_values(
    engine: Engine, pages: Sequence[Page], loaded: Loaded, figures: Figures, language: str
) -> Figures:
    """VALUES: compute the values of every page that has some, those in captions too."""
    steps = {
        page.path: Step(WRITE_VALUES, prose)
        for page in pages
        if (prose := _prose(page, loaded, figures.by_page[page.path], language)) is not None
    }
    if not steps:
        return figures
    made = dict(zip(steps, engine.run("values", list(steps.values())), strict=True))
    filled = {
        path: _filled(figures.by_page[path], each.value)
        for path, each in made.items()
        if each.value
    }
    return structs.replace(
        figures,
        by_page={**figures.by_page, **filled},
        problems=(*figures.problems, *problems_of(made.values())),
    )


def _prose(page: Page, loaded: Loaded, drawn: Drawn, language: str) -> Prose | None:
    document = page.document
    expressions = (*document.markup.values, *_in_captions(drawn))
    if not expressions:
        return None
    names = [(page.path, reference.name) for reference in document.spoken]
    datasets = tuple(loaded.datasets[name] for name in names if name in loaded.datasets)
    speaks_of_figures = any("#" in each.text for each in expressions)
    movable = tuple(map(_movable, document.markup.figures, drawn.figures))
    return Prose(expressions, datasets, movable if speaks_of_figures else (), language)


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
