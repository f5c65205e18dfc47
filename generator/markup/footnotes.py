"""Footnotes: numbered as readers meet them, with what is wrong with them."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from msgspec import Struct

from generator.markup.mask import unmask
from generator.markup.text import MOST_TOLD, Text
from generator.markup.tree import PIECE, Node
from generator.problems import Problem, nearest
from generator.problems.regex import regex

PHRASING = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark math q s samp small span"
    " strong sub sup time u var wbr".split()
)
"""What may stand in a paragraph; anything else sends a note to the end of the page."""
_SPACE = regex(r"\s+")


class Numbered(Struct):
    """A note that readers are shown; ``references`` are its holes in the prose."""

    name: str
    number: int
    root: Node
    references: list[int]


def number_notes(root: Node, definitions: list[Node]) -> list[Numbered]:
    """Turn references into holes, and number notes as they are referred to in the prose.

    A note that is referred to by notes alone comes after those of the prose; in notes, references
    become plain links.
    """
    if not definitions:
        return []
    known: dict[str, Node] = {}
    for definition in definitions:
        known.setdefault(_key(definition), definition)
    shown: dict[str, Numbered] = {}
    for hole, reference in enumerate(_references(root)):
        _numbered(shown, known, _key(reference)).references.append(hole)
        _fill(reference, f"\x02N{hole}\x03")
    order = list(shown.values())
    # What a note refers to comes behind all that came before it.
    for note in order:
        for reference in _references(note.root):
            referred = _numbered(shown, known, _key(reference))
            if len(shown) > len(order):
                order.append(referred)
            number = referred.number
            _fill(reference, f'<sup class="note-ref"><a href="#note-{number}">{number}</a></sup>')
    return order


def note_problems(
    text: Text, definitions: list[Node], shown: list[Numbered], undefined: list[tuple[str, int]]
) -> Iterator[Problem]:
    """Tell of references without a note, notes without a reference, and names used twice."""
    names = {_key(each): unmask(each.get("name", "")) for each in definitions}
    for name, at in undefined[:MOST_TOLD]:
        near = nearest(name, list(names.values()))
        hint = f'did you mean "[^{near}]"?' if near else f'write it as "[^{name}]: the note"'
        yield text.problem(f'no note is called "{name}"', at, hint)
    seen = {each.name for each in shown}
    first: set[str] = set()
    for definition in definitions:
        key, name = _key(definition), unmask(definition.get("name", ""))
        if key in first:
            message = f'two notes are called "{name}", and only the first one is used'
            yield text.problem(message, definition.at, "", "warning")
        elif key not in seen:
            message = f'nothing refers to the note "{name}"'
            yield text.problem(message, definition.at, f'"[^{name}]" does', "warning")
        first.add(key)


def is_simple(root: Element) -> bool:
    """Tell whether a note has plain paragraphs only."""
    paragraphs = list(root)
    return bool(paragraphs) and all(
        each.tag == "p" and not (each.tail or "").strip() and _is_phrasing(each)
        for each in paragraphs
    )


def _is_phrasing(element: Element) -> bool:
    for child in element:
        if child.tag == PIECE:
            if (child.text or "").startswith(("\x02F", "\x02C", "\x02B", "\x02E")):
                return False
        elif child.tag == "math":
            continue
        elif child.tag.lower() not in PHRASING or not _is_phrasing(child):
            return False
    return True


def _key(element: Node) -> str:
    return _SPACE.sub(" ", element.get("name", "").strip()).casefold()


def _references(root: Node) -> list[Node]:
    found: list[Node] = list(root.iter("note"))  # type: ignore[arg-type]
    return [each for each in found if not each.own]


def _numbered(shown: dict[str, Numbered], known: dict[str, Node], key: str) -> Numbered:
    return shown.setdefault(key, Numbered(key, len(shown) + 1, known[key], []))


def _fill(reference: Node, text: str) -> None:
    reference.tag, reference.text = PIECE, text
    reference.attrib.clear()
