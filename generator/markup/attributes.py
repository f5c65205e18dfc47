"""Attribute lists: ``{.wide #name key="value"}`` behind what they are for."""

import re

from generator.markup.mask import unmask
from generator.markup.tree import (
    HEADINGS,
    INLINE,
    PIECE,
    Node,
    Places,
    later,
    nodes,
    nodes_of,
    offset_in,
)
from generator.problems.regex import regex

_LIST = r"\{:?[ ]*(?P<list>[^{}\n ][^{}\n]*)\}"
_BEHIND = regex(_LIST)
_AT_END = regex(rf"[ ]+{_LIST}[ ]*\n?\Z")
_ON_A_LINE = regex(rf"\n[ ]*{_LIST}[ ]*\n?\Z")
_ENDS = frozenset((*HEADINGS, "td", "th", "dt"))
_LISTS = frozenset(("ul", "ol"))
_CONTAINERS = frozenset((*_LISTS, "blockquote"))
_INNER = frozenset((*_CONTAINERS, "li", "p"))
_NAME = regex(r"[^\w:.-]+")


def assign_attributes(root: Node, source: str) -> None:
    """Give elements the attributes that are written behind them."""
    for element in nodes(root):
        if type(element) is not Node:
            continue
        _below(element, source)
        if element.tag in INLINE or element.tag == "img":
            if element.tail and element.tail[0] == "{" and not element.own:
                _behind(element)
        elif not element.own and element.tag != "pre":
            _at_end(element)


def _below(element: Node, source: str) -> None:
    """Give blocks what stands on the line below them."""
    before: Node | None = None
    for child in nodes_of(element):
        if _is_list(child) and before is not None and before.tag != PIECE:
            found = _BEHIND.match(child.text or "")
            if found and _assign(before, found, child.places):
                element.remove(child)
                continue
        before = child
    if element.own:
        return
    if element.tag == "table" and len(element) > 1:
        _below_table(element, nodes_of(element)[-1])
    elif element.tag in _CONTAINERS:
        last = element
        while len(last) and last[-1].tag in _INNER:
            last = last[-1]  # type: ignore[assignment]
        _at_end(last, element, source)


def _below_table(table: Node, body: Node) -> None:
    row = nodes_of(body)[-1]
    cells = nodes_of(row)
    if cells and _is_list(cells[0]) and not any(cell.text or len(cell) for cell in cells[1:]):
        found = _BEHIND.match(cells[0].text or "")
        if found and _assign(table, found, cells[0].places):
            (body if len(body) > 1 else table).remove(row if len(body) > 1 else body)


def _is_list(element: Node) -> bool:
    return (
        element.tag in ("p", "td")
        and not len(element)
        and _BEHIND.fullmatch(element.text or "") is not None
    )


def _behind(element: Node) -> None:
    run, places = element.tail or "", element.tail_places
    found = _BEHIND.match(run)
    if found and _assign(element, found, places):
        element.tail, element.tail_places = run[found.end() :], later(places, found.end())


def _at_end(element: Node, owner: Node | None = None, source: str = "") -> None:
    """Look at the end of a block, of an entry before the lists in it.

    Where an ``owner`` is given, it gets what stands there, if that begins its line of the source.
    """
    pattern = _AT_END if element.tag in _ENDS else _ON_A_LINE
    index = next((i for i, child in enumerate(element) if child.tag in _LISTS), len(element))
    if element.tag not in ("p", "li", "dd", *_ENDS):
        return
    last: Node | None = element[index - 1] if index else None  # type: ignore[assignment]
    run = (last.tail if last is not None else element.text) or ""
    if "{" not in run:
        return
    places = element.places if last is None else last.tail_places
    found = pattern.search(run)
    if found and owner is not None:
        at = offset_in(places, found.start("list"))
        if source[source.rfind("\n", 0, at) + 1] != "{":
            return
    if not found or not _assign(owner or element, found, places):
        return
    left = run[: found.start()] + ("\n" if run.endswith("\n") else "")
    if last is None:
        element.text = left
    else:
        last.tail = left


def _assign(element: Node, found: re.Match[str], places: Places) -> bool:
    # Few pages hold one, and the package takes longer to load than to read a page.
    from markdown.extensions.attr_list import get_attrs_and_remainder

    written = unmask(found["list"])
    colon = len(written) - len(written.lstrip(": "))
    written = written[colon:]
    attributes, rest = get_attrs_and_remainder(written)
    # What begins so are kramdown's commands.
    is_command = unmask(found[0]).startswith("{::")
    if rest or is_command or not any(value is not None for _, value in attributes):
        return False
    start = found.start("list") + colon
    for name, value in attributes:
        if name == ".":
            element.set("class", f"{element.get('class', '')} {value}".strip())
            continue
        shown = value if name == "id" and value and f"#{value}" in written else name
        at = offset_in(places, start + max(written.find(str(shown)), 0))
        key = _NAME.sub("_", name)
        element.attrib[key] = value
        element.give(f"{key.lower()}=", at)
        element.give(key.lower(), offset_in(places, start + max(written.find(str(value)), 0)))
    return True
