"""The grammar ``commonmark``: pulldown-cmark's events as a tree.

CommonMark with GitHub's tables, strikethrough, tasks and notes, and definition lists. The parser
tells the bytes of each event, so that every element and every run of text keeps its place.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generator.markup.admonitions import MARK, dress, lift, read_head, wrap_paragraphs
from generator.markup.fence import Fence
from generator.markup.html import close_tag, close_to, end_block, write_html
from generator.markup.markdown_in_html import disguise
from generator.markup.mask import literal, mask, unmask
from generator.markup.overlooked import BEFORE, TABLE, overlooked
from generator.markup.page import Page
from generator.markup.parts import MarkupSource, Math
from generator.markup.quirks import even_out, soften
from generator.markup.text import FORBIDDEN, Bytes
from generator.markup.tree import DEEPEST, Node, Places, TooMuch, node
from generator.problems import Problem, Severity

if TYPE_CHECKING:
    import pyromark

TAGS = {
    "Paragraph": "p", "Emphasis": "em", "Strong": "strong", "Strikethrough": "del",
    "DefinitionList": "dl", "DefinitionListTitle": "dt", "DefinitionListDefinition": "dd",
}  # fmt: skip
INLINE = frozenset(("em", "strong", "del", "a", "img"))
PACKED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", *INLINE))
"""Elements that begin with their text, not with a new line."""
MOST_EMPTY = 20_000
"""So many cells of a page may be left out: a wide head makes all rows below it as wide."""
DEEP = "is there a line with hundreds of brackets, stars or the like?"
WIDE = "does its head need so many columns?"
PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_FORGED = str.maketrans("\x02\x03", "\ufffd\ufffd")
"""Characters that only entities bring, which would be taken for those of holes."""
_DESTINATION = re.compile(r"\]\(\s*<?")
_DEFINED = re.compile(r"(?<!\\)\]:\s*(?:>\s*)*<?")
_CLOSED = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*\n?\Z")
_LABEL_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=1)
def _options() -> "pyromark.Options":
    from pyromark import Options

    return (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_DEFINITION_LIST
    )


def parse(page: Page, fenced: Callable[[Fence], Node | None] | None = None) -> None:
    """Make the tree of a page; ``fenced`` gives what stands in place of a fence."""
    page.masked = mask(page.text.body, page.source.math)
    builder = _Builder(page, fenced or page.blocks.take)
    builder.run(even_out(dress(disguise(page.masked))), 0)
    close_to(builder, 1)
    builder.flush()
    page.root = builder.open[0]
    page.problems += builder.broken_links()
    page.problems += overlooked(page.text, page.masked, builder.breaks)


def builder_of(page: Page) -> "_Builder":
    """Begin the tree of a page."""
    return _Builder(page, page.blocks.take)


def fences(markdown: str, math: Math = "dollars") -> list[Fence]:
    """Find the fences of a text, wherever they stand."""
    found: list[Fence] = []
    page = Page.of(MarkupSource("", markdown))
    builder = _Builder(page, found.append)
    builder.run(even_out(dress(mask(page.text.body, math))), 0)
    return found


class _Builder:
    """Goes through the events of one text, and keeps the elements that are open."""

    def __init__(self, page: Page, fenced: Callable[[Fence], Node | None]) -> None:
        self.source = page.text
        self.body = page.text.body
        self.masked = page.masked
        self.fenced = fenced
        self.open: list[Node] = [node("div", 0)]
        self.notes = page.definitions
        self.problems = page.problems
        self.closing: list[tuple[str, int]] = []
        self.broken: list[tuple[str, int, int, str]] = []
        self.halves = page.halves
        self.definitions: dict[str, int] | None = None
        self.pieces: list[str] = []
        self.places: list[tuple[int, int]] = []
        self.length = 0
        self.breaks: list[int] = []
        self.empty_cells = 0
        self.is_softened = False
        self.expected = -1
        self.behind = 0
        self.code: list[tuple[str, int]] | None = None
        self.info: str | None = None
        self.html: list[str] = []
        self.html_places: list[tuple[int, int]] = []
        self.html_length = 0

    def run(self, markdown: str, base: int) -> None:
        """Build what some Markdown says, which stands at an offset of the source."""
        from pyromark import events_with_range

        offset = int if markdown.isascii() else Bytes(markdown).offset
        softened = soften(markdown)
        self.is_softened = self.is_softened or softened is not markdown

        def broken(link: Any) -> None:
            span = link["span"]
            start, end = base + offset(span["start"]), base + offset(span["end"])
            self.broken.append((link["link_type"], start, end, link["reference"]))

        events = events_with_range(softened, options=_options(), broken_link_callback=broken)
        is_plain = offset is int and not base
        # This is run through for every word of a site: no call that can be spared.
        for event, span in events:
            at, end = span["start"], span["end"]
            if not is_plain:
                at, end = base + offset(at), base + offset(end)
            if isinstance(event, str):
                self.line(event, at)
            else:
                for kind, value in event.items():
                    _EVENTS[kind](self, value, at, end)
                if "Start" in event:
                    continue
            self.behind = end

    def start(self, value: Any, at: int, end: int) -> None:
        """Open the element that an event begins."""
        if value.__class__ is str:
            tag = TAGS.get(value)
            if tag is not None:
                element = Node(tag)
                element.at = at
                if tag not in INLINE:
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

    def close(self) -> Node:
        """Close an element of Markdown, and what HTML left open in it."""
        if self.open[-1].own:
            close_to(self, 1)
        element = self.pop()
        if element.tag not in INLINE:
            element.tail = "\n"
            if self.closing:
                self._close_later()
        return element

    def _close_later(self) -> None:
        waiting, self.closing = self.closing, []
        for name, at in waiting:
            close_tag(self, name, at)

    def word(self, value: str, at: int, end: int) -> None:
        """Add a run of text; what was escaped or an entity is no mark to anyone."""
        length = len(value)
        if self.is_softened and length == end - at:
            value = self.masked[at:end]
        if at != self.expected:
            if value[:1] in PUNCTUATION and at and self.body[at - 1] == "\\":
                value = literal(value[0]) + value[1:]
            self.places.append((self.length, at))
        if length != end - at:
            value, end = literal(FORBIDDEN.sub("\ufffd", value)), -1
        elif value[:3] == "1) " and self.body.startswith(MARK, at):
            value = mask(self.body[at:end], "")
        self.pieces.append(value)
        self.length += length
        self.expected = end

    def text(self, text: str, places: Places) -> None:
        """Add text to the element that is open."""
        self.places += [(self.length + start, at) for start, at in places]
        self.pieces.append(text)
        self.length += len(text)
        self.expected = -1

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

    def _is_broken(self, at: int) -> bool:
        """Tell whether two spaces end a line; the parser counts tabs too."""
        return self.body[at] == "\\" or self.body.endswith("  ", at, self.body.find("\n", at))

    def flush(self) -> None:
        """Give the text that was gathered to where it belongs."""
        if not self.pieces:
            return
        pieces = self.pieces
        places: Places = self.places
        text = "".join(pieces) if len(pieces) > 1 else pieces[0]
        self.pieces, self.places, self.length, self.expected = [], [], 0, -1
        parent = self.open[-1]
        if not len(parent):
            if parent.text:
                places = _shifted(parent.places, places, len(parent.text))
                text = parent.text + text
            parent.text, parent.places = text, places
            return
        last: Node = parent[-1]  # type: ignore[assignment]
        if last.tail:
            places = _shifted(last.tail_places, places, len(last.tail))
            text = last.tail + text
        last.tail, last.tail_places = text, places

    def newline(self) -> None:
        """End the line before a block."""
        if self.pieces:
            self.flush()
        parent = self.open[-1]
        if len(parent):
            last = parent[-1]
            tail = last.tail
            if not tail or tail[-1] != "\n":
                last.tail = (tail or "") + "\n"
        elif parent.text:
            if parent.text[-1] != "\n":
                parent.text += "\n"
        elif parent.tag not in PACKED:
            parent.text = "\n"

    def push(self, element: Node) -> None:
        """Open an element."""
        if self.pieces:
            self.flush()
        opened = self.open
        if len(opened) > DEEPEST:
            raise TooMuch(element.at, "this is nested too deeply", DEEP)
        opened[-1].append(element)
        opened.append(element)

    def pop(self) -> Node:
        """Close the element that is open."""
        if self.pieces:
            self.flush()
        return self.open.pop()

    def add(self, element: Node) -> None:
        """Add an element that holds nothing more."""
        if self.pieces:
            self.flush()
        self.open[-1].append(element)

    def tell(self, message: str, at: int, hint: str, severity: Severity) -> None:
        """Report a problem."""
        self.problems.append(self.source.problem(message, at, hint, severity))

    def begin_heading(self, details: Any, at: int, end: int) -> None:
        self.newline()
        element = node(details["level"].lower(), at)
        self.push(element)

    def begin_quotation(self, _: Any, at: int, end: int) -> None:
        self.newline()
        self.push(node("blockquote", at))

    def begin_list(self, first: int | None, at: int, end: int) -> None:
        self.newline()
        element = node("ul" if first is None else "ol", at)
        if first is not None and first != 1:
            element.set("start", str(first))
        self.push(element)

    def begin_item(self, _: None, at: int, end: int) -> None:
        self.newline()
        while self.body[at : at + 1] in (" ", "\t"):
            at += 1
        is_dressed = self.body.startswith(MARK, at) and self.open[-1].tag == "ol"
        element = node("div" if is_dressed else "li", at)
        if is_dressed:
            element.set("class", "admonition")
        self.push(element)

    def end_item(self, at: int, end: int) -> None:
        element = self.close()
        if element.tag == "div":
            wrap_paragraphs(element)

    def end_list(self, at: int, end: int) -> None:
        element = self.close()
        if any(child.tag == "div" for child in element):
            lift(self.open[-1], element)

    def begin_table(self, aligns: tuple[str, ...], at: int, end: int) -> None:
        self.newline()
        self.push(node("table", at))
        self.open[-1].__dict__["_aligns"] = aligns

    def begin_head(self, _: None, at: int, end: int) -> None:
        for tag in ("thead", "tr"):
            self.newline()
            self.push(node(tag, at))

    def end_head(self, at: int, end: int) -> None:
        self.close()
        self.close()

    def begin_row(self, _: None, at: int, end: int) -> None:
        self.newline()
        if self.open[-1].tag == "table":
            self.push(node("tbody", at))
            self.newline()
        self.push(node("tr", at))

    def end_row(self, at: int, end: int) -> None:
        behind = self.body[self.behind : end]
        rest = behind.lstrip("| \t")
        if rest.strip("| \t\n"):
            message = "readers do not get this cell, which has no head above it"
            self.tell(message, end - len(rest), r"\| is a bar in a cell", "warning")
        self.close()

    def end_definition(self, at: int, end: int) -> None:
        element = self.close()
        if not len(element) and not (element.text or "").strip():
            hint = "write it behind the colon, in the same line"
            self.tell("this definition is empty", at, hint, "warning")
        elif self.body[at : at + 2] == ":-":
            self.tell(TABLE, at, BEFORE, "warning")

    def end_table(self, at: int, end: int) -> None:
        if self.open[-1].tag == "tbody":
            self.close()
        self.close()

    def begin_cell(self, _: None, at: int, end: int) -> None:
        row = self.open[-1]
        self.empty_cells += at == end
        if self.empty_cells > MOST_EMPTY:
            raise TooMuch(at, "this table has too many cells that nothing is written in", WIDE)
        self.newline()
        is_head = self.open[-2].tag == "thead"
        table = self.open[-3]
        element = node("th" if is_head else "td", at)
        aligns = table.__dict__["_aligns"]
        align = aligns[len(row)] if len(row) < len(aligns) else "None"
        if align != "None":
            element.set("align", align.lower())
        self.push(element)

    def begin_definition(self, name: str, at: int, end: int) -> None:
        self.flush()
        element = node("div", at)
        element.set("name", name)
        self.notes.append(element)
        self.open.append(element)

    def refer(self, name: str, at: int, end: int) -> None:
        element = node("note", at)
        element.set("name", name)
        self.add(element)

    def begin_link(self, details: Any, at: int, end: int) -> None:
        kind, address = details["link_type"], details["dest_url"].translate(_FORGED)
        element = node("a", at)
        element.set("href", f"mailto:{address}" if kind == "Email" else address)
        if details["title"]:
            element.set("title", details["title"].translate(_FORGED))
        if kind in ("Autolink", "Email"):
            element.give("href", at + 1)
        elif kind != "Inline":
            element.give("href", self.defined(details["id"]))
        self.push(element)
        self.behind = at + 1

    def begin_image(self, details: Any, at: int, end: int) -> None:
        self.begin_link(details, at, end)
        self.open[-1].tag = "img"
        self.behind = at + 2

    def end_link(self, at: int, end: int) -> None:
        behind = self.behind
        element = self.close()
        if "href" not in element.given:
            found = _DESTINATION.match(self.body, _skip_space(self.body, behind))
            element.give("href", found.end() if found else at)
        if "title" in element.attrib:
            self._place_title(element, end)
        if element.tag == "img":
            _make_image(element)

    def _place_title(self, element: Node, end: int) -> None:
        at = element.given["href"]
        limit = end if at >= element.at else self.masked.find("\n\n", at)
        found = self.masked.find(element.attrib["title"], at, limit if limit >= 0 else None)
        if found >= 0:
            element.give("title", found)

    def defined(self, label: str) -> int:
        """Return where the address stands that a label is defined to lead to."""
        if self.definitions is None:
            self.definitions = _definitions(self.masked, self.body)
        return self.definitions.get(_LABEL_SPACE.sub(" ", label.strip()).casefold(), -1)

    def begin_code(self, kind: Any, at: int, end: int) -> None:
        self.newline()
        self.code, self.info = [], None if kind == "Indented" else kind["Fenced"]

    def begin_html(self, _: Any, at: int, end: int) -> None:
        self.newline()

    def html_line(self, value: str, at: int, end: int) -> None:
        written = self.body[at:end] if len(value) == end - at else value
        self.html_places.append((self.html_length, at))
        self.html.append(written)
        self.html_length += len(written)

    def end_html(self, at: int, end: int) -> None:
        html, places = "".join(self.html), self.html_places
        self.html, self.html_places, self.html_length = [], [], 0
        top = self.open[-1]
        if top.tag == "div" and top.get("class") == "admonition" and not len(top):
            self.head(top, at, end)
            return
        write_html(self, html, places)
        self.flush()
        end_block(self)

    def head(self, division: Node, at: int, end: int) -> None:
        """Read the first line of an admonition."""
        start = division.at
        line = self.masked[start:end].rstrip("\n")
        kind, title, shift = read_head(line)
        division.set("class", f"admonition {kind.lower()}")
        if title is None:
            self.newline()
            self.add(node("p", start, kind.split()[0].capitalize()))
        elif title:
            self.run(title, start + shift)
        for child in division:
            child.set("class", "admonition-title")
            child.tail = "\n"

    def inline_html(self, value: str, at: int, end: int) -> None:
        written = self.body[at:end] if len(value) == end - at else value
        write_html(self, written, ((0, at),))

    def inline_code(self, value: str, at: int, end: int) -> None:
        element = node("code", at, value)
        self.add(element)

    def task(self, done: bool, at: int, end: int) -> None:
        element = node("input", at, type="checkbox")
        element.attrib["disabled"] = None  # type: ignore[assignment]
        if done:
            element.attrib["checked"] = None  # type: ignore[assignment]
        self.add(element)
        self.pieces.append(" ")
        self.length += 1

    def code_line(self, value: str, at: int, end: int) -> None:
        if self.code is None:
            self.word(value, at, end)
        else:
            self.code.append((self.body[at:end] if len(value) == end - at else value, at))

    def end_code(self, at: int, end: int) -> None:
        pieces, self.code = self.code or [], None
        content = "".join(piece for piece, _ in pieces)
        mark = _FENCE_MARK.match(self.body, at) if self.info is not None else None
        if mark is None:
            block = node("pre", at)
            if self.open[-1].own and _TAG.match(content):
                message = "a blank line and four spaces make code of this HTML"
                self.tell(
                    message, at, "take out the blank line before it, or the spaces", "warning"
                )
            content = content if content.endswith("\n") else f"{content}\n"
            block.append(node("code", at, content))
        else:
            made = self.fenced(self._fence(mark, content, pieces, end))
            if made is None:
                return
            block = made
        self.add(block)
        block.tail = "\n"

    def _fence(
        self, mark: re.Match[str], content: str, pieces: list[tuple[str, int]], end: int
    ) -> Fence:
        at = mark.start()
        line = self.body.rfind("\n", 0, at) + 1
        first = next((place for piece, place in pieces if piece.strip()), -1)
        indent = first - self.body.rfind("\n", 0, first) - 1 if first >= 0 else at - line
        opening = self.source.source(at)
        closing = _CLOSED.search(self.body, max(mark.end(), self.body.rfind("\n", 0, end)), end)
        is_closed = closing is not None and closing[1].startswith(mark[1])
        said = unmask((self.info or "").translate(_FORGED))
        return Fence(
            mark[1], said, content, self.source.line(at),
            at - line + 1, indent, is_closed, opening,
        )  # fmt: skip

    def broken_links(self) -> list[Problem]:
        """Tell of links that lead nowhere because of how they are written."""
        found = []
        for kind, start, end, label in self.broken:
            if kind in ("Reference", "Collapsed"):
                message = f'nothing says where "[{unmask(label)}]" leads'
                hint = f"write [{unmask(label)}]: and the address on a line of its own"
                found.append(self.source.problem(message, start, hint, "warning"))
            elif self.body[end : end + 1] == "(" and _HALF.match(self.body, end):
                self.halves.add(end)
                found.append(self._half_link(start, end))
        return found

    def _half_link(self, start: int, end: int) -> Problem:
        closing = _ADDRESS.match(self.body, end)
        hint = 'is a ")" missing?'
        if self.body.startswith(("{{", "{%"), end + 1):
            hint = "no address is computed: write where it leads"
        elif closing:
            hint = f"an address with spaces stands in angle brackets: (<{closing[1].strip()}>)"
        return self.source.problem("this is no link", start, hint, "warning")


_TAG = re.compile(r"\s*</?[a-zA-Z]")
_FENCE_MARK = re.compile(r"(`{3,}|~{3,})")
_HALF = re.compile(r"\([^\s)]")
_ADDRESS = re.compile(r"\(([^()\n<>\"]+)\)")


def _skip_space(body: str, at: int) -> int:
    while body[at : at + 1] in (" ", "\n", "\t", ">"):
        at += 1
    return at


def _shifted(old: Places, new: Places, length: int) -> Places:
    return [*old, *((start + length, at) for start, at in new)] if length else new


def _definitions(masked: str, body: str) -> dict[str, int]:
    from pyromark import reference_definitions

    offset = int if masked.isascii() else Bytes(masked).offset
    places = {}
    for label, definition in reference_definitions(masked, options=_options()).items():
        start = offset(definition["span"]["start"])
        found = _DEFINED.search(body, start)
        key = _LABEL_SPACE.sub(" ", label.strip()).casefold()
        places[key] = found.end() if found else start
    return places


def _make_image(element: Node) -> None:
    """Turn what stands between an image's brackets into its alternative text."""
    alt = alternative(element)
    title = element.attrib.pop("title", "")
    element.give("src", element.given["href"])
    element.set("src", element.attrib.pop("href"))
    element.set("alt", alt)
    if title:
        element.set("title", title)
    element.text = None
    del element[:]


def alternative(element: Node) -> str:
    """Return the plain text of what stands in an image's brackets."""
    parts = [element.text or ""]
    for child in element:
        parts.append(child.get("alt", "") if child.tag == "img" else alternative(child))  # type: ignore[arg-type]
        parts.append(child.tail or "")
    return "".join(parts)


_EVENTS: dict[str, Callable[[_Builder, Any, int, int], None]] = {
    "Text": _Builder.code_line,
    "Start": _Builder.start,
    "End": _Builder.end,
    "Code": _Builder.inline_code,
    "InlineHtml": _Builder.inline_html,
    "Html": _Builder.html_line,
    "FootnoteReference": _Builder.refer,
    "TaskListMarker": _Builder.task,
}
_STARTS: dict[str, Callable[[_Builder, Any, int, int], None]] = {
    "Heading": _Builder.begin_heading,
    "BlockQuote": _Builder.begin_quotation,
    "List": _Builder.begin_list,
    "Item": _Builder.begin_item,
    "Table": _Builder.begin_table,
    "TableHead": _Builder.begin_head,
    "TableRow": _Builder.begin_row,
    "TableCell": _Builder.begin_cell,
    "FootnoteDefinition": _Builder.begin_definition,
    "Link": _Builder.begin_link,
    "Image": _Builder.begin_image,
    "CodeBlock": _Builder.begin_code,
    "HtmlBlock": _Builder.begin_html,
}
_ENDS: dict[str, Callable[[_Builder, int, int], None]] = {
    "Item": _Builder.end_item,
    "List": _Builder.end_list,
    "Table": _Builder.end_table,
    "DefinitionListDefinition": _Builder.end_definition,
    "TableHead": _Builder.end_head,
    "TableRow": _Builder.end_row,
    "Link": _Builder.end_link,
    "Image": _Builder.end_link,
    "CodeBlock": _Builder.end_code,
    "HtmlBlock": _Builder.end_html,
}
