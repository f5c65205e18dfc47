"""Headings and their anchors: stable, in any script, each once in a page."""

import re
import unicodedata
from collections.abc import Iterable

from generator.markup.parts import Heading
from generator.markup.words import plain, with_value_holes

HEADING = re.compile(
    '<h([1-6])([^<>]*?) id="\x02id:([^\x03]*)\x03"([^<>]*)>(.*?)</h\\1>', re.DOTALL
)
ID = re.compile(r"""<[a-zA-Z][^<>]*?\s(?:id|name)=["']?([^\s"'<>\x02]+)""")
MAYBE_ID = re.compile(r""" (?:id|name)=(?:[^"']|["'][^\x02])""")
DROPPED = re.compile(r"[^\w\s\u2013\u2014-]|_(?=\W|$)")
GAPS = re.compile(r"[\s\u2013\u2014-]+")
# What a table of contents can do without: links, images, anchors.
NOT_INLINE = re.compile(r"</?(?:a|img|input|label|small|br)\b[^<>]*>|<!--.*?-->", re.DOTALL)
OTHER_HOLES = re.compile("\x02[LFCNTS][0-9]+\x03")
IDS = re.compile(r"""\s(?:id|name)=(?:"[^"]*"|'[^']*')""")


def anchor_headings(
    html: str, taken: Iterable[str]
) -> tuple[str, tuple[Heading, ...], tuple[str, ...]]:
    """Give each heading its anchor; also return all anchors of the page.

    An anchor comes from the heading's own words alone, so that it stays when others
    come and go; a second one of the same words gets a number.
    """
    used = dict.fromkeys([*taken, *(ID.findall(html) if MAYBE_ID.search(html) else ())])
    used |= dict.fromkeys(match[3] for match in HEADING.finditer(html) if match[3])
    headings: list[Heading] = []
    counts: dict[str, int] = {}

    def anchored(match: re.Match[str]) -> str:
        level, inner = match[1], match[5]
        anchor = match[3] or _unique(slug(plain(inner)), used, counts)
        bare = IDS.sub("", NOT_INLINE.sub("", OTHER_HOLES.sub("", inner))).strip()
        headings.append(Heading(int(level), anchor, with_value_holes(inner), bare))
        return f'<h{level}{match[2]} id="{anchor}"{match[4]}>{inner}</h{level}>'

    html = HEADING.sub(anchored, html)
    return html, tuple(headings), tuple(used)


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
