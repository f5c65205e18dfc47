"""Calls of snippets among the values of a page: where each stands, and whose content ends where."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from generator.markup.holes import VALUE
from generator.markup.patterns import Findings
from generator.markup.tree import HEADINGS, INLINE, PIECE, VERBATIM, Node, nodes_of
from generator.problems import suggestion
from generator.problems.regex import regex

CALL = regex(r"\s*(?P<end>/)?\s*(?P<name>[^\W\d]\w*)\s*(?(end)\Z|\()")
"""How ``name(`` begins, and ``/name`` ends the content of a call."""
_LINES = INLINE | HEADINGS | {"p"}
_SAME = "a snippet ends in the same paragraph, list or quotation that it begins in"

Hole = tuple[int, Node]
"""The number of a value, and the element that is its hole."""


def pair_calls(found: Findings, roots: Iterable[Node]) -> None:
    """Find the content that stands between a call and its end, and what stands within a line."""
    if any(CALL.match(value.text) for value in found.values):
        for root in roots:
            _look(found, root, inline=False)


def _look(found: Findings, parent: Node, *, inline: bool) -> None:
    inline = inline or parent.tag in _LINES
    begun: list[int] = []
    for child in nodes_of(parent):
        alone = _only_calls(found, child)
        if alone:
            child.is_called = True
        elif child.tag not in VERBATIM:
            _look(found, child, inline=inline)
        for number, hole in alone or _hole(child):
            _enter(found, number, hole, begun)
            if inline:
                found.values[number] = structs.replace(found.values[number], inline=True)


def _hole(element: Node) -> Iterator[Hole]:
    match = VALUE.fullmatch(element.text or "") if element.tag == PIECE else None
    if match:
        yield int(match[1]), element


def _only_calls(found: Findings, element: Node) -> list[Hole]:
    """Return the holes of a paragraph in which nothing stands but calls and ends of calls."""
    if element.tag != "p" or (element.text or "").strip():
        return []
    holes = [hole for child in nodes_of(element) for hole in _hole(child)]
    texts = [child.tail or "" for child in element]
    is_all = len(holes) == len(element) and not "".join(texts).strip()
    return holes if is_all and all(CALL.match(found.values[n].text) for n, _ in holes) else []


def _enter(found: Findings, number: int, hole: Node, begun: list[int]) -> None:
    """Note a call that begins, or find the one that ends here."""
    match = CALL.match(found.values[number].text)
    if match is None:
        return
    if not match["end"]:
        begun.append(number)
        return
    names = [_name(found, each) for each in begun]
    if match["name"] not in names:
        message = f'no snippet "{match["name"]}" begins before this end of one'
        found.tell(message, hole.at, suggestion(match["name"], names, _SAME))
        return
    while _name(found, begun[-1]) != match["name"]:
        begun.pop()
    found.values[number] = structs.replace(found.values[number], closes=begun.pop())


def _name(found: Findings, number: int) -> str:
    match = CALL.match(found.values[number].text)
    return match["name"] if match else ""
