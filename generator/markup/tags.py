"""Some HTML's tags as browsers see them, and what HTML says of elements and attributes by name.

One pass, which no text makes slow. The standard library's parser keeps no places of attributes, and
reads otherwise in each version.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple

from generator.markup.tree import INLINE, VOID, Node, Places, node, offset_in
from generator.problems.regex import regex

OPTIONAL = frozenset(
    "li p dt dd tr td th thead tbody tfoot option optgroup colgroup rt rp caption body html".split()
)
"""Elements whose closing tags HTML lets authors leave out."""
ENDED_BY = {
    "li": "li", "dt": "dt dd", "dd": "dt dd", "tr": "tr td th", "td": "td th", "th": "td th",
    "tbody": "tr td th thead tbody", "tfoot": "tr td th tbody", "option": "option",
    "optgroup": "option optgroup", "rt": "rt rp", "rp": "rt rp",
}  # fmt: skip
"""Which open elements each opening tag ends without a word."""
NOT_IN_P = frozenset(
    "address article aside blockquote center details dialog div dl fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table"
    " ul".split()
)
DRAWN = frozenset(("svg", "math"))
RAW = frozenset("iframe noembed noframes script style textarea title xmp".split())
"""Elements in which browsers see no tags."""
VERBATIM_RAW = frozenset(("script", "style"))
"""Elements in whose text browsers read no entities."""
KNOWN = frozenset((*OPTIONAL, *NOT_IN_P, *VOID, *INLINE, *RAW)) | frozenset(
    "acronym applet audio big blink canvas command datalist dir font frame frameset head image"
    " keygen legend listing map marquee meter nobr noscript object progress rb rtc ruby slot"
    " spacer strike summary svg template video".split()
)
PLAIN = frozenset(("alt", "class", "href", "id", "src", "style", "title"))
"""Attributes whose values hold no tags."""


# Nothing would end a <plaintext>, not even the page.
_NAME = r"(?!(?i:plaintext)[\s/>])[a-zA-Z][^\s/>]*"
_NAMED = regex(r"<(\w+)")
_BEGIN = regex(rf"</(?P<close>{_NAME})[^>]*>|<(?P<open>{_NAME})|(?P<note><!--|<!\[CDATA\[|<[!?])")
_ATTRIBUTE = regex(
    r"""[\s/]*(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    r"""|(?P<unclosed>["'].*)|(?P<bare>[^\s>]*)))?""",
    re.DOTALL,
)
_WRITABLE = regex(r"[^\"'<=]+")
_END = regex(r"[\s/]*>")
UNCLOSED = 'is a quotation mark or a ">" missing?'
ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>", "<!": ">"}
"""What ends a comment, a declaration and the like."""


class Attribute(NamedTuple):
    """An attribute; ``value`` is None where it has none, ``at`` is where its value stands."""

    name: str
    value: str | None
    named: int
    at: int


class HtmlTag(NamedTuple):
    """A tag, a comment or the like, or the text between two; ``name`` as it is written.

    A tag that never ends is ``broken``, and goes to the end of the text.
    """

    kind: Literal["open", "close", "text", "note", "broken"]
    name: str
    start: int
    end: int
    attributes: tuple[Attribute, ...] = ()
    is_closed: bool = False


def tags(html: str) -> Iterator[HtmlTag]:
    """Part some HTML into tags and what stands between them."""
    text = at = 0
    while found := _BEGIN.search(html, at):
        at = found.end()
        tag = _tag(html, found)
        if tag is None:
            continue
        if tag.start > text:
            yield HtmlTag("text", "", text, tag.start)
        yield tag
        text = at = tag.end
        if tag.kind == "open" and not tag.is_closed and tag.name.lower() in RAW:
            closing = re.compile(rf"</{re.escape(tag.name)}(?=[\s/>])", re.IGNORECASE)
            at = end.start() if (end := closing.search(html, at)) else len(html)
    if text < len(html):
        yield HtmlTag("text", "", text, len(html))


def _tag(html: str, found: re.Match[str]) -> HtmlTag | None:
    """Read what begins somewhere; None where it is text."""
    start, end = found.span()
    if found["close"]:
        return HtmlTag("close", found["close"], start, end)
    if found["note"]:
        return _note(html, start, found["note"])
    attributes, end = _attributes(html, end)
    if end < 0:
        return HtmlTag("broken", found["open"], start, len(html), attributes)
    return HtmlTag("open", found["open"], start, end, attributes, html[end - 2] == "/")


def _attributes(html: str, at: int) -> tuple[tuple[Attribute, ...], int]:
    """Return a tag's attributes, and where it ends (-1: it never does)."""
    found: dict[str, Attribute] = {}
    while (end := _END.match(html, at)) is None:
        part = _ATTRIBUTE.match(html, at)
        if part is None or part.end() == len(html):
            return tuple(found.values()), -1
        name, kind, at = part["name"], part.lastgroup or "", part.end()
        value = unescape(part[kind]) if kind != "name" else None
        # Of two alike, browsers take the first.
        attribute = Attribute(name, value, part.start("name"), part.start(kind))
        found.setdefault(name.lower(), attribute)
    return tuple(found.values()), end.end()


def _note(html: str, at: int, opening: str) -> HtmlTag | None:
    # As browsers have it, "<!-->" and "<!--->" are comments.
    end = html.find(ENDS[opening], at + min(len(opening), 2))
    if end >= 0:
        return HtmlTag("note", opening, at, end + len(ENDS[opening]))
    is_block = not html[: min(at, 4)].strip()
    return HtmlTag("broken", opening, at, len(html)) if is_block or opening == "<!--" else None


def element_of(tag: HtmlTag, places: Places) -> Node:
    """Make an element of a tag."""
    element = node(tag.name.lower(), offset_in(places, tag.start))
    element.own, element.end = True, offset_in(places, tag.end)
    for each in tag.attributes:
        if each.name != "markdown" and _WRITABLE.fullmatch(each.name):
            element.attrib[each.name] = each.value  # type: ignore[assignment]
            element.give(each.name.lower(), offset_in(places, each.at))
            element.give(f"{each.name.lower()}=", offset_in(places, each.named))
    return element


def block_in(html: str) -> str:
    """Return the first element of some HTML that no paragraph can hold."""
    names = (match[1].lower() for match in _NAMED.finditer(html))
    return next((name for name in names if name in NOT_IN_P), "")


def unpaired(html: str) -> str:
    """Return an element that is opened and not closed, or closed and not opened."""
    opened: list[str] = []
    for tag in tags(html):
        name = tag.name.lower()
        if tag.kind == "broken":
            return name
        if name in VOID or name in OPTIONAL:
            continue
        if tag.kind == "open" and not tag.is_closed:
            opened.append(name)
        elif tag.kind == "close":
            last = opened.pop() if opened else ""
            if last != name:
                return last or name
    return opened[-1] if opened else ""


def anchors_in(html: str) -> Iterator[str]:
    """Find the ids in some HTML, which links may lead to."""
    for tag in tags(html):
        for each in tag.attributes:
            if each.name.lower() == "id" and each.value:
                yield each.value
