"""Abbreviations: ``*[HTML]: Hypertext Markup Language``, taken out of the text."""

import re
from xml.etree.ElementTree import Element

from generator.markup.mask import literal, unmask
from generator.markup.tree import Node, later

_DEFINED = re.compile(
    rf"^{literal('*[')}(?P<word>[^\n]+?){literal(']:')}[ ]*(?P<text>[^\n]*)(?:\n|\Z)", re.MULTILINE
)


def take_abbreviations(root: Element) -> dict[str, str]:
    """Take the definitions out of the paragraphs of a tree; return each with its meaning."""
    found: dict[str, str] = {}
    for parent in list(root.iter()):
        for child in [each for each in parent if each.tag == "p"]:
            _take(child, found)  # type: ignore[arg-type]
            if not child.text and not len(child):
                parent.remove(child)
    return found


def _take(paragraph: Node, found: dict[str, str]) -> None:
    def taken(match: re.Match[str]) -> str:
        found[unmask(match["word"])] = match["text"].strip()
        return ""

    text = paragraph.text or ""
    left = _DEFINED.sub(taken, text)
    if left == text:
        return
    if text.endswith(left):
        paragraph.places = later(paragraph.places, len(text) - len(left))
    paragraph.text = left.rstrip("\n") if not len(paragraph) else left
