"""What the package has placeholders for: fences, and what it stashed of a text itself."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import accumulate
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import (
    AMP_SUBSTITUTE,
    ETX,
    HTML_PLACEHOLDER,
    INLINE_PLACEHOLDER_PREFIX,
    STX,
    HtmlStash,
)
from msgspec import Struct, structs

from generator.markup.commonmark.parse import builder_of, fences
from generator.markup.fence import Fence
from generator.markup.mask import literal, unmask
from generator.markup.page import MarkupPage
from generator.markup.parts import Math
from generator.markup.python.places import Finder, back, standing
from generator.markup.tree import Node, TooMuch, node, offset_in
from generator.problems.regex import regex

CUT = "python-markdown cannot read this page (it cut one of its placeholders apart)"
PART = regex(
    rf"{HTML_PLACEHOLDER % '(?P<raw>[0-9]+)'}|{STX}(?P<escaped>[0-9]+){ETX}"
    rf"|(?P<text>[^{STX}{ETX}]+)|(?P<lost>[{STX}{ETX}])"
)
_BROKEN = regex(r"\[(?P<text>[^\[\]]+)\]\[(?P<name>[^\[\]]*)\]")
_INDENT = regex(r"(?<=\n)[ ]+\Z")
_ENTITY = regex(r"&#?\w+;")
_TASK = regex(r"\[(?P<done>[ xX])\][ ]")
_TAG = regex(r"^([ \t>]*)<(?!!|/?(?:pre|script|style|textarea)\b)", re.MULTILINE | re.IGNORECASE)


class PythonPage(Struct):
    """What is known of a page beside what the package has made of it.

    ``fences`` are the holes of fences and where those end, by the numbers of their placeholders;
    ``own`` are the elements that their author wrote as HTML; of the text, fences are not ``seen``.
    """

    page: MarkupPage
    fences: dict[int, tuple[Node | None, int]]
    own: set[Element]
    seen: str = ""

    def without_fences(self, stash: HtmlStash) -> str:
        """Leave a placeholder for each fence; what is ``seen`` later has white space there."""
        page = self.page
        lines = standing(page.masked).split("\n")
        seen, left, done = list(lines), list[str](), 0
        ends = list(accumulate(len(line) + 1 for line in lines))
        for fence in _fences(page.text.body, page.source.math):
            last = fence.first + fence.content.count("\n") + fence.closed
            left += lines[done : fence.first]
            left += _placeholder(stash, fence, lines[fence.first], left)
            seen[fence.first] = lines[fence.first][: fence.column - 1].ljust(
                len(lines[fence.first])
            )
            for index in range(fence.first + 1, last + 1):
                seen[index] = " " * len(lines[index])
            number = stash.html_counter - 1
            self.fences[number] = (page.blocks.take(fence), ends[last] - 1)
            done = last + 1
        self.seen = "\n".join(seen)
        return "\n".join([*left, *lines[done:]])


def _placeholder(stash: HtmlStash, fence: Fence, line: str, left: list[str]) -> list[str]:
    """Return the lines that stand for a fence: a placeholder, perhaps with blank lines."""
    before = line[: fence.column - 1]
    marked = before + stash.store("")
    if not before.strip() and len(before) < 4:
        return ["", marked, ""]
    # In a list without blank lines, one would make paragraphs of its items.
    is_tight = before.strip(" >") or (left and left[-1].strip(" >"))
    return [marked] if is_tight else [marked, "> " * before.count(">")]


def _fences(text: str, math: Math) -> Iterator[Fence]:
    """Find the fences of a text; those of ours need no blank line behind HTML."""
    free = next(char for char in map(chr, range(0xE000, 0xF8FF)) if char not in text)
    for fence in fences(_TAG.sub(rf"\1{free}", text), math):
        yield structs.replace(fence, content=fence.content.replace(free, "<"))


class Placeholders:
    """Reads runs of the package's text, and what stands in the place of each placeholder."""

    def __init__(self, md: Markdown, given: PythonPage) -> None:
        self.md, self.given = md, given
        self.builder = builder_of(given.page)
        self.finder = Finder(given.seen)
        self.waiting: list[int] = []

    def own(self, element: Element) -> None:
        """Read what its author wrote as HTML that holds Markdown."""
        raise NotImplementedError

    def run(self, text: str) -> None:
        """Read a run of text, and what placeholders in it stand for."""
        for part in self.parts(text):
            if part["raw"]:
                self.raw(int(part["raw"]))
            elif part["escaped"]:
                char = chr(int(part["escaped"]))
                self.builder.text(literal(char), ((0, self.finder.find(f"\\{char}") + 1),))
            else:
                self.words(part["text"])

    def words(self, text: str) -> None:
        """Read some plain text."""
        top = self.builder.open[-1]
        if not (top.text or len(top) or self.builder.pieces):
            text = self.task(text.lstrip() if top.tag == "p" else text)
        text = _INDENT.sub("", text)
        places = self.finder.locate(text)
        for broken in _BROKEN.finditer(text) if "][" in text else ():
            at = offset_in(places, broken.start())
            label = broken["name"] or broken["text"]
            self.builder.broken.append(("Reference", at, at, label))
        if "&" in text:
            text = _ENTITY.sub(lambda match: literal(unescape(match[0])), text)
        self.builder.text(back(text), places)

    def task(self, text: str) -> str:
        """Read the box at the beginning of an item."""
        top, *around = reversed(self.builder.open[-2:])
        found = _TASK.match(text)
        if found and (top.tag == "li" or (around[0].tag == "li" and len(around[0]) == 1)):
            self.builder.task(found["done"] != " ", self.finder.find("["), -1)
            return text[found.end() :]
        return text

    def raw(self, number: int, *, is_block: bool = False) -> None:
        """Read what was stashed: a fence, an element, or HTML."""
        if number in self.given.fences:
            self.fence(number)
            return
        raw = self.md.htmlStash.rawHtmlBlocks[number]
        if isinstance(raw, Element):
            self.own(raw)
            return
        for part in self.parts(raw):
            if part["raw"]:
                self.raw(int(part["raw"]))
            else:
                written = part["text"] or chr(int(part["escaped"]))
                places = self.finder.locate(written, beyond=is_block)
                self.builder.write_html(unmask(back(written)), places)

    def parts(self, text: str) -> Iterator[re.Match[str]]:
        """Part a text from its placeholders, but for those that the package itself resolves."""
        if INLINE_PLACEHOLDER_PREFIX in text:
            text = self.md.inlinePatterns["link"].unescape(text)
        for part in PART.finditer(text.replace(AMP_SUBSTITUTE, "&")):
            if part["lost"]:
                raise TooMuch(self.finder.at, CUT, "take the brackets or quotes here apart")
            yield part

    def plain(self, text: str) -> str:
        """Return what the text of an attribute or of code says."""
        return back(unescape("".join(self.said(text))))

    def said(self, text: str) -> Iterator[str]:
        """Return the parts of what a text says."""
        for part in self.parts(text):
            if part["raw"]:
                number = int(part["raw"])
                if number in self.given.fences:
                    self.waiting.append(number)
                raw = self.md.htmlStash.rawHtmlBlocks[number]
                yield from self.said("".join(raw.itertext()) if isinstance(raw, Element) else raw)
            else:
                yield part["text"] or chr(int(part["escaped"]))

    def fence(self, number: int) -> None:
        """Put the hole of a fence in its place, outside of any paragraph."""
        piece, end = self.given.fences.pop(number)
        self.finder.at = max(self.finder.at, end)
        builder, top = self.builder, self.builder.open[-1]
        if piece is None:
            return
        if top.tag == "p" and not top.own:
            builder.close()
            top.text = (top.text or "").rstrip() if not len(top) else top.text
            drop_empty(builder.open[-1])
        builder.newline()
        builder.add(piece)
        piece.tail = "\n"
        if top.tag == "p" and not top.own:
            builder.push(node("p", self.finder.at))


def drop_empty(parent: Node) -> None:
    """Remove the last paragraph if it is empty."""
    last = parent[-1] if len(parent) else None
    if last is not None and last.tag == "p" and not len(last) and not (last.text or "").strip():
        parent.remove(last)
