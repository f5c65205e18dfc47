"""READ: from a source to a document."""

from msgspec import Struct

from generator.blocks.contents import Contents
from generator.blocks.listing import ListBlock
from generator.data.dataset import Dataset, Loading, Reference, SqlBlock
from generator.engine import Blob
from generator.markup.parts import Dialect, Markup
from generator.site.front_matter import FrontMatter


class Reading(Struct, frozen=True):
    """A source that is to be read; the time zone is that of dates without an offset."""

    path: str
    source: Blob
    timezone: str
    dialect: Dialect = Dialect()
    taxonomies: tuple[str, ...] = ()
    """The site's own, whose names are keys of front matter."""


TAGS, SERIES, AUTHORS = "tags", "series", "authors"
"""Taxonomies that every site has."""


class Term(Struct, frozen=True):
    """A tag, a series, an author or the like; ``taxonomy`` is what it is one of."""

    taxonomy: str
    slug: str
    name: str

    @property
    def url(self) -> str:
        """Return the address of its list."""
        return f"/{self.taxonomy}/{self.slug}/"


class Wording(Struct, frozen=True):
    """What front matter says, with the marks that readers see; slugs come from what was written."""

    title: str = ""
    summary: str = ""
    terms: tuple[Term, ...] = ()


class PageRow(Struct, frozen=True):
    """The row that a page is made of.

    ``table`` has it alone, ``record`` is the same as a JSON object; ``url`` is where its page is.
    """

    table: Dataset
    record: str
    url: str


class Document(Struct, frozen=True):
    """A source, parsed: what it says about itself, and its prose.

    ``contents`` are what its figures' blocks say, one for each figure; ``datasets`` are those
    that stand in the source itself, ``questions`` its queries. ``spoken`` are the datasets that
    the values in its prose and captions ask for. ``language`` is its own, or the site's.
    """

    path: str
    front: FrontMatter
    markup: Markup
    contents: tuple[Contents, ...]
    datasets: tuple[Loading, ...]
    questions: tuple[SqlBlock, ...] = ()
    spoken: tuple[Reference, ...] = ()
    wording: Wording = Wording()
    language: str = "en"
    files: tuple[tuple[str, Blob], ...] = ()
    """Pictures and data that cells of a notebook hold, by the paths that links have for them."""
    inserted: tuple[Contents, ...] = ()
    """What blocks of the site's own say that make text."""
    lists: tuple[ListBlock, ...] = ()
    row: PageRow | None = None
    """Of a data page: its path has the row's own name behind a question mark."""

    @property
    def source(self) -> str:
        """Return the path of the file that it was read from."""
        return self.path if self.row is None else self.path.rpartition("?")[0]

    @property
    def asked(self) -> tuple[Reference, ...]:
        """Return every dataset that something in the document asks for."""
        every = (*self.contents, *self.inserted)
        return (*(reference for each in every for reference in each.datasets), *self.spoken)

    @property
    def noticed(self) -> tuple[Reference, ...]:
        """Return every dataset and file that the Python of its figures may mean."""
        scripts = (each.script for each in self.contents if each.script is not None)
        return tuple(reference for script in scripts for reference in script.noticed)
