"""The text of a page in sections, each under its heading or figure."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from generator.engine import Read
from generator.markup.holes import HOLE
from generator.problems.regex import regex
from generator.search.parts import FigureText, SearchText

_TAG = r"""[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>"""
_HEADING = regex(rf"<h[1-6]\b(?P<tag>{_TAG})(?P<html>.*?)</h[1-6]>", re.DOTALL)
_ID = regex(r"""\sid="([^"]*)\"""")
_UNSAID = regex(r"<(math|svg|script|style|template|object)\b.*?</\1>", re.DOTALL)
_IMAGE = regex(r"""<img\b(?:[^<>]*?\balt="([^"]*)")?[^<>]*>""")
_INLINE = regex(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|label|mark|output|q|s|samp|small"
    rf"|span|strong|sub|sup|time|u|var|wbr)\b{_TAG}"
)
_MARKUP = regex(rf"<[a-zA-Z/!]{_TAG}")
_HEAD = regex(r"<thead>(.*?)</thead>", re.DOTALL)
_PART = "\x02"
"""Parts sections until their markup is gone; in a text that holes were filled in it is free."""


class PageSection(NamedTuple):
    """A part of a page under a heading of its own; ``figure`` is a figure's number, or 0."""

    anchor: str
    heading: str
    text: str
    figure: int = 0


def sections_of(page: SearchText, read: Read) -> Iterator[PageSection]:
    """Yield the sections of a page: what comes before all headings, each heading, each figure."""
    found = [("", "")]

    def part(heading: re.Match[str]) -> str:
        named = _ID.search(heading["tag"])
        if named is None:
            return heading["html"] + " "
        found.append((unescape(named[1]), plain(heading["html"])))
        return _PART

    texts = plain(_HEADING.sub(part, _UNSAID.sub(" ", _filled(page, read)))).split(_PART)
    for (anchor, heading), text in zip(found, texts, strict=True):
        yield PageSection(anchor, heading, text.strip())
    for figure in page.figures:
        if figure is not None:
            columns = _columns(figure, read)
            yield PageSection(
                figure.anchor,
                plain(figure.caption),
                f"{figure.alt} {columns}".strip(),
                figure.number,
            )


def plain(html: str) -> str:
    """Return the text of HTML, as it is read."""
    text = _MARKUP.sub(" ", _INLINE.sub("", _IMAGE.sub(r" \1 ", html)))
    return " ".join((unescape(text) if "&" in text else text).split())


def _filled(page: SearchText, read: Read) -> str:
    def fill(match: re.Match[str]) -> str:
        kind, index = match[1], int(match[2])
        if kind == "N":
            return f" {HOLE.sub(fill, page.notes[index])} " if index < len(page.notes) else ""
        if kind == "C":
            return f"<pre>{read(page.codes[index]).decode()}</pre>"
        if kind == "V":
            return page.values[index] if index < len(page.values) else ""
        return page.texts[index] if kind == "T" and index < len(page.texts) else ""

    return HOLE.sub(fill, read(page.html).decode()).replace(_PART, "")


def _columns(figure: FigureText, read: Read) -> str:
    head = _HEAD.search(read(figure.table).decode()) if figure.table else None
    return plain(head[1]) if head else ""
