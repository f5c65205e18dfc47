"""Rows: what the pages of a table's rows are made from, and each as a document of its own."""

from msgspec import Struct, structs

from generator.data.dataset import Dataset, Loading
from generator.data.prose.values import Text, text_of
from generator.site.data_pages import DataPages
from generator.site.document import TAGS, Document, PageRow, Wording

Texts = tuple[tuple[str, Text], ...]
"""Texts of front matter by their keys; each tag is one of its own."""


class Expanding(Struct, frozen=True):
    """A table of whose rows pages are made, and the texts of front matter that speak of the row.

    ``loading`` is where the table was read from, for places; a query's answer has none.
    """

    pages: DataPages
    table: Dataset
    loading: Loading | None
    texts: Texts
    language: str = "en"


class RowPage(Struct, frozen=True):
    """A page of a row: what links to it ask for, and what its front matter says of it."""

    query: str
    row: PageRow
    title: str
    summary: str
    image: str
    image_alt: str
    tags: tuple[str, ...]
    wording: Wording


def texts_of(document: Document) -> Texts:
    """Return what a source's front matter says of its rows."""
    front = document.front
    named = {"title": front.title, "summary": front.summary, "image": front.image,
             "image_alt": front.image_alt}  # fmt: skip
    texts = [(name, text_of(text, *front.place_of(name))) for name, text in named.items()]
    tags = [text_of(tag, *front.place_of("tags", at)) for at, tag in enumerate(front.tags)]
    return (*texts, *(("tags", tag) for tag in tags))


def document_of(page: RowPage, document: Document) -> Document:
    """Return a source as the document of one of its rows."""
    front = structs.replace(
        document.front,
        title=page.title,
        summary=page.summary,
        image=page.image,
        image_alt=page.image_alt,
        tags=page.tags,
    )
    path = f"{document.path}?{page.query}"
    others = [term for term in document.wording.terms if term.taxonomy != TAGS]
    wording = structs.replace(page.wording, terms=(*page.wording.terms, *others))
    return structs.replace(document, path=path, front=front, wording=wording, row=page.row)
