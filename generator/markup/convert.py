"""One page's way from Markdown to HTML with holes."""

import re

from msgspec import structs

from generator.engine import Made, keep
from generator.markup.footnotes import Numbered, is_simple
from generator.markup.instance import instance
from generator.markup.page import Page
from generator.markup.parts import Markup, MarkupSource, Note
from generator.markup.serializer import to_html
from generator.markup.text import Text
from generator.markup.tree import TooMuch
from generator.markup.words import excerpt
from generator.problems import Place, Problem

SHOWN = 20
"""How many places of the same fault are worth telling."""
_NAMED = re.compile(r'"[^"]*"')
HALVES = "something in it is too much for the parser: take out one half, then the other, to find it"


def convert(source: MarkupSource) -> Made[Markup]:
    """Convert Markdown to HTML with holes, with every problem at its place in the file."""
    page = Page.of(source)
    try:
        html = instance(source.grammar).render(page)
    except TooMuch as found:
        return Made(None, (page.text.problem(found.message, found.at, found.hint),))
    except BaseException as found:
        # What the parser, which is no Python, raises where it gives up is not an Exception.
        if type(found).__name__ != "PanicException":
            raise
        return Made(None, (page.text.problem("this page cannot be read", -1, HALVES),))
    blob, raw = keep(html)
    markup = Markup(
        html=blob,
        links=tuple(page.links.links),
        headings=page.headings,
        codes=tuple(page.blocks.codes),
        figures=tuple(page.blocks.figures),
        data=tuple(page.blocks.data),
        notes=tuple(map(_note, page.shown)),
        values=tuple(page.found.values),
        anchors=page.anchors,
        words=page.words,
        excerpt=excerpt(page.root),
        has_math=page.found.has_math or page.blocks.has_math,
    )
    problems = [*page.blocks.problems, *page.problems, *_lost_characters(page.text)]
    problems.sort(key=lambda problem: problem.place or Place(""))
    return Made(markup, tuple(_few(problems)), (raw, *page.blocks.blobs))


def _few(problems: list[Problem]) -> list[Problem]:
    """Leave out what is told too often, and say of how many places that is."""
    alike: dict[str, list[Problem]] = {}
    for each in problems if len(problems) > SHOWN else ():
        alike.setdefault(_NAMED.sub("", each.message), []).append(each)
    left = {id(each) for places in alike.values() for each in places[SHOWN:]}
    for places in alike.values():
        if len(places) > SHOWN:
            last = places[SHOWN - 1]
            message = f"{last.message}, and {len(places) - SHOWN} more like this"
            problems[problems.index(last)] = structs.replace(last, message=message)
    return [each for each in problems if id(each) not in left]


def _note(note: Numbered) -> Note:
    html = to_html(note.root)
    return Note(note.number, html, is_simple(note.root), tuple(note.references))


def _lost_characters(text: Text) -> list[Problem]:
    """Tell where controls were, which no text can hold, or what another program put there."""
    if "\ufffd" not in text.body:
        return []
    message = "a character that no text can hold is shown as \ufffd"
    return [text.problem(message, text.body.index("\ufffd"), "delete it", "warning")]
