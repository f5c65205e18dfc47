"""Abbreviations: ``*[HTML]: Hypertext Markup Language``, taken out of the text."""

import re
from xml.etree.ElementTree import Element

from generator.markup.mask import literal, unmask
from generator.markup.tree import Node, later, nodes_of

_DEFINED = re.compile(
    rf"^{literal('*[')}(?P<word>[^\n]+?){literal(']:')}[ ]*(?P<text>[^\n]*)(?:\n|\Z)", re.MULTILINE
)


def take_abbreviations(root: Element) -> dict[str, str]:
    """Take the definitions out of the paragraphs of a tree; return each with its meaning."""
    found: dict[str, str] = {}
    for parent in list(root.iter()):
        for child in [each for each in nodes_of(parent) if each.tag == "p"]:
            if _take(child, found) and not child.text and not len(child):
                parent.remove(child)
    return found


def _take(paragraph: Node, found: dict[str, str]) -> bool:
    """Take the definitions of a paragraph, and tell whether there were any."""
    text, places = paragraph.text or "", paragraph.places
    left, kept, start = "", list[tuple[int, int]](), 0
    for match in _DEFINED.finditer(text):
        found[unmask(match["word"])] = match["text"].strip()
        kept += [(at + len(left), to) for at, to in later(places, start, match.start())]
        left, start = left + text[start : match.start()], match.end()
    if not start:
        return False
    paragraph.places = [*kept, *((at + len(left), to) for at, to in later(places, start))]
    left += text[start:]
    paragraph.text = left.rstrip("\n") if not len(paragraph) else left
    return True
