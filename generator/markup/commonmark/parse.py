"""The grammar ``commonmark``: pulldown-cmark's events as a tree.

CommonMark with GitHub's tables, strikethrough, tasks and notes, and definition lists. The parser
tells the bytes of each event, so that every element and every run of text keeps its place.
"""

from collections.abc import Callable
from typing import Any

from generator.markup.builder import SPANS
from generator.markup.commonmark.blocks import CodeBuilder
from generator.markup.commonmark.links import parser_options
from generator.markup.fence import Fence
from generator.markup.mask import literal, mask
from generator.markup.page import MarkupPage
from generator.markup.parts import MarkupSource, Math
from generator.markup.rewriting import rewrite
from generator.markup.text import FORBIDDEN, Bytes
from generator.markup.tree import Node, node
from generator.markup.unread import overlooked

TAGS = {
    "Paragraph": "p", "Emphasis": "em", "Strong": "strong", "Strikethrough": "del",
    "DefinitionList": "dl", "DefinitionListTitle": "dt", "DefinitionListDefinition": "dd",
}  # fmt: skip
PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def parse(page: MarkupPage, fenced: Callable[[Fence], Node | None] | None = None) -> None:
    """Make the tree of a page; ``fenced`` gives what stands in place of a fence."""
    page.masked = mask(page.text.body, page.source.math)
    builder = _Events(page, fenced or page.blocks.take)
    builder.run(page.masked, 0)
    builder.close_to(1)
    builder.flush()
    page.root = builder.open[0]
    page.problems += builder.broken_links()
    page.problems += overlooked(page.text, page.masked, builder.breaks)


def builder_of(page: MarkupPage) -> "_Events":
    """Begin the tree of a page."""
    return _Events(page, page.blocks.take)


def fences(markdown: str, math: Math = "dollars") -> list[Fence]:
    """Find the fences of a text, wherever they stand."""
    found: list[Fence] = []
    page = MarkupPage.of(MarkupSource("", markdown))
    builder = _Events(page, found.append)
    builder.run(mask(page.text.body, math), 0)
    return found


class _Events(CodeBuilder):
    """Goes through the events of one text."""

    def run(self, markdown: str, base: int) -> None:
        """Build what some Markdown says, which stands at an offset of the source."""
        from pyromark import events_with_range

        offset = int if markdown.isascii() else Bytes(markdown).offset
        softened = rewrite(markdown)
        self.is_softened = self.is_softened or softened is not markdown

        def broken(link: Any) -> None:
            span = link["span"]
            start, end = base + offset(span["start"]), base + offset(span["end"])
            self.broken.append((link["link_type"], start, end, link["reference"]))

        options = parser_options()
        events: Any = events_with_range(softened, options=options, broken_link_callback=broken)
        is_plain = offset is int and not base
        word, start, close = self.word, self.start, self.end
        # This is run through for every word of a site: no call that can be spared.
        for event, span in events:
            at, end = span["start"], span["end"]
            if not is_plain:
                at, end = base + offset(at), base + offset(end)
            if event.__class__ is str:
                self.line(event, at)
                self.behind = end
                continue
            ((kind, value),) = event.items()
            if kind == "Text" and self.code is None:
                word(value, at, end)
            elif kind == "Start":
                start(value, at, end)
                continue
            elif kind == "End":
                close(value, at, end)
            else:
                _EVENTS[kind](self, value, at, end)
            self.behind = end

    def start(self, value: Any, at: int, end: int) -> None:
        """Open the element that an event begins."""
        if value.__class__ is str:
            tag = TAGS.get(value)
            if tag is not None:
                element = Node(tag)
                element.at = at
                if tag not in SPANS:
                    self.newline()
                self.push(element)
                return
            kind, details = value, None
        else:
            ((kind, details),) = value.items()
        _STARTS[kind](self, details, at, end)

    def end(self, value: Any, at: int, end: int) -> None:
        """Close the element that an event ends."""
        kind = value if value.__class__ is str else next(iter(value))
        special = _ENDS.get(kind)
        if special is None:
            self.close()
        else:
            special(self, at, end)

    def word(self, value: str, at: int, end: int) -> None:
        """Add a run of text; escaped characters and entities are masked."""
        length = len(value)
        if self.is_softened and length == end - at:
            value = self.masked[at:end]
        if at != self.expected:
            if value[:1] in PUNCTUATION and at and self.body[at - 1] == "\\":
                value = literal(value[0]) + value[1:]
            self.places.append((self.length, at))
        if length != end - at:
            value, end = literal(FORBIDDEN.sub("\ufffd", value)), -1
        self.pieces.append(value)
        self.length += length
        self.expected = end

    def line(self, event: str, at: int) -> None:
        """Add a line break, or a rule."""
        if event != "Rule":
            self.breaks.append(at)
        if event == "SoftBreak" or (event == "HardBreak" and not self._is_broken(at)):
            if self.open[-1].tag == "dt":
                # Each line is a term of its own.
                self.close()
                self.push(node("dt", at + 1))
                return
            self.pieces.append("\n")
            self.length += 1
            return
        if event == "Rule":
            self.newline()
        element = node("hr" if event == "Rule" else "br", at)
        self.add(element)
        element.tail = "\n"

    def code_line(self, value: str, at: int, end: int) -> None:
        """Gather a line of code."""
        if self.code is not None:
            self.code.append((self.body[at:end] if len(value) == end - at else value, at))

    def _is_broken(self, at: int) -> bool:
        """Tell whether two spaces end a line; the parser counts tabs too."""
        return self.body[at] == "\\" or self.body.endswith("  ", at, self.body.find("\n", at))


_EVENTS: dict[str, Callable[[_Events, Any, int, int], None]] = {
    "Text": _Events.code_line,
    "Code": _Events.inline_code,
    "InlineHtml": _Events.inline_html,
    "Html": _Events.html_line,
    "FootnoteReference": _Events.refer,
    "TaskListMarker": _Events.task,
}
_STARTS: dict[str, Callable[[_Events, Any, int, int], None]] = {
    "Heading": _Events.begin_heading,
    "BlockQuote": _Events.begin_quotation,
    "List": _Events.begin_list,
    "Item": _Events.begin_item,
    "Table": _Events.begin_table,
    "TableHead": _Events.begin_head,
    "TableRow": _Events.begin_row,
    "TableCell": _Events.begin_cell,
    "FootnoteDefinition": _Events.begin_definition,
    "Link": _Events.begin_link,
    "Image": _Events.begin_image,
    "CodeBlock": _Events.begin_code,
    "HtmlBlock": _Events.begin_html,
}
_ENDS: dict[str, Callable[[_Events, int, int], None]] = {
    "Item": _Events.end_item,
    "List": _Events.end_list,
    "Table": _Events.end_table,
    "DefinitionListDefinition": _Events.end_definition,
    "TableHead": _Events.end_head,
    "TableRow": _Events.end_row,
    "Link": _Events.end_link,
    "Image": _Events.end_link,
    "CodeBlock": _Events.end_code,
    "HtmlBlock": _Events.end_html,
}
