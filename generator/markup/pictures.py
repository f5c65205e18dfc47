"""Images of a text that may be shown in other forms: found, told of, and given room for these."""

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from generator.markup.mask import unmask
from generator.markup.parts import ImageSize, Shown
from generator.markup.text import Text
from generator.markup.tree import PIECE, Node, exchange, node, nodes, nodes_of
from generator.problems import Problem
from generator.problems.regex import regex

FIRST_SCREEN = 1_000
"""An image that begins within so many characters of a text is seen at once."""
ORIGINAL = "original"
_ELSEWHERE = regex(r"\s*(?:https?:|[/\\]{2})", re.IGNORECASE)
_NAMING = frozenset(("alt", "aria-label", "aria-labelledby", "aria-hidden", "role"))


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


def images_told(elements: Iterable[Node], text: Text) -> list[Problem]:
    """Tell of images on other hosts, and of those that say nothing in words; each once a page."""
    images = [each for each in elements if each.tag.lower() == "img"]
    far = [each for each in images if _ELSEWHERE.match(unmask(each.get("src") or ""))]
    mute = [each for each in images if _is_mute(each)]
    ways = (
        (far, "this image is loaded from another host, which the recommended policy forbids", FAR),
        (mute, "nothing tells those who cannot see this image what it shows", MUTE),
    )
    return [_told(found, message, hint, text) for found, message, hint in ways if found]


FAR = "save a copy beside the post: each reader's visit is told to that host, and it may go away"
MUTE = 'say it in the brackets, ![like this](…); of mere decoration say {alt=""} behind it'


def _is_mute(image: Node) -> bool:
    if image.own:
        return not any(_has(image, name) for name in _NAMING)
    return not image.get("alt") and not image.given.keys() & {f"{name}=" for name in _NAMING}


def _told(images: list[Node], message: str, hint: str, text: Text) -> Problem:
    first = images[0]
    at = first.at + 1 if first.own else first.given.get("src", first.at)
    more = f", and {len(images) - 1} more on this page" * (len(images) > 1)
    return text.problem(message + more, at, hint, "warning")


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
