"""An author's own HTML as part of the tree: every tag finds its other, or is told."""

import re
from collections.abc import Container
from html import unescape
from typing import Any

from generator.markup.builder import TreeBuilder
from generator.markup.mask import literal
from generator.markup.tags import (
    DRAWN,
    ENDED_BY,
    ENDS,
    KNOWN,
    NOT_IN_P,
    PLAIN,
    UNCLOSED,
    VERBATIM_RAW,
    HtmlTag,
    element_of,
    tags,
)
from generator.markup.text import brief
from generator.markup.tree import (
    PIECE,
    VERBATIM,
    VOID,
    Node,
    Places,
    later,
    node,
    offset_in,
)
from generator.problems.regex import regex

UNREAD = 'blank lines around it, or markdown="1" in the tag before it, have it read'
NO_TAG = "write &lt; where no tag is meant, or put it into backticks"
_MARKS = regex(
    r"\*\*[^\s*][^*\n]*\*\*|(?<![\w*])\*[^\s*][^*\n]*\*(?![\w*])"
    r"|!?\[[^\[\]\n]*\]\([^\s()]+\)|`[^`\n]+`"
)
_PARTS = regex(r"(?P<entity>&(?:#\d+|#[xX][\da-fA-F]+|\w+);)|[^&]+|&")
_LINE = regex(r"\n[ \t>]*")
_SHOWN_END = regex(r"</(?=(?:script|style)[\s/>])", re.IGNORECASE)


class HtmlBuilder(TreeBuilder):
    """Builds what an author wrote as HTML, and closes what it left open."""

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
        self.write_html(html, places)
        self.flush()
        self.end_block()

    def inline_html(self, value: str, at: int, end: int) -> None:
        """Write a tag in a line of text into the tree."""
        written = self.body[at:end] if len(value) == end - at else value
        self.write_html(written, ((0, at),))

    def write_html(self, html: str, places: Places) -> None:
        """Write some HTML into the tree."""
        for tag in tags(html):
            at = offset_in(places, tag.start)
            written, its_places = html[tag.start : tag.end], later(places, tag.start, tag.end)
            if tag.kind == "text" or self._is_text(tag):
                self._characters(written, its_places)
            elif tag.kind == "open":
                self._open(tag, places)
            elif tag.kind == "close":
                self.close_tag(tag.name, at, offset_in(places, 0))
            elif tag.kind == "broken":
                self._broken(tag, at)
            else:
                self._note(written, its_places)

    def _is_text(self, tag: HtmlTag) -> bool:
        """Tell whether a browser reads a tag as text, because of the element around it."""
        raw = self.raw()
        return raw is not None and (tag.kind != "close" or tag.name.lower() != raw.tag)

    def _broken(self, tag: HtmlTag, at: int) -> None:
        if closing := ENDS.get(tag.name):
            what = "this comment" if tag.name == "<!--" else f'"{tag.name}"'
            self.tell(f"{what} is never closed", at, f"close it by {closing}", "error")
        else:
            self.tell("this tag never ends", at, UNCLOSED, "error")
        self._leave()

    def _leave(self) -> None:
        """Report no more unpaired tags in the open elements: one tag swallowed others."""
        for element in self.open:
            element.is_told = True

    def _note(self, written: str, places: Places) -> None:
        """Add a comment or declaration up to where browsers end it, and the rest as text."""
        end = len(written)
        if written.startswith("<!--"):
            # Browsers would end it there, and show what its author meant nobody to see.
            written = written.replace("--!>", "-- >")
        else:
            end = written.find(">") + 1
        self.add(node(PIECE, offset_in(places, 0), written[:end]))
        if end < len(written):
            self._characters(written[end:], later(places, end))

    def _characters(self, text: str, places: Places) -> None:
        """Add text; what an entity stands for is a literal character."""
        if self.open[-1].tag in VERBATIM_RAW:
            # Where it is drawn, browsers see tags in it.
            self.text(text.replace("<", "&lt;") if self._is_in(DRAWN) else text, places)
            return
        if found := _MARKS.search(text):
            if not self._is_in(VERBATIM):
                message = (
                    f'readers see "{brief(found[0])}" as it is written: this is a block of HTML'
                )
                self.tell(message, offset_in(places, found.start()), UNREAD, "warning")
            text = _MARKS.sub(lambda match: literal(match[0]), text)
        for part in _PARTS.finditer(text):
            run = literal(unescape(part[0])) if part["entity"] else part[0]
            self.text(run, later(places, part.start(), part.end()))

    def _is_in(self, names: Container[str]) -> bool:
        return any(element.tag in names for element in self.open)

    def _open(self, tag: HtmlTag, places: Places) -> None:
        element = element_of(tag, places)
        self._end_before(element.tag)
        self._judge(element, tag, places)
        if element.tag in VOID or tag.is_closed:
            self.add(element)
        else:
            self.push(element)

    def _judge(self, element: Node, tag: HtmlTag, places: Places) -> None:
        """Report a tag with text in an attribute, and one that no browser knows."""
        for each in tag.attributes:
            value = each.value or ""
            if each.name.lower() in PLAIN and "<" in value and "\n" in value:
                message = "browsers take what follows for a value of this tag"
                self.tell(message, offset_in(places, each.at) - 1, UNCLOSED, "error")
                self._leave()
                element.is_told = True
        if element.tag not in KNOWN and "-" not in element.tag and not self._is_in(DRAWN):
            message = f"no browser knows a <{tag.name}>: readers see only what is in it"
            self.tell(message, element.at, NO_TAG, "warning")
            element.is_told = True

    def _end_before(self, name: str) -> None:
        """Close what the next tag ends without a word."""
        ended = ENDED_BY.get(name, "").split()
        while self.open[-1].own and self.open[-1].tag in ended:
            self.pop()
        if name in NOT_IN_P and self.open[-1].own and self.open[-1].tag == "p":
            self.let_go(self.pop())

    def close_tag(self, name: str, at: int, since: int = -1) -> None:
        """Close an element, and what is open in it; in a paragraph, what is around it when it ends.

        What begins ``since`` an offset holds what browsers see in it.
        """
        name = name.lower()
        depth = self._find(name, len(self.open))
        if self.open[depth].own:
            while len(self.open) > depth + 1:
                self.tell_unclosed(self.pop())
            self._end(at, since)
        elif self.open[depth].tag == "p" and self.open[self._find(name, depth)].own:
            self.closing.append((name, at))
        elif not self.open[0].is_told:
            hint = f"take it out, or open a <{name}> before it where it belongs"
            hint = f"write <{name}>" if name in VOID else hint
            self.tell(f"this </{name}> closes nothing", at, hint, "warning")

    def _find(self, name: str, depth: int) -> int:
        """Return where the innermost element of a name is open, else where Markdown's is."""
        depth -= 1
        while self.open[depth].own and self.open[depth].tag != name:
            depth -= 1
        return depth

    def _end(self, at: int, since: int) -> None:
        raw, element = self.raw(), self.pop()
        if element is raw and 0 <= element.end <= at and not 0 <= since <= element.at:
            self._fill(element, at)
        # Browsers end a paragraph at the first block in it, and its class or align with it.
        if element.tag == "p" and any(child.tag in NOT_IN_P for child in element):
            element.tag = "div"

    def _fill(self, element: Node, at: int) -> None:
        """Restore the text of an element in which browsers see no tags, and Markdown was read."""
        written = _LINE.sub("\n", self.body[element.end : at])
        if element.tag in VERBATIM_RAW:
            # Of code that shows a closing tag, browsers would see the tag alone.
            written = _SHOWN_END.sub(r"<\\/", written)
        del element[:]
        element.text = None
        self.open.append(element)
        self._characters(written, ((0, element.end),))
        self.pop()
