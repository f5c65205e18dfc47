"""A body: HTML with holes, and what fills them on a page or in a feed."""

import re
from collections.abc import Callable
from html import escape

from msgspec import Struct, structs

from generator.engine import Blob, Read
from generator.markup.fill import Holes, fill
from generator.markup.notes import end_notes, linked_notes, margin_notes, notes_list
from generator.markup.parts import Note
from generator.pages.values import FigureValue

LINK_WITHIN = re.compile(r'(<a\b[^<>]*\bhref=")#')


class FigureFill(Struct, frozen=True):
    """A figure for its hole: what the template sees, and the drawing."""

    figure: FigureValue
    svg: Blob


class Body(Struct, frozen=True):
    """HTML with holes, and for each kind of hole what fills it, in order.

    ``links`` are ready for an ``href``; ``texts`` word the links that have none of their own,
    ``sizes`` are attributes of the images among them.
    A figure that could not be drawn is None; its hole stays empty.
    """

    html: Blob
    links: tuple[str, ...] = ()
    figures: tuple[FigureFill | None, ...] = ()
    codes: tuple[Blob, ...] = ()
    notes: tuple[Note, ...] = ()
    texts: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()


def drawn(fill: FigureFill, read: Read) -> FigureValue:
    """Return a figure's value with its drawing in it."""
    return structs.replace(fill.figure, svg=read(fill.svg).decode())


def fill_page(body: Body, read: Read, write_figure: Callable[[FigureValue], str]) -> str:
    """Return a body for its page: live figures, notes in the margin."""
    holes = Holes(
        links=body.links,
        figures=tuple(write_figure(drawn(each, read)) if each else "" for each in body.figures),
        codes=_codes(body, read),
        notes=margin_notes(body.notes),
        texts=body.texts,
        sizes=body.sizes,
    )
    html = read(body.html).decode()
    return fill(html, holes) + fill(end_notes(body.notes), holes)


def fill_feed(body: Body, read: Read, url: str) -> str:
    """Return a body for a feed: figures as pictures, notes at the end.

    Links within the page lead to ``url``, the page's own address: a feed has many pages in it.
    """
    holes = Holes(
        links=body.links,
        figures=tuple(_picture(each.figure) if each else "" for each in body.figures),
        codes=_codes(body, read),
        notes=linked_notes(body.notes),
        texts=body.texts,
        sizes=body.sizes,
    )
    html = fill(read(body.html).decode(), holes) + fill(notes_list(body.notes), holes)
    return LINK_WITHIN.sub(lambda match: f"{match[1]}{escape(url)}#", html)


def _codes(body: Body, read: Read) -> tuple[str, ...]:
    return tuple(read(code).decode() for code in body.codes)


def _picture(figure: FigureValue) -> str:
    image = (
        f'<img src="{escape(figure.png)}" alt="{escape(figure.alt)}"'
        f' width="{figure.width}" height="{figure.height}">'
    )
    caption = f"<figcaption>{figure.caption}</figcaption>" if figure.caption else ""
    return f"<figure>{image}{caption}</figure>"
