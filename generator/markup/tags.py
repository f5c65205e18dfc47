"""The tags of HTML as browsers see them, in one pass: no text makes it slow."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

_OPENING = re.compile(r"<([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    r"""|(?P<unclosed>["'].*)|(?P<bare>[^\s>]*)))?""",
    re.DOTALL,
)
_END = re.compile(r"[\s/]*>")
_RAW = frozenset(
    ("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp", "plaintext")
)
"""Elements in which browsers see no tags."""


class Tag(NamedTuple):
    """A tag that opens: its name, its attributes, and how it is written.

    One that never ends is written to the end of the text.
    """

    name: str
    attributes: Mapping[str, str]
    written: str
    ends: bool = True


def tags(html: str) -> Iterator[Tag]:
    """Find the tags that open elements."""
    at = html.find("<")
    while at >= 0:
        opening = _OPENING.match(html, at)
        if opening is None:
            end = _behind_note(html, at)
        else:
            name = opening[1].lower()
            attributes, end = _attributes(html, opening.end())
            if end < 0:
                yield Tag(name, attributes, html[at:], ends=False)
                return
            yield Tag(name, attributes, html[at:end])
            end = _behind_text(html, name, end)
        at = html.find("<", end) if end >= 0 else -1


def _attributes(html: str, at: int) -> tuple[dict[str, str], int]:
    """Return the attributes of a tag, and where it ends; -1 where it never does."""
    found: dict[str, str] = {}
    while (end := _END.match(html, at)) is None:
        part = _ATTRIBUTE.match(html, at)
        if part is None or part.end() == len(html):
            return found, -1
        value = part["double"] or part["single"] or part["bare"] or ""
        # Of two alike, browsers take the first.
        found.setdefault(part["name"].lower(), unescape(value))
        at = part.end()
    return found, end.end()


def _behind_note(html: str, at: int) -> int:
    """Return where a comment, a closing tag or the like ends; -1 where it never does."""
    if html.startswith("<!--", at):
        end = html.find("-->", at + 2)
        return end + 3 if end >= 0 else -1
    if html[at + 1 : at + 2] in ("!", "?", "/"):
        end = html.find(">", at)
        return end + 1 if end >= 0 else -1
    return at + 1


def _behind_text(html: str, name: str, at: int) -> int:
    """Return where the tags go on behind an element's opening tag; -1 where they never do."""
    if name not in _RAW:
        return at
    closing = re.compile(f"</{name}", re.IGNORECASE).search(html, at)
    return closing.start() if closing else -1
