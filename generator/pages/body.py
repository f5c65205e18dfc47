"""A body: HTML with holes, what was drawn for them, and what fills them on a page or in a feed."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from msgspec import Struct, json, structs

from generator.charts.figure import Figure
from generator.data.prose.values import WrittenValue
from generator.data.words import Words, words_of
from generator.engine import Blob, Read
from generator.markup.admonitions import SAID
from generator.markup.holes import (
    Holes,
    NoteWords,
    end_notes,
    fill,
    linked_notes,
    margin_notes,
    notes_list,
)
from generator.markup.inserts import Insert, shifted
from generator.markup.parts import Note
from generator.pages.figure_value import FigureValue
from generator.pages.values import PostLink
from generator.problems import Problem
from generator.problems.hypertext import write_all
from generator.problems.regex import regex

LINK_WITHIN = regex(r'(<a\b[^<>]*\bhref=")#')


class Drawn(Struct, frozen=True):
    """What was drawn for one document: its figures and its highlighted code, in order.

    A figure that could not be drawn is None, so that the others keep their places.
    ``values`` are those of the prose, ``captions`` those of each figure's caption.
    ``broken`` is why each figure is missing, for a page that is to tell.
    """

    figures: tuple[Figure | None, ...] = ()
    codes: tuple[Blob, ...] = ()
    values: tuple[WrittenValue, ...] = ()
    captions: tuple[tuple[WrittenValue, ...], ...] = ()
    broken: tuple[tuple[Problem, ...], ...] = ()
    inserts: tuple[Insert | None, ...] = ()
    """What blocks of the site's own made; their code comes after that of the page in ``codes``."""

    @property
    def whole(self) -> tuple[Figure, ...]:
        """Return the figures that could be drawn."""
        return tuple([figure for figure in self.figures if figure is not None])

    @property
    def every_value(self) -> tuple[WrittenValue, ...]:
        """Return the values of prose and captions."""
        return self.values + tuple(value for each in self.captions for value in each)


class FigureFill(Struct, frozen=True):
    """A figure for its hole: what the template sees, and the large texts that go into it."""

    figure: FigureValue
    svg: Blob | None = None
    narrow: Blob | None = None
    table: Blob | None = None
    images: tuple[tuple[str, str], ...] = ()
    """The addresses of the pictures in the drawings, by what stands there for them."""

    def linked(self, states: tuple[str, ...]) -> "FigureFill":
        """Give the figure the fragments that links of the site lead to."""
        return structs.replace(self, figure=structs.replace(self.figure, states=states))

    def pictured(self, images: tuple[tuple[str, str], ...]) -> "FigureFill":
        """Give the figure the addresses of the pictures that its chart shows."""
        if not images:
            return self
        told = json.encode(dict(images)).decode()
        figure = structs.replace(self.figure, images=told)
        return structs.replace(self, images=images, figure=figure)

    def worded(self, caption: str, source: str) -> "FigureFill":
        """Give the figure its caption and source in HTML."""
        return structs.replace(
            self, figure=structs.replace(self.figure, caption=caption, source=source)
        )


class InsertFill(Struct, frozen=True):
    """What a block of the site's own made, and how many links and codes come before its own."""

    html: Blob | None = None
    links: int = 0
    codes: int = 0

    def written(self, read: Read) -> str:
        """Return its HTML with holes that are those of its page."""
        return shifted(read(self.html).decode(), self.links, self.codes) if self.html else ""


class ListFill(Struct, frozen=True):
    """A list for its hole: what it quotes, and whether summaries are shown."""

    posts: tuple[PostLink, ...]
    summaries: bool = False


class Body(Struct, frozen=True):
    """HTML with holes, and for each kind of hole what fills it, in order.

    ``links`` are ready for an ``href``; ``texts`` word the links that have none of their own,
    ``sizes`` are attributes of the images among them, ``pictures`` the HTML before and behind each
    that has other forms.
    A figure that could not be drawn is None; its hole stays empty but for what is in ``broken``,
    the HTML that stands in the place of each figure. ``words`` are those of the page's language.
    """

    html: Blob
    links: tuple[str, ...] = ()
    figures: tuple[FigureFill | None, ...] = ()
    codes: tuple[Blob, ...] = ()
    notes: tuple[Note, ...] = ()
    texts: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    words: Blob | None = None
    pictures: tuple[tuple[str, str], ...] = ()
    inserts: tuple[InsertFill, ...] = ()
    lists: tuple[ListFill, ...] = ()


def drawn(fill: FigureFill, read: Read) -> FigureValue:
    """Return a figure's value with its drawings and its table in it."""
    parts = {"svg": fill.svg, "narrow": fill.narrow, "table": fill.table}
    texts = {name: read(blob).decode() for name, blob in parts.items() if blob is not None}
    for written, address in fill.images:
        stands = escape(written, quote=False).replace('"', "&quot;")
        mark, place = f'href="{stands}"', f'href="{escape(address)}"'
        texts |= {name: text.replace(mark, place) for name, text in texts.items()}
    return structs.replace(fill.figure, **texts)


def fill_page(
    body: Body,
    read: Read,
    write_figure: Callable[[FigureValue], str],
    write_list: Callable[[ListFill], str],
) -> str:
    """Return a body for its page: live figures, notes in the margin."""
    said = _said(body, read)
    pairs = zip(body.figures, body.broken or ("",) * len(body.figures), strict=True)
    holes = Holes(
        links=body.links,
        figures=tuple(
            write_figure(drawn(each, read)) if each else instead for each, instead in pairs
        ),
        codes=_codes(body, read),
        notes=margin_notes(body.notes, said.notes),
        texts=body.texts,
        sizes=body.sizes,
        values=body.values,
        boxes=said.boxes,
        pictures=body.pictures,
        inserts=tuple([each.written(read) for each in body.inserts]),
        lists=tuple(write_list(each) if each.posts else "" for each in body.lists),
    )
    html = read(body.html).decode()
    return fill(html, holes) + fill(end_notes(body.notes, said.notes), holes)


def fill_feed(body: Body, read: Read, url: str) -> str:
    """Return a body for a feed: figures as pictures, notes at the end.

    Links within the page lead to ``url``, the page's own address: a feed has many pages in it.
    """
    said = _said(body, read)
    holes = Holes(
        links=body.links,
        figures=tuple(_picture(each.figure, said.words) if each else "" for each in body.figures),
        codes=_codes(body, read),
        notes=linked_notes(body.notes),
        texts=body.texts,
        sizes=body.sizes,
        values=body.values,
        boxes=said.boxes,
        inserts=tuple([each.written(read) for each in body.inserts]),
        lists=tuple(map(plain_list, body.lists)),
    )
    end = notes_list(body.notes, said.notes)
    html = fill(read(body.html).decode(), holes) + fill(end, holes)
    return LINK_WITHIN.sub(lambda match: f"{match[1]}{escape(url)}#", html)


def plain_list(listed: ListFill) -> str:
    """Write a list as plain links, as feeds have it."""
    links = (
        f'<li><a href="{escape(post.url)}">{escape(post.title, quote=False)}</a></li>'
        for post in listed.posts
    )
    return f"<ul>\n{''.join(links)}\n</ul>" if listed.posts else ""


def _codes(body: Body, read: Read) -> tuple[str, ...]:
    return tuple(read(code).decode() for code in body.codes)


class _Said(NamedTuple):
    """What bodies say in a language: the same in all of them."""

    words: Words
    notes: NoteWords
    boxes: tuple[str, ...]


def _said(body: Body, read: Read) -> _Said:
    return _said_in(read(body.words)) if body.words else _of_words(Words())


@lru_cache(maxsize=32)
def _said_in(content: bytes) -> _Said:
    return _of_words(words_of(content))


def _of_words(words: Words) -> _Said:
    notes = NoteWords(words("notes"), words.form("note_show"), words.form("note_back"))
    return _Said(words, notes, tuple(map(words, SAID)))


def _picture(figure: FigureValue, words: Words) -> str:
    image = (
        f'<img src="{escape(figure.png)}" alt="{escape(figure.alt)}"'
        f' width="{figure.width}" height="{figure.height}">'
    )
    if figure.page:
        image = f'<a href="{escape(figure.page)}">{image}</a>'
    caption = figure.caption
    if figure.source:
        caption += f"{'<br>' * bool(caption)}{_source(figure, words)}"
    return f"<figure>{image}{f'<figcaption>{caption}</figcaption>' * bool(caption)}</figure>"


def _source(figure: FigureValue, words: Words) -> str:
    return escape(words.form("source"), quote=False).replace("{source}", figure.source)


def broken_figure(name: str, title: str, problems: Sequence[Problem]) -> str:
    """Return the HTML that stands in a figure's place."""
    return (
        f'<figure class="figure broken" id="{escape(name)}" aria-label="{escape(title)}">'
        f'<p class="broken-title">{escape(title)}</p>{write_all(problems)}</figure>'
    )
