"""The tables that pandas and others put out as HTML, without what styles them."""

import re
from html import escape
from html.parser import HTMLParser
from typing import Final

from generator.problems.regex import regex

_KEPT: Final = frozenset(("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"))
_SILENT: Final = frozenset(("style", "script"))
_PLACED: Final = regex("(<t[dh])\0(\\d+)\0")
_SPANS: Final = ("colspan", "rowspan")
_NUMBER: Final = regex(r"[-+\u2212]?[\d,.\u202f' ]*\d[\d,.]*(?:e[-+]?\d+)?\s?%?|NaN|nan|inf|-inf|")
_MARKS: Final = str.maketrans({mark: f"&#{ord(mark)};" for mark in "{}$\\*_`[]~^=:"})
"""What has a meaning in the prose of a post, and has none in a cell."""


class _TableReader(HTMLParser):
    """Writes a table again: its rows, its cells, and their texts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[str] = []
        self.silent = 0
        self.depth = 0
        self.cell: list[str] | None = None
        self.opening = ""
        self.column = 0
        self.words: set[int] = set()
        """The columns, from 0, that hold anything but numbers."""
        self.after: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element of a table."""
        self.silent += tag in _SILENT
        self.depth += tag == "table"
        if tag not in _KEPT or self.depth != 1:
            return
        if tag in ("td", "th", "caption"):
            spans = [f' {k}="{int(v)}"' for k, v in attrs if k in _SPANS and v and v.isdecimal()]
            self.opening, self.cell = f"<{tag}{''.join(spans)}", []
        else:
            self.column = 0
            self.rows.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        """Close an element of a table."""
        self.silent -= tag in _SILENT
        if tag in _KEPT and self.depth == 1:
            if self.cell is not None and tag in ("td", "th", "caption"):
                text = " ".join("".join(self.cell).split())
                if tag == "th" and not text:  # a head of nothing: screen readers would tell of one
                    tag, self.opening = "td", self.opening.replace("<th", "<td")
                if tag == "td" and not _NUMBER.fullmatch(text):
                    self.words.add(self.column)
                written = escape(text, quote=False).translate(_MARKS)
                place = "" if tag == "caption" or "span=" in self.opening else f"\0{self.column}\0"
                self.rows[-1] += f"{self.opening}{place}>{written}</{tag}>"
                self.cell, self.column = None, self.column + 1
            else:
                self.rows.append(f"</{tag}>")
        self.depth -= tag == "table"

    def handle_data(self, data: str) -> None:
        """Take a text of a cell, or what stands beside the table."""
        if self.silent:
            return
        if self.cell is not None:
            self.cell.append(data)
        elif data.strip() and not self.depth:
            self.after.append(data.strip())


def table_in(html: str) -> tuple[str, str] | None:
    """Return the tables of an output without their styles, and the text beside them.

    None where there are no tables, or what only a script can show.
    """
    lowered = html.lower()
    if "<table" not in lowered or "<script" in lowered or "<iframe" in lowered:
        return None
    reader = _TableReader()
    reader.feed(html.replace("\0", ""))
    reader.close()
    text = "\n".join(reader.rows)
    if not text or text.count("<table>") != text.count("</table>"):
        return None
    is_even = "span=" not in text

    def aligned(match: re.Match[str]) -> str:
        # Where cells span columns, nobody knows which stands above which.
        is_number = is_even and match[2] not in ("", "0") and int(match[2]) not in reader.words
        return f'{match[1]} class="align-right"' if is_number else match[1]

    return _PLACED.sub(aligned, text), " ".join(reader.after)
