"""INDEX: what each page is found by, and the files of the index."""

from collections.abc import Iterator, Mapping, Sequence

from generator.data.words import direction_of
from generator.engine import Blob, EarlyFiles, Engine, Made, Recall, Step
from generator.markup.parts import Note
from generator.markup.quotation import tags_of
from generator.pages.addresses import href
from generator.pages.body import FigureFill
from generator.pages.contexts import PageContext, PlanInput
from generator.pages.lists import SEARCH_URL
from generator.pages.outputs import Output
from generator.pipeline.step_problems import problems_of
from generator.problems import Problem
from generator.search.makers import INDEX_PAGE, WRITE_ENDINGS, WRITE_ROOT, WRITE_SHARD
from generator.search.parts import NOTHING, FigureText, PageIndex, Root, SearchText
from generator.search.shards import (
    PageBlock,
    endings_of,
    file_of,
    files_of,
    gather,
    shards_of,
    version_of,
)
from generator.site.catalogue import Order
from generator.site.settings import Settings

FOLDER = SEARCH_URL[1:]
COMPOUNDING = frozenset("af da de et fi fo fy hu is lb nb nl nn no sv".split())
"""Languages that write words together: what one ends with is looked for, too."""
AT_ONCE = 64
"""Pages whose terms are gathered in one go: an edit gathers those of so many anew."""


def index_site(
    engine: Engine, given: PlanInput, early: EarlyFiles
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """Return the files of the index, and what was wrong with a page's part of it."""
    recall = engine.recall
    asked = recall.for_each(_page_step, (given.pages,), given.settings)
    steps = recall(_numbered, given.catalogue.order, asked)
    places = {id(step): _page_file(number) for number, step in enumerate(steps)}

    def write(step: Step, made: Made[PageIndex], blobs: Mapping[str, bytes]) -> None:
        if made.value is not None:
            shown = made.value.shown
            early.write(places[id(step)], shown, blobs[shown.digest])

    made = engine.run("index", steps, seen=write)
    # One that was stopped keeps its number, and no term leads to it.
    pages = recall.same("search pages", tuple([each.value or NOTHING for each in made]))
    languages = {page.language for page in given.catalogue.by_path.values()}
    compounds = any(COMPOUNDING & set(tags_of(language)) for language in languages)
    outputs = (*_shards(engine, pages, compounds), *_shown(steps, pages))
    return outputs, problems_of(made)


def _numbered(order: Order, asked: Mapping[str, Step | None]) -> tuple[Step, ...]:
    """Give the pages their numbers: a new post is the last, and leaves all others in place."""
    steps = [asked[path] for path in (*sorted(order.pages), *reversed(order.posts))]
    return tuple([step for step in steps if step is not None])


def _page_file(number: int) -> str:
    return f"{FOLDER}pages/{number}.json"


def _page_step(context: PageContext, settings: Settings) -> Step | None:
    page = context.page
    if not page.is_found:
        return None
    body, is_foreign = context.bound.body, page.language != settings.language
    text = SearchText(
        path=page.path,
        title=page.title,
        url=href(settings, page.url),
        date=page.date if page.kind == "post" else "",
        html=body.html,
        tags=tuple([term.name for term in page.document.wording.terms]),
        language=page.language if is_foreign else "",
        direction=direction_of(page.language) if is_foreign else "",
        notes=_by_reference(body.notes),
        values=body.values,
        texts=body.texts if any(body.texts) else (),
        codes=body.codes,
        figures=tuple([_figure_text(each) if each else None for each in body.figures]),
    )
    return Step(INDEX_PAGE, text)


def _figure_text(fill: FigureFill) -> FigureText:
    figure = fill.figure
    return FigureText(figure.id, figure.number, figure.caption, figure.alt, fill.table)


def _by_reference(notes: tuple[Note, ...]) -> tuple[str, ...]:
    """Return the HTML of each note at the index of the first reference to it."""
    first = {note.references[0]: note.html for note in notes if note.references}
    return tuple([first.get(index, "") for index in range(max(first, default=-1) + 1)])


def _shown(steps: Sequence[Step], pages: Sequence[PageIndex]) -> Iterator[Output]:
    for number, (step, page) in enumerate(zip(steps, pages, strict=True)):
        if page is not NOTHING:
            yield Output(_page_file(number), page.shown, step.value.path)


def _shards(engine: Engine, pages: tuple[PageIndex, ...], compounds: bool) -> Iterator[Output]:
    """Yield what is read first, the shards, and their terms by how they end."""
    recall = engine.recall
    blocks = recall.same("search blocks", tuple(_blocks(recall, pages)))
    parts = recall.same_each("search shards", recall(shards_of, blocks, compounds))
    made = engine.run("shards", [Step(WRITE_SHARD, each) for each in parts.values()])
    shards = {name: each.value for name, each in zip(parts, made, strict=True) if each.value}
    endings = recall.same_each("search endings", endings_of(shards.values()))
    files = {name: blob for each in shards.items() for name, blob in files_of(*each)}
    names = tuple(map(file_of, files)), tuple(map(file_of, endings))
    root = recall.same("search root", Root(version_of(pages), len(pages), *names, compounds))
    yield _output("index.json", Step(WRITE_ROOT, root))
    yield from (_output(f"terms/{file_of(name)}.txt", each) for name, each in files.items())
    for name, lines in endings.items():
        yield _output(f"endings/{file_of(name)}.txt", Step(WRITE_ENDINGS, lines))


def _output(path: str, content: Step | Blob) -> Output:
    return Output(FOLDER + path, content, "site.yaml")


def _blocks(recall: Recall, pages: tuple[PageIndex, ...]) -> Iterator[PageBlock]:
    for first in range(0, len(pages), AT_ONCE):
        block = (first, pages[first : first + AT_ONCE])
        yield recall(_gathered, recall.same(("search block", first), block))


def _gathered(block: tuple[int, tuple[PageIndex, ...]]) -> PageBlock:
    return gather(*block)
