"""Links and images: a hole for each address that is not absolute."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from generator.markup.addresses import SHOWING, refused
from generator.markup.mask import unmask
from generator.markup.parts import Link, LinkKind
from generator.markup.text import Text
from generator.markup.tree import PIECE, Node, node
from generator.problems import Problem

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
}
PICTURES = frozenset(("srcset", "poster"))
"""Attributes that name pictures, whatever element has them."""
OWN_SIZE = frozenset(("width", "height", "sizes"))
STYLED_SIZE = re.compile(r"width|height", re.IGNORECASE)
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//")
CANDIDATE = re.compile(r"(?P<before>[\s,]*)(?P<address>[^\s,]\S*[^\s,]|[^\s,])(?P<after>[^,]*)")
SAFE = "!#$%&'()*+,-./:;=?@_~"


class Links:
    """The links of one page, gathered while its tree is rewritten."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self.refused: set[int] = set()

    def rewrite(self, elements: Iterable[Node]) -> None:
        """Leave a hole for each address that is not absolute."""
        for element in elements:
            names = ADDRESSES.get(element.tag) or ADDRESSES.get(element.tag.lower())
            if names is not None:
                self._element(element, names)

    def _element(self, element: Node, names: tuple[str, ...]) -> None:
        for name, value in list(element.attrib.items()):
            lower = name.lower()
            if lower not in names:
                continue
            if lower == "srcset":
                self._candidates(element, name, value or "")
                continue
            count = len(self.links)
            element.attrib[name] = self._address(element, lower, unmask(value or ""), 0)
            if len(self.links) > count:
                self._texts_and_sizes(element, name, count)

    def _candidates(self, element: Node, name: str, value: str) -> None:
        """Leave holes in a list of pictures with their widths."""

        def hole(match: re.Match[str]) -> str:
            start = match.start("address")
            address = self._address(element, "srcset", match["address"], start)
            return f"{match['before']}{address}{match['after']}"

        element.attrib[name] = CANDIDATE.sub(hole, value)

    def _address(self, element: Node, name: str, href: str, start: int) -> str:
        at = element.given.get(name, -1)
        at = at + start if at >= 0 else element.at
        if wrong := refused(href, shown=element.tag.lower() in SHOWING):
            self.refused.add(at)
            self.problems.append(self.text.problem(wrong, at))
            return href
        if SCHEME.match(href):
            return href if element.own else quote(href, SAFE)
        if not href.strip() and element.tag.lower() == "a":
            message = "this link has no address, so it leads to the page that it stands in"
            hint = "write where it leads, or # for the top of this page"
            self.problems.append(self.text.problem(message, at, hint, "warning"))
        place, source = self.text.where(at)
        kind: LinkKind = "picture" if name in PICTURES else "link"
        if element.tag.lower() == "img" and name == "src":
            kind = "image"
        has_text = element.tag.lower() != "a" or len(element) > 0 or bool(element.text)
        self.links.append(Link(href, place, source, kind, has_text))
        return f"\x02L{len(self.links) - 1}\x03"

    def _texts_and_sizes(self, element: Node, name: str, index: int) -> None:
        if not self.links[index].has_text:
            element.append(node(PIECE, element.at, f"\x02T{index}\x03"))
        if element.tag.lower() == "img" and not _states_size(element):
            attributes: dict[str, str | None] = {}
            for key, value in element.attrib.items():
                attributes[key] = value
                if key == name:
                    attributes[f"\x02S{index}\x03"] = None
            element.attrib.clear()
            element.attrib.update(attributes)  # type: ignore[arg-type]


def _states_size(element: Node) -> bool:
    """Tell whether an author says how large an image is to be."""
    for name, value in element.attrib.items():
        lower = name.lower()
        if lower in OWN_SIZE or (lower == "style" and STYLED_SIZE.search(value or "")):
            return True
    return False
