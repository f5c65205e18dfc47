"""What stands in runs of text besides Markdown: formulas, values, addresses, abbreviations.

A run is parted where something of this kind stands in it: what is before stays, the thing becomes
an element, what is behind becomes the element's tail, with its places.
"""

import re
from xml.etree.ElementTree import Element

from generator.markup.mask import literal, unmask
from generator.markup.parts import MarkupSource
from generator.markup.patterns import KINDS, MAKERS, Findings, pattern_of
from generator.markup.tree import PIECE, VERBATIM, Node, Places, later, nodes_of, offset_in
from generator.markup.unread import FOREIGN
from generator.problems.regex import regex

_LEFT = VERBATIM | {PIECE}
_DEFINED = regex(
    rf"^{literal('*[')}(?P<word>[^\n]+?){literal(']:')}[ ]*(?P<text>[^\n]*)(?:\n|\Z)", re.MULTILINE
)
# A single character is looked for thirty times quicker than two.
_NEEDLES = tuple((kind, one[0], one) for kind, (needles, _) in KINDS.items() for one in needles)


class Inlines:
    """Looks through all runs of one page."""

    def __init__(self, found: Findings, runs: str, source: MarkupSource) -> None:
        held = {kind for kind, first, needle in _NEEDLES if first in runs and needle in runs}
        kinds = tuple(
            kind
            for kind in KINDS
            if kind in held
            and (kind not in FOREIGN or re.search(FOREIGN[kind][1], runs))
            and (kind != "cut" or source.math)
            # In Python-Markdown, bare addresses are text.
            and (kind not in ("web", "mail") or source.grammar != "python")
        )
        self.found = found
        self.needles = tuple(needle for kind in kinds for needle in KINDS[kind][0])
        is_needed = kinds or found.short
        self.pattern = pattern_of(kinds, tuple(found.short)) if is_needed else None

    def look(self, root: Node) -> None:
        """Look through the runs of a tree."""
        if self.pattern is not None:
            self._inside(root, in_link=False)

    def _inside(self, element: Node, *, in_link: bool) -> None:
        in_link = in_link or element.tag == "a"
        children: list[Node] = list(element)  # type: ignore[arg-type]
        at = 0
        if element.text and self._may_hold(element.text):
            at += self._part(element, None, 0, in_link=in_link)
        for child in children:
            if child.tag not in _LEFT:
                self._inside(child, in_link=in_link)
            at += 1
            if child.tail and self._may_hold(child.tail):
                at += self._part(element, child, at, in_link=in_link)

    def _may_hold(self, run: str) -> bool:
        return bool(self.found.short) or any(needle in run for needle in self.needles)

    def _part(self, parent: Node, before: Node | None, index: int, *, in_link: bool) -> int:
        """Part one run; return how many elements that gave."""
        if before is None:
            run, places = parent.text or "", parent.places
        else:
            run, places = before.tail or "", before.tail_places
        start, made, last = 0, 0, before
        for match in self.pattern.finditer(run) if self.pattern else ():
            element = self._element(match, places, in_link=in_link)
            if element is None:
                continue
            # Of an address, what ends the sentence stays text.
            taken = (element.text or "") if element.tag == "a" else match[0]
            end = match.start() + len(taken)
            begin = match.start()
            _put(parent, last, run[start:begin], later(places, start, begin))
            parent.insert(index + made, element)
            start, made, last = end, made + 1, element
        if made:
            _put(parent, last, run[start:], later(places, start))
        return made

    def _element(self, match: re.Match[str], places: Places, *, in_link: bool) -> Node | None:
        kind = match.lastgroup or ""
        at = offset_in(places, match.start())
        if kind in ("web", "mail") and in_link:
            return None
        return MAKERS[kind](self.found, match, at, places)


def _put(parent: Node, before: Node | None, text: str, places: Places) -> None:
    if before is None:
        parent.text, parent.places = text, places
    else:
        before.tail, before.tail_places = text, places


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
