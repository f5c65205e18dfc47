"""Build a tree: what every grammar's stage does with elements and runs of text."""

from collections.abc import Callable

from generator.markup.fence import Fence
from generator.markup.html import close_tag, close_to
from generator.markup.page import Page
from generator.markup.tree import DEEPEST, Node, Places, TooMuch, node
from generator.problems import Severity

INLINE = frozenset(("em", "strong", "del", "a", "img"))
PACKED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", *INLINE))
"""Elements that begin with their text, not with a new line."""
DEEP = "is there a line with hundreds of brackets, stars or the like?"


class Builder:
    """Keeps the elements of a page that are open, and the text that is gathered for them."""

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
        """Add an element that holds nothing more."""
        if self.pieces:
            self.flush()
        self.open[-1].append(element)

    def tell(self, message: str, at: int, hint: str, severity: Severity) -> None:
        """Report a problem."""
        self.problems.append(self.source.problem(message, at, hint, severity))


def _shifted(old: Places, new: Places, length: int) -> Places:
    return [*old, *((start + length, at) for start, at in new)] if length else new
