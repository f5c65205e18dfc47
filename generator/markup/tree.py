"""The tree that a grammar makes of a text, that everything walks over, and its HTML."""

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from generator.markup.mask import unmask_html

Places = Sequence[tuple[int, int]]
"""Where a run of text stands in its source: pairs of an offset in the run and one in the source."""

_FAR = 1 << 60
PIECE = "\x02"
"""A tag: what is written as it is, without a tag around it, such as a hole or a comment."""
DEEPEST = 200
"""So deep elements may be nested; browsers give up at some five hundred."""
VERBATIM = frozenset("pre code kbd samp tt math script style textarea svg".split())
"""Elements whose text is left as its author wrote it."""
INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i img ins kbd label mark math q s samp small span"
    " strong sub sup time tt u var wbr input button select output picture".split()
)
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


class TooMuch(Exception):
    """A page has more of something than any page needs; ``at`` is an offset."""

    def __init__(self, at: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.at, self.message, self.hint = at, message, hint


class Node(Element):
    """An element that knows where it stands.

    ``at`` is an offset of the source, ``places`` and ``tail_places`` are those of its text and its
    tail. ``given`` are the offsets of attributes that its author wrote. ``own`` is true of
    an element that its author wrote as HTML, ``is_told`` of one whose fault is told already;
    ``kept`` is how many elements are in the block of HTML that it begins in. A paragraph that
    ``is_called`` is nothing but snippets.
    """

    at = -1
    end = -1
    places: Places = ()
    tail_places: Places = ()
    own = False
    kept = -1
    is_told = False
    is_called = False

    given: Mapping[str, int] = {}

    def give(self, name: str, at: int) -> None:
        """Remember where the value of an attribute stands."""
        self.given = {**self.given, name: at}


def node(tag: str, at: int = -1, text: str | None = None, **attributes: str) -> Node:
    """Make an element of our own."""
    made = Node(tag, attributes) if attributes else Node(tag)
    made.at = at
    if text:
        made.text = text
    return made


def offset_in(places: Places, offset: int) -> int:
    """Return the source offset of an offset in a run, -1 if unknown."""
    if not places:
        return -1
    index = bisect_right(places, (offset, _FAR)) - 1
    start, at = places[max(index, 0)]
    return at + offset - start


def later(places: Places, offset: int, end: int = _FAR) -> Places:
    """Return the places of the part of a run between two offsets."""
    if not places:
        return ()
    first, last = bisect_right(places, (offset, _FAR)), bisect_right(places, (end, -1))
    rest = [(start - offset, at) for start, at in places[first:last]]
    return [(0, offset_in(places, offset)), *rest]


def nodes_of(parent: Element) -> list[Node]:
    """Return the elements in an element."""
    return list(parent)  # type: ignore[arg-type]


def nodes(root: Element) -> Iterator[Node]:
    """Go through all elements in the order of the text."""
    return root.iter()  # type: ignore[return-value]


def exchange(root: Element, parts_of: Callable[[Node], Sequence[Node]]) -> None:
    """Put others in the place of each element for which there are any."""
    # What is innermost comes first: what is exchanged takes along what it holds.
    for parent in reversed(list(nodes(root))):
        parts = [parts_of(child) for child in nodes_of(parent)]
        if any(parts):
            parent[:] = [new for old, news in zip(parent, parts) for new in _tailed(old, news)]


def _tailed(old: Element, news: Sequence[Node]) -> Sequence[Element]:
    if not news:
        return (old,)
    tail, old.tail = old.tail, None
    news[-1].tail = tail
    return news


QUOTE = '"'
_UNUSUAL = VOID | {PIECE, "script", "style"}


def to_html(root: Element, without: Container[str] = (), holes: str = "") -> str:
    """Write what is in an element; of those ``without``, only what is in them.

    ``holes`` are the kinds of hole that stay and lose their ids, where they are given.
    """
    if not len(root):
        return unmask_html(_escaped(root.text or "")).strip("\n")
    parts: list[str] = []
    _inside(root, parts.append, without, holes)
    return unmask_html("".join(parts)).strip("\n")


def _inside(
    element: Element, write: Callable[[str], None], without: Container[str], holes: str
) -> None:
    text = element.text
    if text:
        write(_escaped(text))
    for child in element:
        tag = child.tag
        if tag in _UNUSUAL or tag in without:
            _unusual(child, write, without, holes)
        else:
            attributes = child.items()
            opening = f"<{tag}{_attributes(attributes, holes)}>" if attributes else f"<{tag}>"
            if len(child):
                write(opening)
                _inside(child, write, without, holes)
                write(f"</{tag}>")
            else:
                text = child.text
                write(f"{opening}{_escaped(text) if text else ''}</{tag}>")
        tail = child.tail
        if tail:
            write(tail if tail == "\n" else _escaped(tail))


def _unusual(
    element: Element, write: Callable[[str], None], without: Container[str], holes: str
) -> None:
    """Write a piece, an element without children, or one that is left out."""
    tag, text = element.tag, element.text or ""
    if tag == PIECE:
        write(text if not holes or text[1:2] in holes else "")
    elif tag in without:
        _inside(element, write, without, holes)
    else:
        ending = "" if tag in VOID else f"{text}</{tag}>"
        write(f"<{tag}{_attributes(element.items(), holes)}>{ending}")


def _attributes(items: Iterable[tuple[str, str | None]], holes: str) -> str:
    kept = [item for item in items if item[0] not in ("id", "name")] if holes else items
    return "".join(map(_attribute, kept))


def _attribute(item: tuple[str, str | None]) -> str:
    name, value = item
    if value is None:
        return name if name[0] == "\x02" else f" {name}"
    return f' {name}="{_escaped(value).replace(QUOTE, "&quot;")}"'


def _escaped(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text
