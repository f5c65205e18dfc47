"""Python-Markdown's elements as our tree.

It keeps no places, so its tree and the text are gone through side by side.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AMP_SUBSTITUTE, ETX, HTML_PLACEHOLDER, INLINE_PLACEHOLDER_PREFIX, STX
from msgspec import Struct, structs

from generator.markup.builder import SPANS
from generator.markup.commonmark.parse import builder_of
from generator.markup.html import UNREAD
from generator.markup.mask import literal, unmask
from generator.markup.page import MarkupPage
from generator.markup.python.places import Finder, back, standing
from generator.markup.tags import tags
from generator.markup.tree import Node, TooMuch, node, offset_in

DEFINITION = "definition"
"""The tag of the elements that hold what notes say."""
CUT = "python-markdown cannot read this page (it cut one of its placeholders apart)"
_PART = re.compile(
    rf"{HTML_PLACEHOLDER % '(?P<raw>[0-9]+)'}|{STX}(?P<escaped>[0-9]+){ETX}"
    rf"|(?P<text>[^{STX}{ETX}]+)|(?P<lost>[{STX}{ETX}])"
)
_BROKEN = re.compile(r"\[(?P<text>[^\[\]]+)\]\[(?P<name>[^\[\]]*)\]")
_INDENT = re.compile(r"(?<=\n)[ ]+\Z")
_ENTITY = re.compile(r"&#?\w+;")
_ASKED = 'markdown="1" in the tag around it has it read'
_CELLS = frozenset(("th", "td"))
_NAME = re.compile(r"</?([^ >]+)")
_TASK = re.compile(r"\[(?P<done>[ xX])\][ ]")


class PythonPage(Struct):
    """What is known of a page beside what the package has made of it.

    ``fences`` are the holes of fences and where those end, by the numbers of their placeholders;
    ``own`` are the elements that their author wrote as HTML; of the text, fences are not ``seen``.
    """

    page: MarkupPage
    fences: dict[int, tuple[Node | None, int]]
    own: set[Element]
    seen: str = ""


class Elements:
    """Goes through the elements of a page, and builds our tree."""

    def __init__(self, md: Markdown, given: PythonPage) -> None:
        self.md, self.given = md, given
        self.builder = builder_of(given.page)
        self.finder = Finder(given.seen)
        self.waiting: list[int] = []

    def read(self, root: Element) -> None:
        """Make the page's tree, and those of its notes."""
        definitions = list(root.iter(DEFINITION))
        for definition in definitions:
            root.remove(definition)
        self.inside(root)
        self.builder.close_to(1)
        self.builder.flush()
        self.given.page.root = self.builder.open[0]
        for definition in definitions:
            self.definition(definition)
        page = self.given.page
        page.problems += self.builder.broken_links()
        # Blank lines, which another grammar asks for, do not help in this one.
        page.problems[:] = [
            structs.replace(each, hint=_ASKED) if each.hint == UNREAD else each
            for each in page.problems
        ]

    def definition(self, element: Element) -> None:
        """Make the tree of a note."""
        name = element.attrib["name"]
        self.builder.begin_definition(back(name), self.finder.begin_note(name), -1)
        self.inside(element)
        self.builder.close()

    def inside(self, element: Element) -> None:
        """Read what is in an element."""
        if element.text:
            self.run(element.text)
        for child in element:
            if child in self.given.own:
                self.own(child)
            else:
                _READ_BY.get(child.tag, Elements.element)(self, child)
            while self.waiting:
                self.fence(self.waiting.pop(0))
            if child.tail:
                self.run(child.tail)

    def open(self, element: Element) -> Node:
        """Open an element, a block where it begins."""
        if element.tag not in SPANS:
            self.builder.newline()
            self.finder.begin(is_cell=element.tag in _CELLS)
        made = node(element.tag, self.finder.at)
        for name, value in element.items():
            made.set(name, self.plain(value))
        self.builder.push(made)
        return made

    def element(self, element: Element) -> None:
        """Read an element that is nothing special."""
        self.open(element)
        if element.get("class") == "admonition-title":
            end = self.finder.keep_to_line()
            self.inside(element)
            self.finder.at = end
        else:
            self.inside(element)
        self.builder.close()

    def paragraph(self, element: Element) -> None:
        """Read a paragraph; a block of HTML or a fence stands without one."""
        only = _PART.fullmatch((element.text or "").strip())
        if only and only["raw"] and not len(element):
            number = int(only["raw"])
            if number in self.given.fences or self.is_block(number):
                self.builder.newline()
                self.raw(number, is_block=True)
                self.builder.flush()
                self.builder.end_block()
                return
        self.element(element)
        _drop_empty(self.builder.open[-1])

    def is_block(self, number: int) -> bool:
        """Tell whether what was stashed is a block of HTML."""
        raw = self.md.htmlStash.rawHtmlBlocks[number]
        found = _NAME.match(raw) if isinstance(raw, str) else None
        if found is None:
            return isinstance(raw, Element)
        return found[1][0] in "!?" or self.md.is_block_level(found[1])

    def own(self, element: Element) -> None:
        """Read what its author wrote as HTML that holds Markdown."""
        builder, depth = self.builder, len(self.builder.open)
        builder.newline()
        finder = self.finder
        opening = finder.search(rf"<{element.tag}(?=[\s/>])")
        tag = next(tags(finder.text[opening.start() :]), None) if opening else None
        if opening and tag and tag.kind == "open":
            finder.at = opening.start() + tag.end
            written = finder.text[opening.start() : finder.at]
            builder.write_html(unmask(back(written)), ((0, opening.start()),))
        else:
            self.open(element).own = True
        finder.fresh = True
        self.inside(element)
        if closing := finder.search(rf"</{element.tag}\s*>"):
            finder.at = closing.end()
            builder.close_tag(element.tag, closing.start())
        builder.close_to(depth)

    def link(self, element: Element) -> None:
        """Read a link."""
        found = self.finder.search(r"[<\[]")
        made = self.open(element)
        if found:
            made.at, self.finder.at = found.start(), found.end()
        self.inside(element)
        if found and found[0] == "<":
            made.give("href", made.at + 1)
        else:
            self.target(made, "href")
        self.builder.close()

    def image(self, element: Element) -> None:
        """Read an image."""
        at = self.finder.find("![")
        made = node("img", at)
        for name in ("src", "alt", "title"):
            if name in element.attrib:
                made.set(name, self.plain(element.attrib[name]))
        self.finder.locate(standing(made.get("alt", "")))
        self.target(made, "src")
        self.builder.add(made)

    def target(self, made: Node, name: str) -> None:
        """Find where the address of a link stands, and its title."""
        at, title = self.finder.target(made.at, made.get("title", ""))
        made.give(name, at if at >= 0 else made.at)
        if title >= 0:
            made.give("title", title)

    def code(self, element: Element) -> None:
        """Read some code in a line."""
        at = self.finder.find("`")
        text = self.plain(element.text or "")
        self.finder.locate(standing(text))
        self.finder.skip("`")
        self.builder.add(node("code", at, text))

    def block_of_code(self, element: Element) -> None:
        """Read code that is indented."""
        self.builder.newline()
        self.finder.begin()
        text = self.plain("".join(element.itertext())).rstrip("\n") + "\n"
        block = node("pre", self.finder.at)
        block.append(node("code", self.finder.at, text))
        self.finder.locate(standing(text), beyond=True)
        # What is a fence to us may be code to the package, by its indentation.
        if text.strip():
            self.builder.add(block)
            block.tail = "\n"

    def line(self, element: Element) -> None:
        """Read a line break, or a rule."""
        if element.tag == "hr":
            self.builder.newline()
        made = node(element.tag, self.finder.at)
        self.builder.add(made)
        made.tail = "\n"

    def reference(self, element: Element) -> None:
        """Read a reference to a note."""
        name = element.attrib["name"]
        self.builder.refer(back(name), self.finder.find(f"[^{name}]"), -1)

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
        for part in _PART.finditer(text.replace(AMP_SUBSTITUTE, "&")):
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
        """Put the hole of a fence where it stands; no paragraph holds one."""
        piece, end = self.given.fences.pop(number)
        self.finder.at = max(self.finder.at, end)
        builder, top = self.builder, self.builder.open[-1]
        if piece is None:
            return
        if top.tag == "p" and not top.own:
            builder.close()
            top.text = (top.text or "").rstrip() if not len(top) else top.text
            _drop_empty(builder.open[-1])
        builder.newline()
        builder.add(piece)
        piece.tail = "\n"
        if top.tag == "p" and not top.own:
            builder.push(node("p", self.finder.at))


def _drop_empty(parent: Node) -> None:
    last = parent[-1] if len(parent) else None
    if last is not None and last.tag == "p" and not len(last) and not (last.text or "").strip():
        parent.remove(last)


_READ_BY: dict[str, Callable[[Elements, Element], None]] = {
    "p": Elements.paragraph,
    "a": Elements.link,
    "img": Elements.image,
    "code": Elements.code,
    "pre": Elements.block_of_code,
    "br": Elements.line,
    "hr": Elements.line,
    "note": Elements.reference,
}
