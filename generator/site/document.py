"""READ: from a source to a document."""

from msgspec import Struct

from generator.data.load import Loading
from generator.data.query import Question
from generator.data.reference import Reference, Script
from generator.engine import Blob
from generator.markup.parts import Dialect, Markup
from generator.site.front_matter import FrontMatter


class Reading(Struct, frozen=True):
    """A source that is to be read; the time zone is that of dates without an offset."""

    path: str
    source: Blob
    timezone: str
    dialect: Dialect = Dialect()


class Wording(Struct, frozen=True):
    """What front matter says, with the marks that readers see; slugs come from what was written."""

    title: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    series: str = ""


class Document(Struct, frozen=True):
    """A source, parsed: what it says about itself, and its prose.

    ``references`` are the datasets that its figures ask for, a tuple for each figure;
    ``datasets`` are those that stand in the source itself, ``questions`` its queries.
    ``scripts`` are the Python of those figures that are made by some.
    ``spoken`` are the datasets that the values in its prose ask for. ``files`` are the other
    files that its figures name, a tuple for each figure.
    """

    path: str
    front: FrontMatter
    markup: Markup
    references: tuple[tuple[Reference, ...], ...]
    datasets: tuple[Loading, ...]
    questions: tuple[Question, ...] = ()
    scripts: tuple[Script, ...] = ()
    spoken: tuple[Reference, ...] = ()
    files: tuple[tuple[Reference, ...], ...] = ()
    wording: Wording = Wording()

    @property
    def asked(self) -> tuple[Reference, ...]:
        """Return every dataset that something in the document asks for."""
        of_figures = (reference for each in self.references for reference in each)
        return (*of_figures, *self.spoken)
