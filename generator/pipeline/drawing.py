"""From the catalogue to what is drawn for each page: LOAD, EXECUTE, IMPORTS, DRAW, VALUES."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct, structs

from generator.data.dataset import Loading, Reference, SqlBlock
from generator.data.loaders import LoaderFile
from generator.engine import Blob, Engine
from generator.markup.kinds import KIND_OF
from generator.markup.parts import Block
from generator.pages.body import Drawn
from generator.pipeline.connections import ask_connections, terms
from generator.pipeline.datasets import load_datasets
from generator.pipeline.execution import execute_posts
from generator.pipeline.figures import DrawContext, Figures, draw_figures, fill_values
from generator.pipeline.own_blocks import run_own_blocks, with_inserts
from generator.pipeline.own_kinds import source_of
from generator.pipeline.request import Request
from generator.problems import Place, Problem
from generator.site.catalogue import Catalogue
from generator.site.datasets import DataFiles, data_files, find_dataset
from generator.site.placing import Page

LAST = 10**9


class SetAside(Struct, frozen=True):
    """Figures with the broken ones taken out, and the errors that are shown in their places."""

    figures: Figures
    problems: tuple[Problem, ...] = ()


class _Span(Struct, frozen=True):
    """Some lines of a file, or all."""

    path: str
    first: int = 0
    last: int = LAST

    def holds(self, place: Place) -> bool:
        return place.path == self.path and self.first <= place.line <= self.last


def set_aside(
    pages: Sequence[Page], figures: Figures, problems: Sequence[Problem], files: Mapping[str, Blob]
) -> SetAside:
    """Give each broken figure the errors that broke it.

    An error that is about more than figures, such as that of a file which prose asks for
    too, is not given to them.
    """
    if all(problem.severity != "error" for problem in problems):
        return SetAside(figures)
    errors = _errors(pages, problems, known := data_files(files))
    by_page = {**figures.by_page}
    shown: dict[Problem, None] = {}
    for page in pages:
        drawn = by_page[page.path]
        broken = tuple(
            _of_figure(page, index, figures, errors, known) for index in range(len(drawn.figures))
        )
        if any(broken):
            shown |= dict.fromkeys(each for one in broken for each in one)
            by_page[page.path] = _without(drawn, broken)
    return SetAside(structs.replace(figures, by_page=by_page), tuple(shown))


def _errors(
    pages: Sequence[Page], problems: Iterable[Problem], known: DataFiles
) -> tuple[tuple[Problem, Place], ...]:
    """Return the errors with a place, but for those of datasets that prose asks for."""
    errors = [(e, e.place) for e in problems if e.severity == "error" and e.place is not None]
    if not errors:
        return ()
    spoken = [
        span
        for page in pages
        for reference in page.document.spoken
        for span in _stands_on(reference, page, known)
    ]
    return tuple(each for each in errors if not any(span.holds(each[1]) for span in spoken))


def _of_figure(
    page: Page,
    index: int,
    figures: Figures,
    errors: Sequence[tuple[Problem, Place]],
    known: DataFiles,
) -> tuple[Problem, ...]:
    undrawn = figures.by_page[page.path].figures[index] is None
    if page.document.row is not None and not undrawn:
        return ()  # what is wrong there is wrong with another row
    spans = [_lines_of(page.document.markup.figures[index])]
    spans += [_Span(file.path) for file in figures.files.of(page, index) or ()]
    if undrawn:
        spans += _beside(page, index, known)
    found = (error for error, place in errors if any(span.holds(place) for span in spans))
    return tuple(dict.fromkeys(found))


def _without(drawn: Drawn, broken: tuple[tuple[Problem, ...], ...]) -> Drawn:
    pairs = zip(drawn.figures, broken, strict=True)
    kept = tuple(None if problems else figure for figure, problems in pairs)
    return structs.replace(drawn, figures=kept, broken=broken)


def _lines_of(block: Block) -> _Span:
    return _Span(block.path, block.line - 1, block.line + block.text.count("\n") + 1)


def _beside(page: Page, index: int, known: DataFiles) -> Iterator[_Span]:
    """Yield what a figure stands on: its data, and the files of an exhibit."""
    document = page.document
    contents = document.contents[index]
    if (kind := document.markup.figures[index].kind) not in KIND_OF:
        yield _Span(source_of(kind))
    noticed = contents.script.noticed if contents.script else ()
    for reference in (*contents.datasets, *noticed):
        yield from _stands_on(reference, page, known)


def _stands_on(
    reference: Reference, page: Page, known: DataFiles, way: tuple[str, ...] = ()
) -> Iterator[_Span]:
    document = page.document
    for file in document.front.data:
        if file.name == reference.name:
            yield _Span(file.place.path, file.place.line, file.place.line)
    for block in document.markup.data:
        if block.name == reference.name:
            yield _lines_of(block)
            return
    found = find_dataset(reference, document, known)
    if isinstance(found, Loading):
        yield _Span(found.path)
    elif isinstance(found, LoaderFile):
        yield from (_Span(found.path), _Span(found.output))
    elif isinstance(found, SqlBlock) and reference.name not in way:
        yield _lines_of(found.block)
        for table in found.tables:
            yield from _stands_on(table, page, known, (*way, reference.name))


class DrawnSite(Struct, frozen=True):
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
    context: DrawContext,
    told: tuple[Problem, ...],
) -> DrawnSite:
    """Load what pages ask for, and draw it; ``told`` are the problems met before."""
    asking = engine.recall.gathered(_asking, (listed.by_path,))
    ask = partial(ask_connections, engine, terms(request, context.settings))
    loaded = load_datasets(
        engine, asking, context.files, ask, context.settings.timezone, execute=request.execute
    )
    run = execute_posts(engine, asking, loaded, execute=request.execute)
    files = {**context.files, **loaded.written} if loaded.written else context.files
    own = run_own_blocks(engine, asking, loaded, files, context.dialect, execute=request.execute)
    run = structs.replace(run, own=own.figures)
    figures = draw_figures(engine, listed, run, structs.replace(context, files=files))
    figures = with_inserts(engine, figures, own)
    figures = fill_values(engine, asking, loaded, figures)
    problems = (*run.loaded.problems, *run.problems, *own.problems, *figures.problems)
    aside = SetAside(figures)
    if request.tolerant:
        aside = set_aside(asking, figures, (*told, *problems), files)
    by_page = engine.recall.same_each("shown", aside.figures.by_page)
    return DrawnSite(by_page, files, problems, aside.problems)


def _asking(page: Page) -> tuple[Page, ...]:
    """Give a page that needs more than its text: data, figures, values in its prose."""
    document = page.document
    asks = document.markup.figures or document.markup.values or document.spoken
    return (page,) if asks or document.front.data or document.inserted else ()
