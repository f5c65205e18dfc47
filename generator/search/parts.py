"""What is handed from a page to the index, and from there to its files."""

from msgspec import Struct

from generator.engine import Blob


class FigureText(Struct, frozen=True):
    """What a figure says in words; ``caption`` is HTML, ``table`` has its columns."""

    anchor: str
    number: int
    caption: str
    alt: str
    table: Blob | None = None


class SearchText(Struct, frozen=True):
    """A page that is to be found: its HTML with holes, and the words that fill them.

    ``url`` is ready for an ``href``; ``language`` and ``direction`` are empty where they are
    those of the site. ``notes`` are HTML by the index of their reference.
    """

    path: str
    title: str
    url: str
    date: str
    html: Blob
    tags: tuple[str, ...] = ()
    language: str = ""
    direction: str = ""
    notes: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    codes: tuple[Blob, ...] = ()
    figures: tuple[FigureText | None, ...] = ()


class PageIndex(Struct, frozen=True):
    """A page's share of the index: ``shown`` is what a result of it says.

    ``groups`` are the beginnings that its terms have, parted by tabs, and ``terms`` at the same
    place those terms, parted by spaces, each with a letter for how much of it there is.
    """

    shown: Blob
    groups: str
    terms: str


NOTHING = PageIndex(Blob(""), "", "")
"""What a page is found by whose part of the index could not be made."""

Entry = tuple[int, str]
"""A page's number, and some of its terms."""


class ShardParts(Struct, frozen=True):
    """What a shard is made of: entries of all pages that have terms in it, pages in order.

    With ``compounds`` long terms are found by what they end with, too.
    """

    parts: tuple[tuple[Entry, ...], ...]
    compounds: bool = False


class Shard(Struct, frozen=True):
    """A shard: its lines, and its longer terms by how they end.

    ``groups`` are endings, parted by tabs, and ``lines`` at the same place those of their terms.
    Of a large shard the lines of terms with the same three letters lie in ``files`` of their own.
    """

    content: Blob
    groups: str
    lines: str
    files: tuple[tuple[str, Blob], ...] = ()


class EndingParts(Struct, frozen=True):
    """What a file of terms with like endings is made of: the lines of each shard."""

    parts: tuple[str, ...]


class Root(Struct, frozen=True):
    """What the browser reads first: how many pages there are, and which files stand alone.

    ``version`` is another one with every change of the index.
    """

    version: str
    pages: int
    shards: tuple[str, ...]
    endings: tuple[str, ...]
    compounds: bool
