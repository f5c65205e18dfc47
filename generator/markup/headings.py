"""What others quote of a page: its headings with their anchors, and the beginning of its text."""

import unicodedata
from collections.abc import Iterable

from generator.markup.holes import QUOTED
from generator.markup.parts import Heading
from generator.markup.runs import plain
from generator.markup.tree import HEADINGS, Node, nodes_of, to_html
from generator.problems.regex import regex

DROPPED = regex(r"[^\w\s\u2013\u2014-]|_(?=\W|$)")
GAPS = regex(r"[\s\u2013\u2014-]+")
# What a table of contents can do without: links, images, anchors.
NOT_INLINE = frozenset(("a", "img", "input", "label", "small", "br"))


def anchor_headings(
    elements: list[Node], taken: Iterable[str]
) -> tuple[tuple[Heading, ...], tuple[str, ...]]:
    """Give each heading its anchor; also return all anchors of the page.

    An anchor comes from the heading's own words alone, so that it stays when others
    come and go; a second one of the same words gets a number.
    """
    used = dict.fromkeys(taken)
    for element in elements:
        for name in (element.get("id"), element.get("name")) if element.keys() else ():
            if name:
                used[name] = None
    headings: list[Heading] = []
    counts: dict[str, int] = {}
    for element in elements:
        if element.tag in HEADINGS and not element.own:
            words = plain(element)
            anchor = element.get("id") or _unique(slug(words), used, counts)
            element.set("id", anchor)
            text = plain(element, QUOTED) if len(element) else words
            headings.append(Heading(int(element.tag[1]), anchor, text, _bare(element)))
    return tuple(headings), tuple(used)


def _bare(element: Node) -> str:
    """Write a heading for a table of contents."""
    return to_html(element, NOT_INLINE, QUOTED).strip()


def slug(text: str) -> str:
    """Turn a heading's words into an anchor; letters and digits of any script stay."""
    kept = DROPPED.sub("", unicodedata.normalize("NFC", text).replace("--", "\u2014"))
    return GAPS.sub("-", kept.strip()).strip("-").lower() or "section"


def _unique(anchor: str, used: dict[str, None], counts: dict[str, int]) -> str:
    found, number = anchor, counts.get(anchor, 1)
    while found in used:
        number += 1
        found = f"{anchor}-{number}"
    counts[anchor] = number
    used[found] = None
    return found


HALF_HOLE = regex("\x02[^\x03]*\\Z")
BREAK = regex(r"[\s\u3001\u3002\uff0c]")
LAST_BREAK = regex(rf"[\s\S]*(?={BREAK.pattern})")
LENGTH = 200
ENOUGH = 100


def excerpt(root: Node) -> str:
    """Return the plain text of the first paragraph and of what directly follows, cut at a word.

    The holes of its values are still in it.
    """
    text = ""
    for child in nodes_of(root):
        if child.tag == "p" and not child.get("class") and not child.is_called:
            text = f"{text} {plain(child, QUOTED)}".strip()
        elif text:
            break
        if len(text) >= ENOUGH:
            break
    if len(text) <= LENGTH:
        return text
    cut = text[:LENGTH]
    if not BREAK.match(text[LENGTH]):
        end = found.end() if (found := LAST_BREAK.match(cut)) else 0
        cut = cut[:end] if end > LENGTH // 2 else HALF_HOLE.sub("", cut)
    return cut.rstrip(" \t\n,;:.\u2013\u2014\u2026-") + "\u2026"
