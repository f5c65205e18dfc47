"""Headings, lists, notes, tables and code of CommonMark."""

import re
from typing import Any

from generator.markup.admonitions import MARK, give_title, lift, read_head, wrap_paragraphs
from generator.markup.commonmark.links import FORGED, LinkBuilder
from generator.markup.fence import Fence, margins_of
from generator.markup.mask import unmask
from generator.markup.tree import Node, TooMuch, node
from generator.markup.unread import BEFORE, TABLE
from generator.problems.regex import regex

_CLOSED = regex(r"[ \t>]*(`{3,}|~{3,})[ \t]*\n?\Z")
_TAG = regex(r"\s*</?[a-zA-Z]")
_FENCE_MARK = regex(r"(`{3,}|~{3,})")
MOST_EMPTY = 20_000
"""So many cells of a page may be left out: a wide head makes all rows below it as wide."""
WIDE = "does its head need so many columns?"


class BlockBuilder(LinkBuilder):
    """Builds what holds other blocks."""

    def begin_heading(self, details: Any, at: int, end: int) -> None:
        """Open a heading."""
        self.newline()
        element = node(details["level"].lower(), at)
        self.push(element)

    def begin_quotation(self, _: Any, at: int, end: int) -> None:
        """Open a quotation."""
        self.newline()
        self.push(node("blockquote", at))

    def begin_list(self, first: int | None, at: int, end: int) -> None:
        """Open a list."""
        self.newline()
        element = node("ul" if first is None else "ol", at)
        if first is not None and first != 1:
            element.set("start", str(first))
        self.push(element)

    def begin_item(self, _: None, at: int, end: int) -> None:
        """Open an entry of a list, or the admonition that is dressed as one."""
        self.newline()
        while self.body[at : at + 1] in (" ", "\t"):
            at += 1
        is_dressed = self.body.startswith(MARK, at) and self.open[-1].tag == "ol"
        element = node("div" if is_dressed else "li", at)
        if is_dressed:
            element.set("class", "admonition")
        self.push(element)

    def end_item(self, at: int, end: int) -> None:
        """Close an entry."""
        element = self.close()
        if element.tag == "div":
            wrap_paragraphs(element)

    def end_list(self, at: int, end: int) -> None:
        """Close a list, and take admonitions out of it."""
        element = self.close()
        if any(child.tag == "div" for child in element):
            lift(self.open[-1], element)

    def end_html(self, at: int, end: int) -> None:
        """Write a block of HTML into the tree, or what an admonition was rewritten to."""
        top = self.open[-1]
        if top.tag == "div" and top.get("class") == "admonition" and not len(top):
            self.html, self.html_places, self.html_length = [], [], 0
            self.head(top, at, end)
        else:
            super().end_html(at, end)

    def head(self, division: Node, at: int, end: int) -> None:
        """Read the first line of an admonition."""
        start = division.at
        line = self.masked[start:end].rstrip("\n")
        kind, title, shift = read_head(line)
        division.set("class", f"admonition {kind.lower()}")
        if title is None:
            self.newline()
            named = node("p", start)
            give_title(named, kind.split()[0].lower())
            self.add(named)
        elif title:
            self.run(title, start + shift)
        for child in division:
            child.set("class", "admonition-title")
            child.tail = "\n"

    def begin_definition(self, name: str, at: int, end: int) -> None:
        """Open a note, which stands beside the tree."""
        self.flush()
        element = node("div", at)
        element.set("name", name)
        self.notes.append(element)
        self.open.append(element)

    def end_definition(self, at: int, end: int) -> None:
        """Close a note."""
        element = self.close()
        if not len(element) and not (element.text or "").strip():
            hint = "write it behind the colon, in the same line"
            self.tell("this definition is empty", at, hint, "warning")
        elif self.body[at : at + 2] == ":-":
            self.tell(TABLE, at, BEFORE, "warning")

    def refer(self, name: str, at: int, end: int) -> None:
        """Add a reference to a note."""
        element = node("note", at)
        element.set("name", name)
        self.add(element)

    def task(self, done: bool, at: int, end: int) -> None:
        """Add the box of a task."""
        element = node("input", at, type="checkbox")
        element.attrib["disabled"] = None  # type: ignore[assignment]
        if done:
            element.attrib["checked"] = None  # type: ignore[assignment]
        self.add(element)
        self.pieces.append(" ")
        self.length += 1


class TableBuilder(BlockBuilder):
    """Builds tables."""

    def begin_table(self, aligns: tuple[str, ...], at: int, end: int) -> None:
        """Open a table."""
        self.newline()
        self.push(node("table", at))
        self.aligns = aligns

    def begin_head(self, _: None, at: int, end: int) -> None:
        """Open the head of a table."""
        for tag in ("thead", "tr"):
            self.newline()
            self.push(node(tag, at))

    def end_head(self, at: int, end: int) -> None:
        """Close the head of a table."""
        self.close()
        self.close()

    def begin_row(self, _: None, at: int, end: int) -> None:
        """Open a row."""
        self.newline()
        if self.open[-1].tag == "table":
            self.push(node("tbody", at))
            self.newline()
        self.push(node("tr", at))

    def end_row(self, at: int, end: int) -> None:
        """Close a row."""
        behind = self.body[self.behind : end]
        rest = behind.lstrip("| \t")
        if rest.strip("| \t\n"):
            message = "readers do not get this cell, which has no head above it"
            self.tell(message, end - len(rest), r"\| is a bar in a cell", "warning")
        self.close()

    def end_table(self, at: int, end: int) -> None:
        """Close a table."""
        if self.open[-1].tag == "tbody":
            self.close()
        self.close()

    def begin_cell(self, _: None, at: int, end: int) -> None:
        """Open a cell."""
        row = self.open[-1]
        self.empty_cells += at == end
        if self.empty_cells > MOST_EMPTY:
            raise TooMuch(at, "this table has too many cells that nothing is written in", WIDE)
        self.newline()
        is_head = self.open[-2].tag == "thead"
        element = node("th" if is_head else "td", at)
        align = self.aligns[len(row)] if len(row) < len(self.aligns) else "None"
        if align != "None":
            element.set("align", align.lower())
        self.push(element)


class CodeBuilder(TableBuilder):
    """Builds code and fences."""

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
        said = unmask((self.info or "").translate(FORGED))
        return Fence(
            mark[1], said, content, self.source.line(at),
            column, margins, is_closed, self.source.source(at),
        )  # fmt: skip

    def inline_code(self, value: str, at: int, end: int) -> None:
        """Add code in a line of text."""
        element = node("code", at, value)
        self.add(element)
