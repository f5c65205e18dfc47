"""Attribute lists: ``{.wide #name key="value"}`` behind what they are for."""

import re

from markdown.extensions.attr_list import get_attrs_and_remainder

from generator.markup.mask import unmask
from generator.markup.tree import HEADINGS, INLINE, Node, Places, later, nodes, offset_in

_LIST = r"\{:?[ ]*(?P<list>[^{}\n ][^{}\n]*)\}"
_BEHIND = re.compile(_LIST)
_AT_END = re.compile(rf"[ ]+{_LIST}[ ]*\n?\Z")
_ON_A_LINE = re.compile(rf"\n[ ]*{_LIST}[ ]*\n?\Z")
_ENDS = frozenset((*HEADINGS, "td", "th", "dt"))
_LISTS = frozenset(("ul", "ol"))
_NAME = re.compile(r"[^\w:.-]+")


def assign_attributes(root: Node) -> None:
    """Give elements the attributes that are written behind them."""
    for element in nodes(root):
        if type(element) is not Node:
            continue
        if element.tag in INLINE or element.tag == "img":
            if element.tail and element.tail[0] == "{" and not element.own:
                _behind(element)
        elif not element.own and element.tag != "pre":
            _at_end(element)


def _behind(element: Node) -> None:
    run, places = element.tail or "", element.tail_places
    found = _BEHIND.match(run)
    if found and _assign(element, found, places):
        element.tail, element.tail_places = run[found.end() :], later(places, found.end())


def _at_end(element: Node) -> None:
    """Look at the end of a block, of an entry before the lists in it."""
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
    if not found or not _assign(element, found, places):
        return
    left = run[: found.start()] + ("\n" if run.endswith("\n") else "")
    if last is None:
        element.text = left
    else:
        last.tail = left


def _assign(element: Node, found: re.Match[str], places: Places) -> bool:
    written = unmask(found["list"])
    colon = len(written) - len(written.lstrip(": "))
    written = written[colon:]
    attributes, rest = get_attrs_and_remainder(written)
    if rest or not any(value is not None for _, value in attributes):
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
