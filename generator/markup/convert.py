"""One page's way from Markdown to HTML with holes."""

from msgspec import structs

from generator.engine import Made, keep
from generator.markup.admonitions import say_cells
from generator.markup.commonmark.parse import parse
from generator.markup.footnotes import Numbered, is_simple
from generator.markup.headings import excerpt
from generator.markup.more import text_above
from generator.markup.page import STEPS, MarkupPage
from generator.markup.parts import Markup, MarkupSource, Note
from generator.markup.text import MOST_TOLD, Text
from generator.markup.tree import TooMuch, to_html
from generator.problems import Place, Problem
from generator.problems.regex import regex

_NAMED = regex(r'"[^"]*"')
HALVES = "something in it is too much for the parser: take out one half, then the other, to find it"


def convert(source: MarkupSource) -> Made[Markup]:
    """Convert Markdown to HTML with holes, with every problem at its place in the file."""
    page = MarkupPage.of(source)
    try:
        html = _html_of(page)
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
        lists=tuple(page.blocks.lists),
        notes=tuple(map(_note, page.shown)),
        values=tuple(page.found.values),
        inserts=tuple(page.blocks.inserts),
        anchors=page.anchors,
        words=page.words,
        excerpt=(page.more is not None and text_above(page.root, page.more)) or excerpt(page.root),
        has_math=page.found.has_math or page.blocks.has_math,
    )
    problems = [*page.problems, *_lost_characters(page.text)]
    problems.sort(key=lambda problem: problem.place or Place(""))
    return Made(markup, tuple(_few(problems)), (raw, *page.blocks.blobs))


def _html_of(page: MarkupPage) -> str:
    """Make a page's tree by its grammar, take the steps, and write it."""
    if not page.text.body.strip():
        return ""
    if page.source.grammar == "python":
        # What only some sites need, and takes long to load.
        from generator.markup.python.parse import parse as python

        python(page)
    else:
        parse(page)
    for step in STEPS:
        step(page)
    html = to_html(page.root).strip()
    return say_cells(html) if page.source.origins else html


def _few(problems: list[Problem]) -> list[Problem]:
    """Leave out repeated problems, and tell how many there are."""
    alike: dict[str, list[Problem]] = {}
    for each in problems if len(problems) > MOST_TOLD else ():
        alike.setdefault(_NAMED.sub("", each.message), []).append(each)
    left = {id(each) for places in alike.values() for each in places[MOST_TOLD:]}
    for places in alike.values():
        if len(places) > MOST_TOLD:
            last = places[MOST_TOLD - 1]
            message = f"{last.message}, and {len(places) - MOST_TOLD} more like this"
            problems[problems.index(last)] = structs.replace(last, message=message)
    return [each for each in problems if id(each) not in left]


def _note(note: Numbered) -> Note:
    html = to_html(note.root)
    return Note(note.number, html, is_simple(note.root), tuple(note.references))


def _lost_characters(text: Text) -> list[Problem]:
    """Report the first character that cannot be in a text, such as a control code."""
    if "\ufffd" not in text.body:
        return []
    message = "a character that no text can hold is shown as \ufffd"
    return [text.problem(message, text.body.index("\ufffd"), "delete it", "warning")]
