"""An author's own HTML as part of the tree: every tag finds its other, or is told."""

import re
from collections.abc import Container
from html import unescape
from typing import TYPE_CHECKING

from generator.markup.mask import literal
from generator.markup.tags import (
    DRAWN,
    ENDED_BY,
    ENDS,
    KNOWN,
    NOT_IN_P,
    OPTIONAL,
    PLAIN,
    RAW,
    UNCLOSED,
    VERBATIM_RAW,
    Tag,
    tags,
)
from generator.markup.text import brief
from generator.markup.tree import (
    INLINE,
    PIECE,
    VERBATIM,
    VOID,
    Node,
    Places,
    later,
    node,
    nodes_of,
    offset_in,
)
from generator.problems import Severity

if TYPE_CHECKING:
    from generator.markup.commonmark.builder import Builder

UNREAD = 'blank lines around it, or markdown="1" in the tag before it, have it read'
NO_TAG = "write &lt; where no tag is meant, or put it into backticks"
_MARKS = re.compile(
    r"\*\*[^\s*][^*\n]*\*\*|(?<![\w*])\*[^\s*][^*\n]*\*(?![\w*])"
    r"|!?\[[^\[\]\n]*\]\([^\s()]+\)|`[^`\n]+`"
)
_PARTS = re.compile(r"(?P<entity>&(?:#\d+|#[xX][\da-fA-F]+|\w+);)|[^&]+|&")
_NAME = re.compile(r"[^\"'<=]+")
_LINE = re.compile(r"\n[ \t>]*")
_SHOWN_END = re.compile(r"</(?=(?:script|style)[\s/>])", re.IGNORECASE)


def write_html(stack: "Builder", html: str, places: Places) -> None:
    """Write some HTML into the tree."""
    for tag in tags(html):
        at = offset_in(places, tag.start)
        written, its_places = html[tag.start : tag.end], later(places, tag.start, tag.end)
        if tag.kind == "text" or _is_text(stack, tag):
            _text(stack, written, its_places)
        elif tag.kind == "open":
            _open(stack, tag, places)
        elif tag.kind == "close":
            close_tag(stack, tag.name, at, offset_in(places, 0))
        elif tag.kind == "broken":
            _broken(stack, tag, at)
        else:
            _note(stack, written, its_places)


def _is_text(stack: "Builder", tag: Tag) -> bool:
    """Tell whether a tag is none to a browser, which sees text alone where it stands."""
    raw = _raw(stack)
    return raw is not None and (tag.kind != "close" or tag.name.lower() != raw.tag)


def _raw(stack: "Builder") -> Node | None:
    """Return the outermost open element of a block whose content is text to browsers."""
    found = None
    for element in reversed(stack.open):
        if element.own and element.tag in RAW:
            found = element
        elif not element.own and element.tag not in INLINE:
            break
    return found


def _broken(stack: "Builder", tag: Tag, at: int) -> None:
    if closing := ENDS.get(tag.name):
        what = "this comment" if tag.name == "<!--" else f'"{tag.name}"'
        stack.tell(f"{what} is never closed", at, f"close it by {closing}", "error")
    else:
        stack.tell("this tag never ends", at, UNCLOSED, "error")
    _leave(stack)


def _leave(stack: "Builder") -> None:
    """Say nothing more of tags that do not pair, where one swallowed others."""
    for element in stack.open:
        element.is_told = True


def _note(stack: "Builder", written: str, places: Places) -> None:
    """Add a comment or the like as far as browsers read it; what is behind is text to them."""
    end = len(written)
    if written.startswith("<!--"):
        # Browsers would end it there, and show what its author meant nobody to see.
        written = written.replace("--!>", "-- >")
    else:
        end = written.find(">") + 1
    stack.add(node(PIECE, offset_in(places, 0), written[:end]))
    if end < len(written):
        _text(stack, written[end:], later(places, end))


def _text(stack: "Builder", text: str, places: Places) -> None:
    """Add text; what an entity stands for is a literal character."""
    if stack.open[-1].tag in VERBATIM_RAW:
        # Where it is drawn, browsers see tags in it.
        stack.text(text.replace("<", "&lt;") if _is_in(stack, DRAWN) else text, places)
        return
    if found := _MARKS.search(text):
        if not _is_in(stack, VERBATIM):
            message = f'readers see "{brief(found[0])}" as it is written: this is a block of HTML'
            stack.tell(message, offset_in(places, found.start()), UNREAD, "warning")
        text = _MARKS.sub(lambda match: literal(match[0]), text)
    for part in _PARTS.finditer(text):
        run = literal(unescape(part[0])) if part["entity"] else part[0]
        stack.text(run, later(places, part.start(), part.end()))


def _is_in(stack: "Builder", names: Container[str]) -> bool:
    return any(element.tag in names for element in stack.open)


def _open(stack: "Builder", tag: Tag, places: Places) -> None:
    element = element_of(tag, places)
    _end_before(stack, element.tag)
    _judge(stack, element, tag, places)
    if element.tag in VOID or tag.is_closed:
        stack.add(element)
    else:
        stack.push(element)


def element_of(tag: Tag, places: Places) -> Node:
    """Make an element of a tag."""
    element = node(tag.name.lower(), offset_in(places, tag.start))
    element.own, element.end = True, offset_in(places, tag.end)
    for each in tag.attributes:
        if each.name != "markdown" and _NAME.fullmatch(each.name):
            element.attrib[each.name] = each.value  # type: ignore[assignment]
            element.give(each.name.lower(), offset_in(places, each.at))
            element.give(f"{each.name.lower()}=", offset_in(places, each.named))
    return element


def _judge(stack: "Builder", element: Node, tag: Tag, places: Places) -> None:
    """Tell of a tag that takes text for its own, and of one that no browser knows."""
    for each in tag.attributes:
        value = each.value or ""
        if each.name.lower() in PLAIN and "<" in value and "\n" in value:
            message = "browsers take what follows for a value of this tag"
            stack.tell(message, offset_in(places, each.at) - 1, UNCLOSED, "error")
            _leave(stack)
            element.is_told = True
    if element.tag not in KNOWN and "-" not in element.tag and not _is_in(stack, DRAWN):
        message = f"no browser knows a <{tag.name}>: readers see only what is in it"
        stack.tell(message, element.at, NO_TAG, "warning")
        element.is_told = True


def _end_before(stack: "Builder", name: str) -> None:
    """Close what the next tag ends without a word."""
    ended = ENDED_BY.get(name, "").split()
    while stack.open[-1].own and stack.open[-1].tag in ended:
        stack.pop()
    if name in NOT_IN_P and stack.open[-1].own and stack.open[-1].tag == "p":
        _let_go(stack, stack.pop())


def end_block(stack: "Builder") -> None:
    """Remember what belongs to an open element whether or not it is closed later."""
    for element in reversed(stack.open):
        if not element.own or element.kept >= 0:
            return
        element.kept = len(element)


def close_to(stack: "Builder", depth: int) -> None:
    """Close what an author's HTML left open in the container that is at a depth of the stack."""
    while len(stack.open) > depth and stack.open[-1].own:
        raw, element = _raw(stack), stack.pop()
        _let_go(stack, element)
        _unclosed(stack, element)
        if element is raw and element.kept < 0:
            _show(stack, element)


def _let_go(stack: "Builder", element: Node) -> None:
    """Move what stands behind the HTML of an element that is never closed out of it."""
    if element.kept >= 0 and (moved := element[element.kept :]):
        del element[element.kept :]
        stack.open[-1].extend(moved)
        element.tail = "\n"


def _show(stack: "Builder", element: Node) -> None:
    """Show a tag as text that would hide all behind it, and what is behind it as what it is."""
    stack.open[-1].remove(element)
    stack.text(literal(stack.body[element.at : element.end]), ((0, element.at),))
    stack.text(element.text or "", element.places)
    for child in nodes_of(element):
        tail, child.tail = child.tail or "", None
        stack.add(child)
        stack.text(tail, child.tail_places)


def close_tag(stack: "Builder", name: str, at: int, since: int = -1) -> None:
    """Close an element, and what is open in it; in a paragraph, what is around it when it ends.

    What begins ``since`` an offset holds what browsers see in it.
    """
    name = name.lower()
    depth = _find(stack, name, len(stack.open))
    if stack.open[depth].own:
        while len(stack.open) > depth + 1:
            _unclosed(stack, stack.pop())
        _end(stack, at, since)
    elif stack.open[depth].tag == "p" and stack.open[_find(stack, name, depth)].own:
        stack.closing.append((name, at))
    elif not stack.open[0].is_told:
        hint = f"take it out, or open a <{name}> before it where it belongs"
        hint = f"write <{name}>" if name in VOID else hint
        stack.tell(f"this </{name}> closes nothing", at, hint, "warning")


def _find(stack: "Builder", name: str, depth: int) -> int:
    """Return where the innermost element of a name is open; else where Markdown's is around it."""
    depth -= 1
    while stack.open[depth].own and stack.open[depth].tag != name:
        depth -= 1
    return depth


def _end(stack: "Builder", at: int, since: int) -> None:
    raw, element = _raw(stack), stack.pop()
    if element is raw and 0 <= element.end <= at and not 0 <= since <= element.at:
        _fill(stack, element, at)
    # Browsers end a paragraph at the first block in it, and its class or align with it.
    if element.tag == "p" and any(child.tag in NOT_IN_P for child in element):
        element.tag = "div"


def _fill(stack: "Builder", element: Node, at: int) -> None:
    """Give an element whose content is text to browsers that text, which Markdown took for its."""
    written = _LINE.sub("\n", stack.body[element.end : at])
    if element.tag in VERBATIM_RAW:
        # Of code that shows a closing tag, browsers would see the tag alone.
        written = _SHOWN_END.sub(r"<\\/", written)
    del element[:]
    element.text = None
    stack.open.append(element)
    _text(stack, written, ((0, element.end),))
    stack.pop()


def _unclosed(stack: "Builder", element: Node) -> None:
    if element.tag not in OPTIONAL and not element.is_told:
        is_swallowing = element.tag in RAW or element.tag == "pre"
        severity: Severity = "error" if is_swallowing else "warning"
        message = f"this <{element.tag}> is never closed"
        stack.tell(message, element.at, f"close it by </{element.tag}>", severity)
