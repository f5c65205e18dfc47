"""What a blog makes of Markdown's elements: figures, tables that scroll, formulas on their own."""

from xml.etree.ElementTree import Element

from generator.markup.admonitions import TASKS, said
from generator.markup.tags import NOT_IN_P
from generator.markup.tree import Node, exchange, later, node


def dress(root: Node) -> None:
    """Go through the tree once, and dress what its author wrote as Markdown."""
    for element in list(root.iter()):
        work = _DRESSED.get(element.tag)
        if work is not None and type(element) is Node and not element.own:
            work(element)
        if len(element) and element.tag not in _TEXT:
            _children(element)


def _image(image: Node) -> None:
    image.set("loading", "lazy")
    image.set("decoding", "async")


def _cell(cell: Node) -> None:
    align = cell.attrib.pop("align", "")
    if align:
        _add_class(cell, f"align-{align}")
    # The corner of a table heads nothing, and a screen reader would tell of a head without a name.
    if cell.tag == "th" and not len(cell) and not (cell.text or "").strip():
        cell.tag = "td"


def _add_class(element: Element, name: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())


def _children(parent: Element) -> None:
    """Dress what takes another place in its parent."""
    for at, child in enumerate(list(parent)):
        tag = child.tag
        if tag not in _PLACED or type(child) is not Node or child.own:
            continue
        if tag == "p":
            if len(child) == 1 and child[0].tag in NOT_IN_P and not _has_text(child):
                child[0].tail = child.tail
                parent[at] = child[0]
        elif tag == "table" and parent.get("class") != "table":
            parent[at] = _scrolling(child)


def _has_text(paragraph: Node) -> bool:
    return bool((paragraph.text or "").strip() or (paragraph[0].tail or "").strip())


def _box_of(item: Element) -> Element | None:
    """Return the box of a task."""
    first = item[0] if len(item) else None
    if first is not None and first.tag == "p" and len(first):
        first = first[0]
    is_box = first is not None and first.tag == "input" and first.get("type") == "checkbox"
    return first if is_box else None


def _list(element: Node) -> None:
    boxes = [(item, box) for item in element if (box := _box_of(item)) is not None]
    for item, box in boxes:
        _add_class(item, "task-list-item")
        if "aria-label" not in box.attrib:
            box.set("aria-label", said(TASKS["checked" in box.attrib]))
    if boxes:
        _add_class(element, "task-list")


def _definition(element: Node) -> None:
    """Take the text of a definition out of its only paragraph."""
    if len(element) == 1 and element[0].tag == "p":
        only: Node = element[0]  # type: ignore[assignment]
        element.text, element.places = only.text, only.places
        element[:] = list(only)


def part_formulas(root: Node) -> None:
    """Part paragraphs around the formulas that have lines of their own."""
    exchange(root, lambda child: _parted(child) if child.tag == "p" else ())


def _figure(paragraph: Node) -> None:
    """Make a figure of a paragraph with only an image in it, linked or not."""
    if len(paragraph) != 1:
        return
    only: Node = paragraph[0]  # type: ignore[assignment]
    image: Node = only[0] if only.tag == "a" and len(only) == 1 else only  # type: ignore[assignment]
    texts = (paragraph.text, only.tail, only.text if only is not image else "", image.tail)
    if image.tag != "img" or image.own or any(text and text.strip() for text in texts):
        return
    paragraph.tag = "figure"
    for name in ("class", "id"):
        if name in image.attrib:
            paragraph.set(name, image.attrib.pop(name))
            for key in (name, f"{name}="):
                if key in image.given:
                    paragraph.give(key, image.given[key])
    title = image.attrib.pop("title", "")
    if title:
        only.tail = "\n"
        caption = node("figcaption", image.at, title)
        caption.places = ((0, image.given["title"]),) if "title" in image.given else ()
        paragraph.append(caption)


def _scrolling(table: Node) -> Node:
    """Put a table in a box of its own, which can be scrolled where the page is narrow."""
    box = node("div", table.at, "\n")
    box.set("class", "table")
    box.tail, table.tail = table.tail, "\n"
    box.append(table)
    return box


def _is_display(element: Element) -> bool:
    return element.tag == "math" and element.get("display") == "block"


def _parted(paragraph: Node) -> list[Node]:
    """Part a paragraph around the formulas that have lines of their own, if there are any."""
    if not any(map(_is_display, paragraph)):
        return []
    parts = [_copy(paragraph)]
    for child in list(paragraph):
        before = (parts[-1][-1].tail if len(parts[-1]) else parts[-1].text) or ""
        after = child.tail or ""
        alone = before[-1:] in ("", "\n") and after[:1] in ("", "\n")
        if not alone or not _is_display(child) or (not before and len(parts[-1])):
            parts[-1].append(child)
            continue
        _strip_end(parts[-1])
        box = node("div", getattr(child, "at", -1))
        box.set("class", "math")
        box.append(child)
        rest = node("p", paragraph.at, after.lstrip("\n"))
        rest.places = later(child.tail_places, len(after) - len(after.lstrip("\n")))  # type: ignore[attr-defined]
        child.tail = None
        parts += [box, rest]
    kept = [part for part in parts if len(part) or (part.text or "").strip()]
    for part in kept:
        part.tail = "\n"
    return kept


def _copy(paragraph: Node) -> Node:
    made = Node("p", paragraph.attrib)
    made.at, made.text, made.places = paragraph.at, paragraph.text, paragraph.places
    return made


def _strip_end(part: Node) -> None:
    if len(part):
        part[-1].tail = (part[-1].tail or "").rstrip("\n")
    else:
        part.text = (part.text or "").rstrip("\n")


_DRESSED = {
    "p": _figure,
    "img": _image,
    "td": _cell,
    "th": _cell,
    "ul": _list,
    "ol": _list,
    "dd": _definition,
}
_PLACED = frozenset(("p", "table"))
_TEXT = frozenset(("p", "em", "strong", "a", "tr", "table", "thead", "tbody", "ul", "ol"))
"""Elements of Markdown in which nothing takes another place."""
