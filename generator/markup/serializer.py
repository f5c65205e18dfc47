"""Write a tree as HTML."""

from collections.abc import Callable, Container, Iterable
from xml.etree.ElementTree import Element

from generator.markup.mask import unmask_html
from generator.markup.tree import PIECE, VOID

QUOTE = '"'
_UNUSUAL = VOID | {PIECE, "script", "style"}


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
        if tag in _UNUSUAL or tag in without:
            _unusual(child, write, without, holes)
        else:
            attributes = child.items()
            write(f"<{tag}{_attributes(attributes, holes)}>" if attributes else f"<{tag}>")
            if len(child):
                _inside(child, write, without, holes)
            elif child.text:
                write(_escaped(child.text))
            write(f"</{tag}>")
        tail = child.tail
        if tail:
            write(_escaped(tail))


def _unusual(
    element: Element, write: Callable[[str], None], without: Container[str], holes: str
) -> None:
    """Write what is no element of its own, holds no elements, or is left out."""
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
