"""Code and HTML: what stands in a text as it is."""

import re
from typing import Any

from generator.markup.admonitions import read_head
from generator.markup.commonmark.blocks import TableBuilder
from generator.markup.commonmark.links import _FORGED
from generator.markup.fence import Fence, margins_of
from generator.markup.mask import unmask
from generator.markup.tree import Node, node

_CLOSED = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*\n?\Z")
_TAG = re.compile(r"\s*</?[a-zA-Z]")
_FENCE_MARK = re.compile(r"(`{3,}|~{3,})")


class RawBuilder(TableBuilder):
    """Builds code, fences and an author's own HTML."""

    def begin_code(self, kind: Any, at: int, end: int) -> None:
        """Begin to gather the lines of a block of code."""
        self.newline()
        self.code, self.info = [], None if kind == "Indented" else kind["Fenced"]

    def end_code(self, at: int, end: int) -> None:
        """Add a block of code, or what a fence becomes."""
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
            made = self.fenced(self._fence(mark, content, end))
            if made is None:
                return
            block = made
        self.add(block)
        block.tail = "\n"

    def _fence(self, mark: re.Match[str], content: str, end: int) -> Fence:
        at = mark.start()
        column = at - self.body.rfind("\n", 0, at)
        margins = margins_of(self.source.lines_between(at, end), content, column)
        closing = _CLOSED.search(self.body, max(mark.end(), self.body.rfind("\n", 0, end)), end)
        is_closed = closing is not None and closing[1].startswith(mark[1])
        said = unmask((self.info or "").translate(_FORGED))
        return Fence(
            mark[1], said, content, self.source.line(at),
            column, margins, is_closed, self.source.source(at),
        )  # fmt: skip

    def begin_html(self, _: Any, at: int, end: int) -> None:
        """Begin to gather the lines of a block of HTML."""
        self.newline()

    def html_line(self, value: str, at: int, end: int) -> None:
        """Gather a line of HTML."""
        written = self.body[at:end] if len(value) == end - at else value
        self.html_places.append((self.html_length, at))
        self.html.append(written)
        self.html_length += len(written)

    def end_html(self, at: int, end: int) -> None:
        """Write a block of HTML into the tree."""
        html, places = "".join(self.html), self.html_places
        self.html, self.html_places, self.html_length = [], [], 0
        top = self.open[-1]
        if top.tag == "div" and top.get("class") == "admonition" and not len(top):
            self.head(top, at, end)
            return
        self.write_html(html, places)
        self.flush()
        self.end_block()

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
        """Write a tag in a line of text into the tree."""
        written = self.body[at:end] if len(value) == end - at else value
        self.write_html(written, ((0, at),))

    def inline_code(self, value: str, at: int, end: int) -> None:
        """Add code in a line of text."""
        element = node("code", at, value)
        self.add(element)
