"""From the catalogue to what is drawn for each page: LOAD, EXECUTE, IMPORTS, DRAW, VALUES."""

from collections.abc import Mapping
from functools import partial

from msgspec import Struct, structs

from generator.engine import Blob, Engine
from generator.pages.body import Drawn
from generator.pipeline.broken import SetAside, set_aside
from generator.pipeline.connections import ask_connections, terms
from generator.pipeline.datasets import load_datasets
from generator.pipeline.execution import execute_posts
from generator.pipeline.figures import Ground, draw_figures
from generator.pipeline.request import Request
from generator.pipeline.values import fill_values
from generator.problems import Problem
from generator.site.catalogue import Catalogue
from generator.site.placing import Page


class Pictured(Struct, frozen=True):
    """What was drawn for each page, with the files that loaders wrote among those that were there.

    ``in_figures`` are problems that stand in the place of a figure.
    """

    by_page: Mapping[str, Drawn]
    files: Mapping[str, Blob]
    problems: tuple[Problem, ...]
    in_figures: tuple[Problem, ...] = ()


def draw_site(
    engine: Engine,
    request: Request,
    listed: Catalogue,
    ground: Ground,
    told: tuple[Problem, ...],
) -> Pictured:
    """Load what pages ask for, and draw it; ``told`` are the problems met before."""
    asking = engine.recall.gathered(_asking, (listed.by_path,))
    ask = partial(ask_connections, engine, terms(request, ground.settings))
    loaded = load_datasets(engine, asking, ground.files, ask, execute=request.execute)
    run = execute_posts(engine, asking, loaded, execute=request.execute)
    files = {**ground.files, **loaded.written} if loaded.written else ground.files
    figures = draw_figures(engine, listed, run, structs.replace(ground, files=files))
    figures = fill_values(engine, asking, loaded, figures, ground.settings.language)
    problems = (*run.loaded.problems, *run.problems, *figures.problems)
    aside = SetAside(figures)
    if request.tolerant:
        aside = set_aside(asking, figures, (*told, *problems), files)
    by_page = engine.recall.same_each("shown", aside.figures.by_page)
    return Pictured(by_page, files, problems, aside.problems)


def _asking(page: Page) -> tuple[Page, ...]:
    """Give a page that needs more than its text: data, figures, values in its prose."""
    document = page.document
    asks = document.markup.figures or document.markup.values or document.spoken
    return (page,) if asks or document.front.data else ()
