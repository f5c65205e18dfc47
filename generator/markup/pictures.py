"""Images of a text that may be shown in other forms: found, told of, and given room for these."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from generator.markup.parts import ImageSize, Shown
from generator.markup.tree import PIECE, Node, exchange, node, nodes, nodes_of

FIRST_SCREEN = 1_000
"""An image that begins within so many characters of a text is seen at once."""
ORIGINAL = "original"


def shown_in(root: Element) -> dict[int, Shown]:
    """Find the images whose files may be exchanged, by the ids of their elements.

    An author who writes ``<picture>`` or ``srcset`` has said what is shown.
    """
    found: dict[int, Shown] = {}
    for top in nodes_of(root):
        size, left, originals = _size(top), set[int](), set[int]()
        for element in nodes(top):
            tag = element.tag.lower()
            if tag == "picture":
                left.update(map(id, element.iter()))
            elif ORIGINAL in _classes(element):
                originals.update(map(id, element.iter()))
            if tag == "img" and id(element) not in left and not _has(element, "srcset"):
                found[id(element)] = Shown(size, _width(element), id(element) in originals)
    return found


def load_first_at_once(elements: Iterable[Node]) -> None:
    """Let the first image not wait to be near, where readers see it as soon as they come."""
    first = next((each for each in elements if each.tag == "img"), None)
    if first is not None and not first.own and first.at < FIRST_SCREEN:
        first.attrib.pop("loading", None)


def surround(root: Element, links: Mapping[int, int]) -> None:
    """Leave holes before and behind images, given the index of each one's link."""
    exchange(root, lambda child: _surrounded(child, links[id(child)]) if id(child) in links else ())


def _surrounded(image: Node, index: int) -> list[Node]:
    return [
        node(PIECE, image.at, f"\x02P{index}\x03"),
        image,
        node(PIECE, image.at, f"\x02Q{index}\x03"),
    ]


def _size(element: Element) -> ImageSize:
    classes = _classes(element)
    return "full" if "full" in classes else "wide" if "wide" in classes else "text"


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _has(element: Element, name: str) -> bool:
    return any(each.lower() == name for each in element.attrib)


def _width(element: Element) -> int:
    stated = (element.get("width") or "").strip()
    return int(stated) if stated.isascii() and stated.isdigit() else 0
