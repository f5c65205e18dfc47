"""Build a tree: what every grammar's stage does with elements and runs of text."""

from collections.abc import Callable

from generator.markup.fence import Fence
from generator.markup.mask import literal
from generator.markup.page import MarkupPage
from generator.markup.tags import OPTIONAL, RAW
from generator.markup.tree import DEEPEST, INLINE, Node, Places, TooMuch, node, nodes_of
from generator.problems import Severity

SPANS = frozenset(("em", "strong", "del", "a", "img"))
PACKED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", *SPANS))
"""Elements that begin with their text, not with a new line."""
DEEP = "is there a line with hundreds of brackets, stars or the like?"


class TreeBuilder:
    """Keeps the elements of a page that are open, and the text that is gathered for them."""

    def __init__(self, page: MarkupPage, fenced: Callable[[Fence], Node | None]) -> None:
        self.source = page.text
        self.body = page.text.body
        self.masked = page.masked
        self.fenced = fenced
        self.open: list[Node] = [node("div", 0)]
        self.notes = page.definitions
        self.problems = page.problems
        self.closing: list[tuple[str, int]] = []
        self.broken: list[tuple[str, int, int, str]] = []
        self.halves = page.found.halves
        self.definitions: dict[str, int] | None = None
        self.pieces: list[str] = []
        self.places: list[tuple[int, int]] = []
        self.length = 0
        self.breaks: list[int] = []
        self.aligns: tuple[str, ...] = ()
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
        raise NotImplementedError

    def close_tag(self, name: str, at: int, since: int = -1) -> None:
        """Close an element of an author's HTML by its tag."""
        raise NotImplementedError

    def close(self) -> Node:
        """Close an element of Markdown, and what HTML left open in it."""
        if self.open[-1].own:
            self.close_to(1)
        if self.pieces:
            self.flush()
        element = self.open.pop()
        if element.tag not in SPANS:
            element.tail = "\n"
            if self.closing:
                self._close_later()
        return element

    def _close_later(self) -> None:
        waiting, self.closing = self.closing, []
        for name, at in waiting:
            self.close_tag(name, at)

    def text(self, text: str, places: Places) -> None:
        """Add text to the element that is open."""
        self.places += [(self.length + start, at) for start, at in places]
        self.pieces.append(text)
        self.length += len(text)
        self.expected = -1

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
        """Add a complete element."""
        if self.pieces:
            self.flush()
        self.open[-1].append(element)

    def tell(self, message: str, at: int, hint: str, severity: Severity) -> None:
        """Report a problem."""
        self.problems.append(self.source.problem(message, at, hint, severity))

    def close_to(self, depth: int) -> None:
        """Close what an author's HTML left open in the container that is at a depth of the self."""
        while len(self.open) > depth and self.open[-1].own:
            raw, element = self.raw(), self.pop()
            self.let_go(element)
            self.tell_unclosed(element)
            if element is raw and element.kept < 0:
                self._show(element)

    def end_block(self) -> None:
        """Remember what belongs to an open element whether or not it is closed later."""
        for element in reversed(self.open):
            if not element.own or element.kept >= 0:
                return
            element.kept = len(element)

    def let_go(self, element: Node) -> None:
        """Move what stands behind the HTML of an element that is never closed out of it."""
        if element.kept >= 0 and (moved := element[element.kept :]):
            del element[element.kept :]
            self.open[-1].extend(moved)
            element.tail = "\n"

    def _show(self, element: Node) -> None:
        """Show a tag as text that would hide all behind it, and what is behind it as what it is."""
        self.open[-1].remove(element)
        self.text(literal(self.body[element.at : element.end]), ((0, element.at),))
        self.text(element.text or "", element.places)
        for child in nodes_of(element):
            tail, child.tail = child.tail or "", None
            self.add(child)
            self.text(tail, child.tail_places)

    def tell_unclosed(self, element: Node) -> None:
        """Tell of an element that its author never closed."""
        if element.tag not in OPTIONAL and not element.is_told:
            is_swallowing = element.tag in RAW or element.tag == "pre"
            severity: Severity = "error" if is_swallowing else "warning"
            message = f"this <{element.tag}> is never closed"
            self.tell(message, element.at, f"close it by </{element.tag}>", severity)

    def raw(self) -> Node | None:
        """Return the outermost open element of a block whose content is text to browsers."""
        found = None
        for element in reversed(self.open):
            if element.own and element.tag in RAW:
                found = element
            elif not element.own and element.tag not in INLINE:
                break
        return found


def _shifted(old: Places, new: Places, length: int) -> Places:
    return [*old, *((start + length, at) for start, at in new)] if length else new
