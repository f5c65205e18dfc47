"""The beginning of a text, for lists and feeds."""

import re

from generator.markup.runs import plain
from generator.markup.tree import Node

HALF_HOLE = re.compile("\x02[^\x03]*\\Z")
BREAK = re.compile(r"[\s\u3001\u3002\uff0c]")
LENGTH = 200
ENOUGH = 100


def excerpt(root: Node) -> str:
    """Return the plain text of the first paragraph and of what directly follows, cut at a word.

    The holes of its values are still in it.
    """
    text = ""
    for child in root:
        if child.tag == "p" and not child.get("class"):
            text = f"{text} {plain(child, holes=True)}".strip()
        elif text:
            break
        if len(text) >= ENOUGH:
            break
    if len(text) <= LENGTH:
        return text
    cut = text[:LENGTH]
    if not BREAK.match(text[LENGTH]):
        ends = [found.start() for found in BREAK.finditer(cut)]
        cut = cut[: ends[-1]] if ends and ends[-1] > LENGTH // 2 else HALF_HOLE.sub("", cut)
    return cut.rstrip(" \t\n,;:.\u2013\u2014\u2026-") + "\u2026"
