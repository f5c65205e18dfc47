"""Links and images: a hole for each address that is not absolute."""

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote
from xml.etree.ElementTree import Element

from msgspec import structs

from generator.markup.addresses import SHOWING, hint_for, refused
from generator.markup.mask import unmask
from generator.markup.parts import Link, LinkKind, Shown
from generator.markup.text import Text
from generator.markup.tree import PIECE, Node, node
from generator.problems import Problem
from generator.problems.regex import regex

ADDRESSES = {
    "a": ("href",),
    "area": ("href",),
    "img": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "script": ("src",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "link": ("href", "imagesrcset"),
    "picture": (),
}
LISTS = frozenset(("srcset", "imagesrcset"))
PICTURES = LISTS | {"poster"}
"""Attributes that name pictures, whatever element has them."""
SHOWN = frozenset(("img", "image", "input", "video", "audio", "source", "track"))
"""Elements that show nothing but files."""
OWN_SIZE = frozenset(("width", "height", "sizes"))
SIZE_IN = {
    "style": regex(r"width|height", re.IGNORECASE),
    "srcset": regex(r"\s[0-9]+w\s*(?:,|\Z)"),
}
SCHEME = regex(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//")
CANDIDATE = regex(r"(?P<before>[\s,]*)(?P<address>[^\s,]\S*[^\s,]|[^\s,])(?P<after>[^,]*)")
BETWEEN = " \t\n\f,"
SAFE = "!#$%&'()*+,-./:;=?@_~"


class Links:
    """The links of one page, gathered while its tree is rewritten.

    ``shown`` are images by the ids of their elements, before; ``images`` the indexes of those whose
    files are the site's, after.
    """

    def __init__(self, text: Text, problems: list[Problem]) -> None:
        self.text, self.problems = text, problems
        self.links: list[Link] = []
        self.refused: set[int] = set()
        self.sized: dict[int, bool] = {}
        self.shown: dict[int, Shown] = {}
        self.images: dict[int, int] = {}

    def rewrite(self, elements: Iterable[Node]) -> None:
        """Leave a hole for each address that is not absolute."""
        for element in elements:
            names = ADDRESSES.get(element.tag.lower() if element.own else element.tag)
            if names:
                self._element(element, names)
            elif names is not None:
                self._picture(element)

    def _picture(self, element: Node) -> None:
        """Decide whether the sizes of a picture's sources are written: all of them, or none."""
        inside = [each for each in element if each.tag.lower() in ("source", "img")]
        if len(inside) > 1:
            is_sized = all(_is_plain(each) and not _states_size(each) for each in inside)
            self.sized.update((id(each), is_sized) for each in inside)

    def _element(self, element: Node, names: tuple[str, ...]) -> None:
        for name, value in list(element.attrib.items()):
            lower = name.lower()
            if lower not in names:
                continue
            if lower in LISTS:
                self._candidates(element, name, unmask(value or ""))
                continue
            count, at = len(self.links), element.given.get(lower, element.at)
            element.attrib[name] = self._address(element, lower, unmask(value or ""), at)
            if len(self.links) == count:
                continue
            if not self.links[count].has_text:
                element.append(node(PIECE, element.at, f"\x02T{count}\x03"))
            if self.links[count].kind == "image":
                if self.links[count].shown:
                    self.images[id(element)] = count
                is_sized = self.sized.get(id(element))
                if not _states_size(element) if is_sized is None else is_sized:
                    _state_size(element, name, count)

    def _candidates(self, element: Node, name: str, value: str) -> None:
        """Leave holes in a list of pictures with their widths."""
        count, end = len(self.links), element.given.get(name.lower(), element.at)

        def hole(match: re.Match[str]) -> str:
            nonlocal end
            at = self._behind(end, match["address"])
            end = at + len(match["address"] + match["after"])
            address = self._address(element, name.lower(), match["address"], at)
            return f"{match['before']}{address}{match['after']}"

        element.attrib[name] = written = CANDIDATE.sub(hole, value)
        is_first = written.lstrip(BETWEEN).startswith(f"\x02L{count}\x03")
        if is_first and element.tag.lower() == "source" and self.sized.get(id(element)):
            self.links[count] = structs.replace(self.links[count], kind="image")
            _state_size(element, name, count)

    def _behind(self, at: int, href: str) -> int:
        """Return where the next address of a list is written, perhaps in a later line."""
        body = self.text.body
        while body[at : at + 1] and body[at] in BETWEEN:
            at += 1
        spellings = (body.find(each, at) for each in (href, escape(href)))
        return min((found for found in spellings if found >= 0), default=at)

    def _address(self, element: Node, name: str, href: str, at: int) -> str:
        if wrong := refused(href, shown=element.tag.lower() in SHOWING):
            self.refused.add(at)
            self.problems.append(self.text.problem(wrong, at, hint_for(href)))
            return href
        if SCHEME.match(href):
            return href if element.own else quote(href, SAFE)
        if not href.strip() and element.tag.lower() == "a":
            message = "this link has no address, so it leads to the page that it stands in"
            hint = "write where it leads, or # for the top of this page"
            self.problems.append(self.text.problem(message, at, hint, "warning"))
        place, source = self.text.where(at)
        tag = element.tag.lower()
        kind: LinkKind = "shown" if name in PICTURES or tag in SHOWN else "link"
        if tag == "img" and name == "src":
            kind = "image"
        has_text = element.tag.lower() != "a" or len(element) > 0 or bool(element.text)
        shown = self.shown.get(id(element)) if kind == "image" else None
        self.links.append(Link(href, place, source, kind, has_text, shown))
        return f"\x02L{len(self.links) - 1}\x03"


def _state_size(element: Node, name: str, index: int) -> None:
    """Leave a hole for the size of a picture behind its address."""
    attributes: dict[str, str | None] = {}
    for key, value in element.attrib.items():
        attributes[key] = value
        if key == name:
            attributes[f"\x02S{index}\x03"] = None
    element.attrib.clear()
    element.attrib.update(attributes)  # type: ignore[arg-type]


def _is_plain(element: Element) -> bool:
    """Tell whether a source shows a file of the site, in the size that it has."""
    if element.tag.lower() != "source":
        return True
    values = (value for name, value in element.attrib.items() if name.lower() == "srcset")
    first = CANDIDATE.match(next(values, None) or "")
    is_whole = first is not None and first["after"].strip() in ("", "1x")
    return first is not None and is_whole and not SCHEME.match(first["address"])


def _states_size(element: Element) -> bool:
    """Tell whether an author says how large an image is to be."""
    for name, value in element.attrib.items():
        lower = name.lower()
        told = SIZE_IN.get(lower)
        if lower in OWN_SIZE or (told and told.search(value or "")):
            return True
    return False
