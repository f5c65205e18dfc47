"""Footnotes for the margin: python-markdown's definitions, marks instead of links."""

import re
from collections import OrderedDict
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from generator.markup.page import Page
from generator.markup.parts import Note

REFERENCE = r"\[\^([^\]\n]+)\]"
MARK = re.compile("\x02note:([0-9]+)\x03")
SEE = re.compile("\x02see:([0-9]+)\x03")
MARK_IN_TAG = re.compile("<[^<>]*\x02note:[^<>]*>")
BOUNDARY = re.compile('<div id="\x02notes:([0-9]+)\x03">')
# What may stand in a paragraph; anything else sends a note to the end of the page.
PHRASING = (
    "a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|i|img|ins|kbd|mark|math|m[a-z]+|q|s|samp|small"
    "|span|strong|sub|sup|time|u|var|wbr"
)
PLAIN = re.compile(
    rf"<p>(?:[^<\x02]|\x02(?:[LT]|see:|zvalue:)[0-9]+\x03|<(?!/?p>)/?(?:{PHRASING})\b[^<>]*>|<!--[^<>]*-->)*</p>"
)


class Footnotes(FootnoteExtension):
    """Find definitions as python-markdown does; leave marks at references."""

    def __init__(self, page: Page) -> None:
        self.page = page
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the parts that are used."""
        md.registerExtension(self)
        self.md = md
        self.parser = md.parser
        md.parser.blockprocessors.register(FootnoteBlockProcessor(self), "footnote", 17)
        md.inlinePatterns.register(ReferencePattern(self), "footnote", 175)
        md.treeprocessors.register(NotesTreeprocessor(md, self), "footnote", 50)

    def reset(self) -> None:
        """Forget the page before."""
        self.footnotes: OrderedDict[str, str] = OrderedDict()

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802, A002
        """Keep a definition."""
        self.page.definitions.append(id)
        super().setFootnote(id, text)


class ReferencePattern(InlineProcessor):
    """Leave a mark where a note is referred to."""

    def __init__(self, footnotes: Footnotes) -> None:
        super().__init__(REFERENCE, footnotes.md)
        self.footnotes = footnotes

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        """Return the mark, or nothing where no note has this name."""
        page = self.footnotes.page
        if m[1] not in self.footnotes.footnotes:
            page.undefined.append(m[1])
            return None, None, None
        page.references.append(m[1])
        return f"\x02note:{len(page.references) - 1}\x03", m.start(0), m.end(0)


class NotesTreeprocessor(Treeprocessor):
    """Put all notes behind the text, each behind a mark of its own."""

    def __init__(self, md: Markdown, footnotes: Footnotes) -> None:
        super().__init__(md)
        self.footnotes = footnotes

    def run(self, root: Element) -> None:
        """Parse the definitions, and those that come to light within them."""
        known, parsed = self.footnotes.footnotes, dict[str, str]()
        divisions: dict[str, Element] = {}
        while new := {name: text for name, text in known.items() if parsed.get(name) != text}:
            parsed |= new
            for name, text in new.items():
                division = divisions.setdefault(name, Element("div"))
                division[:] = []
                self.footnotes.parser.parseChunk(division, text)
        for index, name in enumerate(known):
            divisions[name].set("id", f"\x02notes:{index}\x03")
            root.append(divisions[name])


def split_notes(html: str) -> tuple[str, list[str]]:
    """Part a page's HTML from the HTML of its notes, in the order of their definitions."""
    if "\x02note" not in html:
        return html, []
    body, *rest = BOUNDARY.split(html)
    notes = [note.strip().removesuffix("</div>").strip() for note in rest[1::2]]
    return body.rstrip(), notes


def number_notes(
    html: str, notes: list[str], names: list[str], references: list[str]
) -> tuple[str, dict[str, Note]]:
    """Turn marks into holes, and number notes as they are referred to in the prose.

    A note that is referred to by notes alone comes after those of the prose; in notes,
    references become plain links. Notes to which nothing that is shown refers are left out; the
    others come by name.
    """
    if not notes and "\x02note:" not in html:
        return html, {}
    text_of = dict(zip(names, notes, strict=True))
    holes: dict[str, list[int]] = {}
    html = _outside_tags(html)
    count = 0

    def hole(match: re.Match[str]) -> str:
        nonlocal count
        holes.setdefault(references[int(match[1])], []).append(count)
        count += 1
        return f"\x02N{count - 1}\x03"

    html = MARK.sub(hole, html)
    numbers = {name: number for number, name in enumerate(holes, 1)}

    def link(match: re.Match[str]) -> str:
        name = references[int(match[1])]
        number = numbers.setdefault(name, len(numbers) + 1)
        return f"\x02see:{number}\x03"

    done: dict[str, Note] = {}
    order = list(numbers)
    while len(done) < len(order):
        name = order[len(done)]
        inner = MARK.sub(link, _outside_tags(text_of[name]))
        number, found = numbers[name], tuple(holes.get(name, ()))
        order += list(numbers)[len(order) :] if len(numbers) > len(order) else []
        done[name] = Note(number, inner, is_simple(inner), found)
    return html, done


def is_simple(html: str) -> bool:
    """Tell whether a note is nothing but plain paragraphs."""
    paragraphs = html.split("\n<p>")
    paragraphs[1:] = [f"<p>{paragraph}" for paragraph in paragraphs[1:]]
    return bool(html) and all(PLAIN.fullmatch(paragraph) for paragraph in paragraphs)


def link_notes(html: str) -> str:
    """Turn the marks by which one note refers to another into links, when all others are done."""
    return SEE.sub(r'<sup class="note-ref"><a href="#note-\1">\1</a></sup>', html)


def _outside_tags(html: str) -> str:
    """Take marks out of attributes, where a note cannot stand."""
    return MARK_IN_TAG.sub(lambda match: MARK.sub("", match[0]), html)
