"""The tags of HTML as browsers see them, in one pass: no text makes it slow."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple

_OPENING = re.compile(r"<([a-zA-Z][^\s/>]*)")
_CLOSING = re.compile(r"</([a-zA-Z][^\s/>]*)[^>]*>")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    r"""|(?P<unclosed>["'].*)|(?P<bare>[^\s>]*)))?""",
    re.DOTALL,
)
_END = re.compile(r"[\s/]*>")
RAW = frozenset(
    ("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp", "plaintext")
)
"""Elements in which browsers see no tags."""
UNCLOSED = 'is a quotation mark or a ">" missing?'
ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>", "<!": ">"}
"""What ends a comment, a declaration and the like."""


class Attribute(NamedTuple):
    """An attribute; ``value`` is None where it has none, ``at`` is where its value stands."""

    name: str
    value: str | None
    named: int
    at: int


class Tag(NamedTuple):
    """A tag, a comment or the text between two; ``name`` as it is written.

    A tag that never ends is ``broken``, and goes to the end of the text.
    """

    kind: Literal["open", "close", "text", "comment", "other", "broken"]
    name: str
    start: int
    end: int
    attributes: tuple[Attribute, ...] = ()
    is_closed: bool = False


def tags(html: str) -> Iterator[Tag]:
    """Part some HTML into tags and what stands between them."""
    text = at = 0
    while (at := html.find("<", at)) >= 0:
        tag = _tag(html, at)
        if tag is None:
            at += 1
            continue
        if at > text:
            yield Tag("text", "", text, at)
        yield tag
        text = at = tag.end
        if tag.kind == "open" and not tag.is_closed and tag.name.lower() in RAW:
            at = _behind_text(html, tag.name, at)
    if text < len(html):
        yield Tag("text", "", text, len(html))


def _tag(html: str, at: int) -> Tag | None:
    """Read what begins with a "<"; None where it is one in the text."""
    following = html[at + 1 : at + 2]
    if following == "/":
        closing = _CLOSING.match(html, at)
        return closing and Tag("close", closing[1], at, closing.end())
    if following in ("!", "?"):
        return _note(html, at)
    opening = _OPENING.match(html, at)
    if opening is None:
        return None
    attributes, end, closed = _attributes(html, opening.end())
    if end < 0:
        return Tag("broken", opening[1], at, len(html), attributes)
    return Tag("open", opening[1], at, end, attributes, closed)


def _attributes(html: str, at: int) -> tuple[tuple[Attribute, ...], int, bool]:
    """Return a tag's attributes, where it ends (-1: it never does), whether it closes itself."""
    found: dict[str, Attribute] = {}
    while (end := _END.match(html, at)) is None:
        part = _ATTRIBUTE.match(html, at)
        if part is None or part.end() == len(html):
            return tuple(found.values()), -1, False
        kind = next((kind for kind in ("double", "single", "bare") if part[kind] is not None), "")
        value = unescape(part[kind]) if kind else None
        named = part.start("name")
        # Of two alike, browsers take the first.
        found.setdefault(
            part["name"].lower(),
            Attribute(part["name"], value, named, part.start(kind) if kind else named),
        )
        at = part.end()
    return tuple(found.values()), end.end(), html[end.end() - 2] == "/"


def _note(html: str, at: int) -> Tag | None:
    """Read a comment, a declaration or the like; None where it is text."""
    for opening, closing in ENDS.items():
        if html.startswith(opening, at):
            # As browsers have it, "<!-->" and "<!--->" are comments.
            end = html.find(closing, at + min(len(opening), 2))
            kind: Literal["comment", "other"] = "comment" if opening == "<!--" else "other"
            if end >= 0:
                return Tag(kind, "", at, end + len(closing))
            is_block = not html[: min(at, 4)].strip()
            if kind == "comment" or is_block:
                return Tag("broken", opening, at, len(html))
            return None
    return None


def _behind_text(html: str, name: str, at: int) -> int:
    """Return where the tags go on behind an element's opening tag."""
    closing = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(html, at)
    return closing.start() if closing else len(html)
