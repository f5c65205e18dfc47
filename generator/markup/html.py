"""An author's own HTML as part of the tree: every tag finds its other, or is told."""

import re
from collections.abc import Container
from html import unescape
from typing import Protocol

from generator.markup.mask import literal
from generator.markup.tags import ENDS, RAW, UNCLOSED, Attribute, Tag, tags
from generator.markup.text import brief
from generator.markup.tree import (
    COMMENT,
    INLINE,
    PIECE,
    VERBATIM,
    VOID,
    Node,
    Places,
    node,
    nodes_of,
    offset_in,
)
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
DRAWN = frozenset(("svg", "math"))
ENDLESS = "plaintext"
VERBATIM_RAW = frozenset(("script", "style"))
"""Elements in whose text browsers read no entities."""
KNOWN = frozenset((*OPTIONAL, *NOT_IN_P, *VOID, *INLINE, *RAW)) | frozenset(
    "acronym applet audio big blink canvas command datalist dir font frame frameset head image"
    " keygen legend listing map marquee meter nobr noscript object progress rb rtc ruby slot"
    " spacer strike summary svg template video".split()
)
PLAIN = frozenset(("alt", "class", "href", "id", "src", "style", "title"))
"""Attributes whose values hold no tags."""
UNREAD = 'blank lines around it, or markdown="1" in the tag before it, have it read'
NO_TAG = "write &lt; where no tag is meant, or put it into backticks"


_MARKS = re.compile(
    r"\*\*[^\s*][^*\n]*\*\*|(?<![\w*])\*[^\s*][^*\n]*\*(?![\w*])"
    r"|!?\[[^\[\]\n]*\]\([^\s()]+\)|`[^`\n]+`"
)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|\w+);")
_NAME = re.compile(r"[^\"'<=]+")
_LINE = re.compile(r"\n[ \t>]*")
_SHOWN_END = re.compile(r"</(?=(?:script|style)[\s/>])", re.IGNORECASE)
_NOTE_END = {True: re.compile("--!?>"), False: re.compile(">")}


class Stack(Protocol):
    """What a grammar's builder offers to those who write into its tree."""

    body: str
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
        if tag.kind == "text" or _is_text(stack, tag):
            _text(stack, html[tag.start : tag.end], places, tag.start)
        elif tag.kind == "open":
            _open(stack, tag, at, places)
        elif tag.kind == "close":
            close_tag(stack, tag.name, at)
        elif tag.kind == "broken":
            _broken(stack, tag, at)
        else:
            _note(stack, html[tag.start : tag.end], tag, places)


def _is_text(stack: Stack, tag: Tag) -> bool:
    """Tell whether a tag is none to a browser, which sees text alone where it stands."""
    raw = _raw(stack)
    return raw is not None and (tag.kind != "close" or tag.name.lower() != raw.tag.lower())


def _raw(stack: Stack) -> Node | None:
    """Return the open element of a line whose content is text to browsers."""
    found: list[Node] = []
    for element in reversed(stack.open):
        name = element.tag.lower()
        if element.own and name in DRAWN:
            # There, the others have elements in them.
            found = [each for each in found if each.tag.lower() in VERBATIM_RAW][:1]
            break
        if element.own and name in RAW:
            found.append(element)
        elif not element.own and name not in INLINE:
            break
    return found[-1] if found else None


def _broken(stack: Stack, tag: Tag, at: int) -> None:
    if closing := ENDS.get(tag.name):
        what = "this comment" if tag.name == "<!--" else f'"{tag.name}"'
        stack.tell(f"{what} is never closed", at, f"close it by {closing}", "error")
    else:
        stack.tell("this tag never ends", at, UNCLOSED, "error")
    _leave(stack)


def _leave(stack: Stack) -> None:
    """Say nothing more of tags that do not pair, where one swallowed others."""
    for element in stack.open:
        element.is_told = True


def close_to(stack: Stack, depth: int) -> None:
    """Close what an author's HTML left open in the container that is at a depth of the stack."""
    while len(stack.open) > depth:
        element = stack.open[-1]
        if not element.own:
            return
        raw = _raw(stack)
        stack.pop()
        _let_go(stack, element)
        _unclosed(stack, element)
        if element is raw and element.kept < 0:
            _show(stack, element)


def end_block(stack: Stack) -> None:
    """Remember what belongs to an open element whether or not it is closed later."""
    for element in reversed(stack.open):
        if not element.own or element.kept >= 0:
            return
        element.kept = len(element)


def _let_go(stack: Stack, element: Node) -> None:
    """Move what stands behind the HTML of an element that is never closed out of it."""
    kept = element.kept if element.kept >= 0 else len(element)
    moved = list(element)[kept:]
    del element[kept:]
    for child in moved:
        stack.open[-1].append(child)
    if moved:
        element.tail = "\n"


def _show(stack: Stack, element: Node) -> None:
    """Show a tag as text that would hide all behind it, and what is behind it as what it is."""
    stack.open[-1].remove(element)
    stack.text(literal(stack.body[element.at : element.end]), ((0, element.at),))
    stack.text(element.text or "", element.places)
    for child in nodes_of(element):
        tail, places = child.tail, child.tail_places
        child.tail = None
        stack.add(child)
        stack.text(tail or "", places)


def _text(stack: Stack, text: str, places: Places, start: int) -> None:
    """Add text; what an entity stands for is a literal character."""
    is_verbatim = stack.open[-1].tag.lower() in VERBATIM_RAW
    if not is_verbatim and (found := _MARKS.search(text)):
        _unread(stack, found[0], offset_in(places, start + found.start()))
        text = _MARKS.sub(lambda match: literal(match[0]), text)
    done = 0
    if is_verbatim:
        # Where it is drawn, browsers see tags in it.
        is_drawn = _is_in(stack, DRAWN)
        text = text.replace("<", "&lt;") if is_drawn else text
    elif "&" in text:
        for entity in _ENTITY.finditer(text):
            _run(stack, text[done : entity.start()], places, start + done)
            _run(stack, literal(unescape(entity[0])), places, start + entity.start())
            done = entity.end()
    _run(stack, text[done:], places, start + done)


def _run(stack: Stack, text: str, places: Places, start: int) -> None:
    if text:
        end = start + len(text)
        later = ((offset - start, at) for offset, at in places if start < offset < end)
        stack.text(text, [(0, offset_in(places, start)), *later])


def _unread(stack: Stack, written: str, at: int) -> None:
    """Tell of Markdown in a block of HTML, but where it is meant to be read as it is."""
    if not _is_in(stack, VERBATIM):
        message = f'readers see "{brief(written)}" as it is written: this is a block of HTML'
        stack.tell(message, at, UNREAD, "warning")


def _is_in(stack: Stack, names: Container[str]) -> bool:
    return any(element.tag.lower() in names for element in stack.open)


def _open(stack: Stack, tag: Tag, at: int, places: Places) -> None:
    name = tag.name.lower()
    if name == ENDLESS:
        stack.tell(f"nothing ends a <{name}>, not even the page", at, NO_TAG, "warning")
        stack.text(literal(stack.body[at : offset_in(places, tag.end)]), ((0, at),))
        return
    _end_before(stack, name)
    element = node(name if name in VOID else tag.name, at)
    element.own = True
    element.end = offset_in(places, tag.end)
    for attribute in tag.attributes:
        _assign(element, attribute, places)
        value = attribute.value or ""
        if attribute.name.lower() in PLAIN and "<" in value and "\n" in value:
            message = "browsers take what follows for a value of this tag"
            stack.tell(message, offset_in(places, attribute.at) - 1, UNCLOSED, "error")
            _leave(stack)
            element.is_told = True
    if name not in KNOWN and "-" not in name and not _is_in(stack, DRAWN):
        message = f"no browser knows a <{tag.name}>: readers see only what is in it"
        stack.tell(message, at, NO_TAG, "warning")
        element.is_told = True
    if name in VOID or tag.is_closed:
        stack.add(element)
    else:
        stack.push(element)


def _assign(element: Node, attribute: Attribute, places: Places) -> None:
    if attribute.name == "markdown" or not _NAME.fullmatch(attribute.name):
        return
    element.attrib[attribute.name] = attribute.value  # type: ignore[assignment]
    element.give(attribute.name.lower(), offset_in(places, attribute.at))
    element.give(f"{attribute.name.lower()}=", offset_in(places, attribute.named))


def _end_before(stack: Stack, name: str) -> None:
    """Close what the next tag ends without a word."""
    ended = ENDED_BY.get(name, ())
    while stack.open[-1].own and stack.open[-1].tag.lower() in ended:
        stack.pop()
    if name in NOT_IN_P and stack.open[-1].own and stack.open[-1].tag.lower() == "p":
        _let_go(stack, stack.pop())


def close_tag(stack: Stack, name: str, at: int) -> None:
    """Close an element, and what is open in it; in a paragraph, what is around it when it ends."""
    wanted = name.lower()
    depth = len(stack.open)
    while depth and stack.open[depth - 1].own:
        depth -= 1
        if stack.open[depth].tag.lower() == wanted:
            while len(stack.open) > depth + 1:
                _unclosed(stack, stack.pop())
            raw = _raw(stack)
            element = stack.pop()
            if element is raw:
                _fill(stack, element, at)
            # Browsers end a paragraph at the first block in it, and its class or align with it.
            if wanted == "p" and any(child.tag in NOT_IN_P for child in element):
                element.tag = "div"
            return
    if depth and stack.open[depth - 1].tag == "p" and _is_open(stack, wanted, depth - 1):
        stack.closing.append((name, at))
        return
    if stack.open[0].is_told:
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
        stack.tell(message, element.at, f"close it by </{element.tag}>", severity)


def _fill(stack: Stack, element: Node, at: int) -> None:
    """Give an element whose content is text to browsers that text, which Markdown took for its."""
    if 0 <= element.end <= at:
        # Of code that shows a closing tag, browsers would see the tag alone.
        written = _LINE.sub("\n", stack.body[element.end : at])
        if element.tag.lower() in VERBATIM_RAW:
            written = _SHOWN_END.sub(r"<\\/", written)
        del element[:]
        element.text = None
        stack.open.append(element)
        _text(stack, written, ((0, element.end),), 0)
        stack.pop()


def _note(stack: Stack, written: str, tag: Tag, places: Places) -> None:
    """Add a comment or the like as far as browsers read it; what is behind is text to them."""
    is_comment = tag.kind == "comment"
    end = _NOTE_END[is_comment].search(written, min(len(written), 4 if is_comment else 0))
    length = end.end() if end else len(written)
    element = node(PIECE, offset_in(places, tag.start), written[:length])
    if is_comment:
        element.tag = COMMENT
        element.text = written[4 : end.start()] if end else ""
    stack.add(element)
    if length < len(written):
        _text(stack, written[length:], places, tag.start + length)
