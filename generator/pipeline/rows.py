"""ROWS: of each source of data pages a document for each row of its table."""

from collections.abc import Mapping
from functools import partial

from msgspec import structs

from generator.engine import Blob, Engine, Made, Step
from generator.pipeline.connections import ask_connections, terms
from generator.pipeline.datasets import Loaded, load_datasets
from generator.pipeline.request import Request
from generator.pipeline.step_problems import problems_of
from generator.pipeline.waves import Documents
from generator.site.document import Document
from generator.site.makers import EXPAND_ROWS
from generator.site.placing import Page
from generator.site.rows import Expanding, RowPage, document_of, texts_of
from generator.site.settings import Settings


def expand_documents(
    engine: Engine,
    request: Request,
    read: Documents,
    files: Mapping[str, Blob],
    settings: Settings,
) -> Documents:
    """ROWS: read the tables that pages are made of, and make a document of each row.

    A source whose rows cannot be had is one that could not be read.
    """
    recall = engine.recall
    sources = recall.gathered(_with_pages, (read.documents,), request.drafts)
    if not sources:
        return read
    ask = partial(ask_connections, engine, terms(request, settings))
    pages = [_table_alone(document) for document in sources]
    loaded = load_datasets(engine, pages, files, ask, settings.timezone, execute=request.execute)
    steps = {
        document.path: Step(EXPAND_ROWS, expanding)
        for document in sources
        if (expanding := _expanding(document, loaded)) is not None
    }
    made = dict(zip(steps, engine.run("rows", list(steps.values())), strict=True))
    by_path = {document.path: document for document in sources}
    rows, origins = _by_path(made, by_path)
    derived = recall.for_each(_document_of, (recall.same_each("rows", rows), origins))
    failed = dict.fromkeys(path for path in by_path if path not in made or not made[path].value)
    others = {path: each for path, each in read.documents.items() if path not in by_path}
    whole = recall.same_each("documents", {**others, **failed, **derived})
    problems = (*read.problems, *loaded.problems, *problems_of(made.values()))
    return structs.replace(read, documents=whole, problems=problems)


def _with_pages(document: Document | None, drafts: bool) -> tuple[Document, ...]:
    if document is None or document.front.pages is None:
        return ()
    # A draft that nobody sees needs no rows: it is held back as a whole.
    return (document,) if drafts or not document.front.draft else ()


def _table_alone(document: Document) -> Page:
    """Return a source as a page that asks for nothing but the table of its rows."""
    pages = document.front.pages
    asked = (pages.data,) if pages and pages.data.name else ()
    asking = structs.replace(document, contents=(), inserted=(), spoken=asked)
    return Page(document.path, asking, "page", "", "", "")


def _expanding(document: Document, loaded: Loaded) -> Expanding | None:
    pages = document.front.pages
    table = loaded.datasets.get((document.path, pages.data.name)) if pages else None
    if pages is None or table is None or not pages.path:
        return None
    loading = loaded.loads.get((document.path, pages.data.name))
    return Expanding(pages, table, loading, texts_of(document), document.language)


def _by_path(
    made: Mapping[str, Made[tuple[RowPage, ...]]], sources: Mapping[str, Document]
) -> tuple[dict[str, RowPage], dict[str, Document]]:
    rows: dict[str, RowPage] = {}
    origins: dict[str, Document] = {}
    for path, each in made.items():
        for page in each.value or ():
            rows[f"{path}?{page.query}"] = page
            origins[f"{path}?{page.query}"] = sources[path]
    return rows, origins


def _document_of(page: RowPage, document: Document | None) -> Document:
    assert document is not None, "each row has its source"  # noqa: S101
    return document_of(page, document)
