"""One page's way from Markdown to HTML with holes."""

import re

from msgspec import Struct, structs

from generator.engine import Made, keep
from generator.markup.author_html import html_problems
from generator.markup.blocks import Blocks, blocks_of
from generator.markup.faults import page_problems
from generator.markup.fences import Fence, scan_fences
from generator.markup.footnotes import link_notes, number_notes, split_notes
from generator.markup.formulas import formula
from generator.markup.headings import anchor_headings
from generator.markup.instance import PageMarkdown, instance
from generator.markup.links import Links
from generator.markup.page import TooMuchWork
from generator.markup.parts import Markup, MarkupSource, Note
from generator.markup.text import Text, text_of
from generator.markup.typography_html import smart
from generator.markup.values import Values
from generator.markup.words import count_words, excerpt
from generator.problems import Place, Problem

PARAGRAPH = re.compile("(?P<open><p(?: [^<>]*)?>)|(?P<close></p>)|\x02[CF][0-9]+\x03")
BLOCK_HOLE = re.compile("\x02[CF][0-9]")
LOOSE_END = re.compile(r"\s+</p>")
EMPTY = re.compile(r"<p(?: [^<>]*)?>\s*</p>\n?")
# Between the prose and each of its notes, while both are worked on together.
SEAM = "\x02|\x03"


class Found(Struct, frozen=True):
    """What was taken out of a text before Markdown saw it."""

    blocks: Blocks
    values: Values


def convert_prose(source: MarkupSource) -> Made[Markup]:
    """Convert one page."""
    text = text_of(source)
    try:
        return _convert(source, text, instance(math=bool(source.math)))
    except RecursionError:
        return _refused(source, "this page is nested too deeply", "")
    except TooMuchWork:
        hint = "is there a paragraph with thousands of brackets, stars or the like?"
        return _refused(source, "this page takes too long to convert", hint)


def _convert(source: MarkupSource, text: Text, md: PageMarkdown) -> Made[Markup]:
    blocks = blocks_of(text)
    md.start()
    math = bool(source.math)
    markdown = scan_fences(text.body, lambda fence: _mark(fence, blocks, md), math=math)
    values = Values(text, math=math)
    try:
        html = md.render(values.take(markdown))
    except (RecursionError, TooMuchWork):
        raise
    # The package has faults of its own, which an author can come upon but not mend.
    except Exception as error:
        fault = f"python-markdown cannot read this page ({type(error).__name__})"
        return _refused(source, fault, "look for raw HTML that is not closed")
    return _finish(source, text, md, Found(blocks, values), html)


def _mark(fence: Fence, blocks: Blocks, md: PageMarkdown) -> str:
    """Keep a fence or formula; return what stands for it in the Markdown."""
    blocks.text.blank(fence.first, fence.last)
    if fence.is_formula:
        done = formula("\n".join(fence.content), display=True)
        md.page.has_math = True
        if done.fault:
            blocks.report_formula(fence, done.fault, done.hint)
        return md.htmlStash.store(f'<div class="math">{done.html}</div>')
    hole = blocks.take(fence)
    return md.htmlStash.store(hole) if hole else ""


def _finish(
    source: MarkupSource, text: Text, md: PageMarkdown, found: Found, html: str
) -> Made[Markup]:
    """Work on finished HTML: notes, values, typography, links, anchors."""
    page, blocks, values = md.page, found.blocks, found.values
    html, notes = split_notes(html)
    names = list(dict.fromkeys(page.definitions))
    html, shown = number_notes(html, notes, names, page.references)
    numbered = tuple(shown.values())
    html = values.place(SEAM.join([_unwrapped(html), *(note.html for note in numbered)]))
    if source.typography:
        html = smart(html, source.language)
    links = Links(text, html)
    html = links.rewrite()
    taken = [block.name for block in blocks.figures] + _note_ids(numbered)
    html, headings, anchors = anchor_headings(html, taken)
    body, *inner = html.split(SEAM)
    notes_done = tuple(
        structs.replace(note, html=link_notes(html)) for note, html in zip(numbered, inner)
    )
    blob, raw = keep(body)
    markup = Markup(
        html=blob,
        links=tuple(links.links),
        headings=headings,
        codes=tuple(blocks.codes),
        figures=tuple(blocks.figures),
        data=tuple(blocks.data),
        notes=notes_done,
        values=tuple(values.found),
        anchors=anchors,
        words=count_words(html),
        excerpt=excerpt(body),
        has_math=page.has_math,
    )
    problems = [
        *blocks.problems,
        *values.problems,
        *links.problems,
        *html_problems(text, links.html, links.refused),
        *page_problems(text, page, shown, blocks.figures),
    ]
    problems.sort(key=lambda problem: problem.place or Place(""))
    return Made(markup, tuple(problems), (raw, *blocks.blobs))


def _note_ids(notes: tuple[Note, ...]) -> list[str]:
    stems = ("note", "note-ref")
    return [f"{stem}-{note.number}" for note in notes for stem in stems]


def _unwrapped(html: str) -> str:
    """Close a paragraph before a figure or code block that stands in it."""
    if not _has_wrapped(html):
        return html
    opening = ""

    def parted(match: re.Match[str]) -> str:
        nonlocal opening
        if match["open"]:
            opening = match[0]
        elif match["close"]:
            opening = ""
        elif opening:
            return f"</p>\n{match[0]}\n{opening}"
        return match[0]

    return EMPTY.sub("", LOOSE_END.sub("</p>", PARAGRAPH.sub(parted, html)))


def _has_wrapped(html: str) -> bool:
    """Tell whether any figure or code block stands in a paragraph."""
    inside, seen = False, 0
    for hole in BLOCK_HOLE.finditer(html):
        at = hole.start()
        opened = max(html.rfind("<p>", seen, at), html.rfind("<p ", seen, at))
        closed = html.rfind("</p>", seen, at)
        inside = opened > closed if opened != closed else inside
        if inside:
            return True
        seen = at
    return False


def _refused(source: MarkupSource, message: str, hint: str) -> Made[Markup]:
    # What was left half done must not show up in the next page.
    instance.cache_clear()
    return Made(None, (Problem(message, Place(source.path, source.first_line), hint),))
