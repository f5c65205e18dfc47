"""BLOCKS: blocks of types that the site brings along, run and put where each stands."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from generator.blocks.contents import Contents, File
from generator.charts.makers import RUN_BLOCK
from generator.charts.python.execute import PythonInput
from generator.charts.python.own import OwnRun
from generator.data.dataset import Dataset
from generator.engine import NO_LIMIT, Blob, Engine, Made, Step
from generator.markup.inserts import Insert, InsertSource
from generator.markup.kinds import KIND_OF
from generator.markup.makers import HIGHLIGHT, INSERT
from generator.markup.parts import Block, Dialect
from generator.pages.body import Drawn
from generator.pipeline.datasets import Loaded
from generator.pipeline.execution import FigureAt
from generator.pipeline.figures import Figures
from generator.pipeline.own_kinds import source_of
from generator.pipeline.step_problems import not_run, problems_of
from generator.problems import Place, Problem
from generator.problems.fault import WHOLE, Fault, fault_of
from generator.site.files import find_named
from generator.site.placing import Page


class OwnAt(Struct, frozen=True):
    """A block of a site's own type: its page, its place among figures or inserts, what it says."""

    page: Page
    index: int
    is_figure: bool
    block: Block
    contents: Contents


class OwnMade(Struct, frozen=True):
    """What the blocks of a site's own types made.

    ``figures`` are drawings and specifications, ``inserts`` parts of pages; None where one failed.
    """

    figures: Mapping[FigureAt, Blob | None] = {}
    inserts: Mapping[str, tuple[Insert | None, ...]] = {}
    problems: tuple[Problem, ...] = ()


def own_blocks(page: Page) -> tuple[OwnAt, ...]:
    """Return the blocks of a page that are of the site's own types."""
    document = page.document
    figures = [
        OwnAt(page, index, True, block, contents)
        for index, (block, contents) in enumerate(
            zip(document.markup.figures, document.contents, strict=False)
        )
        if block.kind not in KIND_OF
    ]
    inserts = zip(document.markup.inserts, document.inserted, strict=False)
    return (*figures, *(OwnAt(page, at, False, *each) for at, each in enumerate(inserts)))


def run_own_blocks(
    engine: Engine,
    pages: Sequence[Page],
    loaded: Loaded,
    files: Mapping[str, Blob],
    dialect: Dialect,
    *,
    execute: bool = True,
) -> OwnMade:
    """Run every block of the site's own types. Without ``execute`` all comes from the cache."""
    every = [each for page in pages for each in own_blocks(page)]
    if not every:
        return OwnMade()
    problems = [problem for each in every for problem in each.contents.problems]
    steps: dict[int, Step] = {}
    for at, each in enumerate(every):
        step = _step(each, loaded, files, problems)
        if step is not None and not execute and not engine.was_made(step):
            place = Place(each.block.path, each.block.line - 1)
            problems.append(not_run("this block's Python", place, each.block.fence))
        elif step is not None:
            steps[at] = step
    made = dict(
        zip(steps, engine.run("blocks", list(steps.values()), few=1, limit=NO_LIMIT), strict=True)
    )
    for at, result in made.items():
        problems += [_placed(each, every[at]) for each in result.problems]
    texts = {at: each.value for at, each in made.items()}
    figures = {
        (each.page.path, each.index): texts.get(at)
        for at, each in enumerate(every)
        if each.is_figure
    }
    inserts = _inserts(engine, every, texts, dialect, problems)
    return OwnMade(figures, inserts, tuple(problems))


def _step(
    at: OwnAt, loaded: Loaded, files: Mapping[str, Blob], problems: list[Problem]
) -> Step | None:
    """Return the step that runs a block, None where it is wrong or lacks what it names."""
    path, contents = at.page.path, at.contents
    datasets = loaded.of(path, contents.datasets)
    named = [find_named(each, path, files) for each in contents.files]
    problems += [each for each in named if isinstance(each, Problem)]
    given = [each for each in named if isinstance(each, File)]
    source = source_of(at.block.kind)
    errors = any(problem.severity == "error" for problem in contents.problems)
    if datasets is None or len(given) < len(named) or contents.content is None or errors:
        return None
    inputs = (*map(_rows, datasets), *(PythonInput(one.name, file=one.blob) for one in given))
    return Step(RUN_BLOCK, OwnRun(at.block.kind, source, files[source], contents.content, inputs))


def _rows(dataset: Dataset) -> PythonInput:
    return PythonInput(dataset.name, dataset)


def _placed(problem: Problem, at: OwnAt) -> Problem:
    """Give a problem its place in the block's text, or say of one in Python for which block."""
    place = problem.place or Place("")
    if place.path:
        where = f"{at.block.path}:{at.block.line - 1}"
        return structs.replace(problem, message=f"{problem.message} (for the block at {where})")
    fault = fault_of(problem)
    if not place.line:
        return at.block.problem(fault.moved(WHOLE))
    lines = at.block.text.split("\n")
    above = next((n for n, line in enumerate(lines) if line.strip() and line[:2] != "#|"), 0)
    line = min(place.line + above, len(lines))
    column = len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1
    return at.block.problem(fault.moved((line, column)))


def _inserts(
    engine: Engine,
    every: Sequence[OwnAt],
    texts: Mapping[int, Blob | None],
    dialect: Dialect,
    problems: list[Problem],
) -> dict[str, tuple[Insert | None, ...]]:
    """Convert what blocks made for the text of their pages."""
    kept = [at for at, each in enumerate(every) if not each.is_figure and texts.get(at)]
    steps = [Step(INSERT, _source(every[at], blob, dialect)) for at in kept if (blob := texts[at])]
    made = dict(zip(kept, engine.run("inserts", steps), strict=True))
    found: dict[str, list[Insert | None]] = {}
    for at, each in enumerate(every):
        if not each.is_figure:
            result: Made[Insert] = made.get(at, Made(None))
            problems += [_within(problem, each) for problem in result.problems]
            insert = _as_written(result.value, each)
            found.setdefault(each.page.path, []).append(insert)
            problems += _twice(insert, each, found[each.page.path][:-1])
    return {path: tuple(inserts) for path, inserts in found.items()}


def _source(at: OwnAt, text: Blob, dialect: Dialect) -> InsertSource:
    makes = next(kind.makes for kind in dialect.own if kind.name == at.block.kind)
    own = structs.replace(at.page.document.front.dialect(dialect), own=())
    return InsertSource(at.block.kind, makes, text, at.block.name, own)


def _within(problem: Problem, at: OwnAt) -> Problem:
    """Tell of what is wrong with a text that was made, at the block that made it."""
    line = problem.place.line if problem.place else 0
    message = f"in line {line} of what {at.block.kind} makes: {problem.message}"
    hint = problem.hint or problem.source.strip()
    return at.block.problem(Fault(message, WHOLE, hint, problem.severity))


def _as_written(insert: Insert | None, at: OwnAt) -> Insert | None:
    """Let links stand where their block does, whose author can mend them."""
    if insert is None:
        return None
    place, source = Place(at.block.path, at.block.line - 1), at.block.fence
    links = tuple(structs.replace(each, place=place, source=source) for each in insert.links)
    return structs.replace(insert, links=links)


def _twice(insert: Insert | None, at: OwnAt, before: Sequence[Insert | None]) -> Iterator[Problem]:
    """Tell of ids that stand in a page twice."""
    taken = {anchor for each in before if each for anchor in each.anchors}
    taken |= set(at.page.document.markup.anchors) - {at.block.name}
    for anchor in insert.anchors if insert else ():
        if anchor in taken:
            message = f'another thing on this page is called "{anchor}" already'
            hint = "an id stands once in a page; {#name} behind a heading gives it another"
            yield at.block.problem(Fault(message, WHOLE, hint))


def with_inserts(engine: Engine, figures: Figures, made: OwnMade) -> Figures:
    """Put what blocks made for the text of their pages beside what was drawn for these."""
    if not made.inserts:
        return figures
    codes = [code for each in made.inserts.values() for one in each if one for code in one.codes]
    colored = engine.run("highlight inserts", [Step(HIGHLIGHT, code) for code in codes])
    waiting = iter(colored)
    by_page = {**figures.by_page}
    for path, inserts in made.inserts.items():
        own = [next(waiting).value for each in inserts if each for _ in each.codes]
        drawn: Drawn = by_page[path]
        every = (*drawn.codes, *(code for code in own if code is not None))
        by_page[path] = structs.replace(drawn, codes=every, inserts=inserts)
    problems = (*figures.problems, *problems_of(colored))
    return structs.replace(figures, by_page=by_page, problems=problems)
