"""DRAW: every figure, every block of code, and the runtime that live figures share."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.build.datasets import Loaded
from generator.build.found import problems_of
from generator.charts.draw import draw
from generator.charts.figure import Drawing, Figure
from generator.charts.runtime import RuntimeParts, runtime
from generator.engine import Blob, Engine, Made, Step
from generator.markup.code import highlight
from generator.pages.bodies import Drawn
from generator.problems import Place, Problem
from generator.site.catalogue import Page
from generator.site.theme import Theme

AUTHORS_CODE = ("altair",)
"""Kinds of block that run the author's own Python when they are drawn."""


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
    return Figures(by_page, (*not_run, *problems_of([*made_figures, *made_codes])))


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
