"""Write a tree as HTML."""

from collections.abc import Callable, Container
from xml.etree.ElementTree import Element

from generator.markup.mask import unmask_html
from generator.markup.tree import COMMENT, PIECE, VOID

QUOTE = '"'
_RAW = frozenset(("script", "style"))


def to_html(root: Element, without: Container[str] = (), holes: str = "") -> str:
    """Write what is in an element; of those ``without``, only what is in them.

    ``holes`` are the kinds of hole that stay and lose their ids, where they are given.
    """
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
        if tag == PIECE:
            text = child.text or ""
            if not holes or text[1:2] in holes:
                write(text)
        elif tag == COMMENT:
            write("" if holes else f"<!--{child.text}-->")
        elif tag in without:
            _inside(child, write, without, holes)
        else:
            _element(child, write, without, holes)
        tail = child.tail
        if tail:
            write(_escaped(tail))


def _element(
    element: Element, write: Callable[[str], None], without: Container[str], holes: str
) -> None:
    tag = element.tag
    attributes = element.attrib
    if not attributes:
        write(f"<{tag}>")
    elif holes:
        kept = [item for item in attributes.items() if item[0] not in ("id", "name")]
        write(f"<{tag}{''.join(map(_attribute, kept))}>")
    else:
        write(f"<{tag}{''.join(map(_attribute, attributes.items()))}>")
    if tag in VOID:
        return
    if tag in _RAW:
        write(element.text or "")
    else:
        _inside(element, write, without, holes)
    write(f"</{tag}>")


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
