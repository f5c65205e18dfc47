"""Python-Markdown's elements as our tree.

It keeps no places, so its tree and the text are gone through side by side.
"""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from msgspec import structs

from generator.markup.builder import SPANS
from generator.markup.html import UNREAD
from generator.markup.mask import unmask
from generator.markup.python.placeholders import PART, Placeholders, drop_empty
from generator.markup.python.places import back, standing
from generator.markup.tags import tags
from generator.markup.tree import Node, node
from generator.problems.regex import regex

DEFINITION = "definition"
"""The tag of the elements that hold what notes say."""
_ASKED = 'markdown="1" in the tag around it has it read'
_CELLS = frozenset(("th", "td"))
_NAME = regex(r"</?([^ >]+)")


class Elements(Placeholders):
    """Goes through the elements of a page, and builds our tree."""

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
        only = PART.fullmatch((element.text or "").strip())
        if only and only["raw"] and not len(element):
            number = int(only["raw"])
            if number in self.given.fences or self.is_block(number):
                self.builder.newline()
                self.raw(number, is_block=True)
                self.builder.flush()
                self.builder.end_block()
                return
        self.element(element)
        drop_empty(self.builder.open[-1])

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
