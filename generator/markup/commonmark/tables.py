"""GitHub's tables."""

from generator.markup.commonmark.blocks import BlockBuilder
from generator.markup.tree import TooMuch, node

MOST_EMPTY = 20_000
"""So many cells of a page may be left out: a wide head makes all rows below it as wide."""
WIDE = "does its head need so many columns?"


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
