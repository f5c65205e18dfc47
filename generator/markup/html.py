"""An author's own HTML as part of the tree: every tag finds its other, or is told."""

import re
from html import unescape
from typing import Protocol

from generator.markup.mask import literal
from generator.markup.tags import RAW, Attribute, Tag, tags
from generator.markup.tree import COMMENT, PIECE, VOID, Node, Places, node, offset_in
from generator.problems import Severity

OPTIONAL = frozenset(
    "li p dt dd tr td th thead tbody tfoot option optgroup colgroup rt rp caption body html".split()
)
"""Elements whose closing tags HTML lets authors leave out."""
ENDED_BY = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tbody": ("tr", "td", "th", "thead", "tbody"),
    "tfoot": ("tr", "td", "th", "tbody"),
    "option": ("option",),
    "optgroup": ("option", "optgroup"),
    "rt": ("rt", "rp"),
    "rp": ("rt", "rp"),
}
"""Which open elements each opening tag ends without a word."""
NOT_IN_P = frozenset(
    "address article aside blockquote center details dialog div dl fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table"
    " ul".split()
)
UNCLOSED = "is a quotation mark missing?"
NO_TAG = "write &lt; where no tag is meant, or put it into backticks"


_ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|\w+);")
_NAME = re.compile(r"[^\"'<=]+")


class Stack(Protocol):
    """What a grammar's builder offers to those who write into its tree."""

    open: list[Node]
    closing: list[tuple[str, int]]

    def text(self, text: str, places: Places) -> None:
        """Add text to the element that is open."""

    def push(self, element: Node) -> None:
        """Open an element."""

    def pop(self) -> Node:
        """Close the element that is open."""

    def add(self, element: Node) -> None:
        """Add an element that holds nothing more."""

    def tell(self, message: str, at: int, hint: str, severity: Severity) -> None:
        """Report a problem."""


def write_html(stack: Stack, html: str, places: Places) -> None:
    """Write some HTML into the tree."""
    for tag in tags(html):
        at = offset_in(places, tag.start)
        if tag.kind == "text":
            _text(stack, html[tag.start : tag.end], places, tag.start)
        elif tag.kind == "open":
            _open(stack, tag, at, places)
        elif tag.kind == "close":
            close_tag(stack, tag.name, at)
        elif tag.kind == "broken":
            _broken(stack, tag, at)
        else:
            _note(stack, html[tag.start : tag.end], at, is_comment=tag.kind == "comment")


def _broken(stack: Stack, tag: Tag, at: int) -> None:
    if tag.name == "!--":
        stack.tell("this comment is never closed", at, "close it by -->", "error")
    else:
        stack.tell("this tag never ends", at, UNCLOSED, "error")
    for element in stack.open:
        element.is_told = True


def close_to(stack: Stack, depth: int) -> None:
    """Close what an author's HTML left open in the container that is at a depth of the stack."""
    while len(stack.open) > depth:
        element = stack.open[-1]
        if not element.own:
            return
        stack.pop()
        _let_go(stack, element)
        _unclosed(stack, element)


def end_block(stack: Stack) -> None:
    """Remember what belongs to an open element whether or not it is closed later."""
    for element in reversed(stack.open):
        if not element.own or "_kept" in element.__dict__:
            return
        element.__dict__["_kept"] = len(element)


def _let_go(stack: Stack, element: Node) -> None:
    """Move what stands behind the HTML of an element that is never closed out of it."""
    kept = element.__dict__.get("_kept", len(element))
    moved = list(element)[kept:]
    del element[kept:]
    for child in moved:
        stack.open[-1].append(child)
    if moved:
        element.tail = "\n"


def _hint(element: Node) -> str:
    known = element.tag.lower() in NOT_IN_P or element.attrib or element.tag.islower()
    return f"close it by </{element.tag}>" if known else NO_TAG


def _text(stack: Stack, text: str, places: Places, start: int) -> None:
    inside = stack.open[-1].tag.lower()
    written = text
    if inside not in ("script", "style") and "&" in text:
        written = _without_entities(text)
    shifted = [(0, offset_in(places, start)), *((o - start, at) for o, at in places if o > start)]
    stack.text(written, shifted)


def _without_entities(text: str) -> str:
    """Read entities; what they stand for is a literal character."""
    return _ENTITY.sub(lambda m: literal(unescape(m[0])), text)


def _open(stack: Stack, tag: Tag, at: int, places: Places) -> None:
    name = tag.name.lower()
    _end_before(stack, name)
    element = node(tag.name, at)
    element.own = True
    for attribute in tag.attributes:
        _assign(element, attribute, places)
    if name in VOID or tag.is_closed:
        stack.add(element)
    else:
        stack.push(element)


def _assign(element: Node, attribute: Attribute, places: Places) -> None:
    if attribute.name == "markdown" or not _NAME.fullmatch(attribute.name):
        return
    element.attrib[attribute.name] = attribute.value  # type: ignore[assignment]
    element.given[attribute.name.lower()] = offset_in(places, attribute.at)
    element.given[f"{attribute.name.lower()}="] = offset_in(places, attribute.named)


def _end_before(stack: Stack, name: str) -> None:
    """Close what the next tag ends without a word."""
    ended = ENDED_BY.get(name, ())
    while stack.open[-1].own and stack.open[-1].tag.lower() in ended:
        stack.pop()
    if name in NOT_IN_P and stack.open[-1].own and stack.open[-1].tag.lower() == "p":
        stack.pop()


def close_tag(stack: Stack, name: str, at: int) -> None:
    """Close an element, and what is open in it; in a paragraph, what is around it when it ends."""
    wanted = name.lower()
    depth = len(stack.open)
    while depth and stack.open[depth - 1].own:
        depth -= 1
        if stack.open[depth].tag.lower() == wanted:
            while len(stack.open) > depth + 1:
                _unclosed(stack, stack.pop())
            stack.pop()
            return
    if depth and stack.open[depth - 1].tag == "p" and _is_open(stack, wanted, depth - 1):
        stack.closing.append((name, at))
        return
    hint = f"take it out, or open a <{name}> before it where it belongs"
    if wanted in VOID:
        hint = f"write <{name}>"
    stack.tell(f"this </{name}> closes nothing", at, hint, "warning")


def _is_open(stack: Stack, wanted: str, depth: int) -> bool:
    while depth and stack.open[depth - 1].own:
        depth -= 1
        if stack.open[depth].tag.lower() == wanted:
            return True
    return False


def _unclosed(stack: Stack, element: Node) -> None:
    if element.tag.lower() not in OPTIONAL and not element.is_told:
        message = f"this <{element.tag}> is never closed"
        is_swallowing = element.tag.lower() in RAW or element.tag.lower() == "pre"
        severity: Severity = "error" if is_swallowing else "warning"
        stack.tell(message, element.at, _hint(element), severity)


def _note(stack: Stack, written: str, at: int, *, is_comment: bool) -> None:
    element = node(PIECE, at, written)
    if is_comment:
        element.tag = COMMENT
        element.text = written[4:-3] if len(written) > len("<!---->") else ""
    stack.add(element)
