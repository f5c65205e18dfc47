"""Admonitions: ``!!! note "Title"`` and what is indented below it, and GitHub's ``> [!NOTE]``."""

import re

from generator.markup.mask import unmask
from generator.markup.tree import INLINE, PIECE, Node, Places, exchange, later, node, nodes_of
from generator.problems.regex import regex

_TITLE = regex(r'!!! ?(?P<kind>[\w-]+(?: +[\w-]+)*)(?: +"(?P<title>.*?)")? *\n?\Z', re.DOTALL)
_ALERT = regex(r"\[!([a-z][\w-]*)\][+-]?[ ]*([^\n]*)(?:\n|\Z)", re.IGNORECASE)
MARK = "!!!"
BOXES = (
    "abstract", "attention", "bug", "caution", "danger", "error", "example", "failure", "hint",
    "important", "info", "note", "question", "quote", "success", "summary", "tip", "todo",
    "warning",
)  # fmt: skip
"""Kinds whose names are said in the language of the page, where no other title is given."""
TASKS = ("task_open", "task_done")
CELLS = ("cell_code", "cell_output")
SAID = (*(f"box_{kind}" for kind in BOXES), *TASKS, *CELLS)
"""What a page's language says within its text, in the order of its holes."""


def said(word: str) -> str:
    """Return the hole of a word."""
    return f"\x02W{SAID.index(word)}\x03"


def say_cells(html: str) -> str:
    """Say what is folded away of a notebook's cells, where they have no words of their own."""
    for word in CELLS:
        html = html.replace(
            f'<summary class="{word}"></summary>', f"<summary>{said(word)}</summary>"
        )
    return html


def give_title(head: Node, kind: str) -> None:
    """Give an admonition the name of its kind as its title."""
    if kind in BOXES:
        head.append(node(PIECE, head.at, said(f"box_{kind}")))
    else:
        head.text, head.places = kind.capitalize(), ()


def read_head(line: str) -> tuple[str, str | None, int]:
    """Return an admonition's kind, its title and where that stands in its first line."""
    found = _TITLE.match(unmask(line))
    if found is None:
        return "note", None, 0
    start, end = found.span("title")
    return found["kind"], line[start:end] if start >= 0 else None, start


def wrap_paragraphs(division: Node) -> None:
    """Wrap bare text in an admonition into paragraphs."""
    children: list[Node] = nodes_of(division)
    text, places = division.text, division.places
    division[:] = []
    division.text, division.places = "\n", ()
    paragraph = _paragraph(division, None, text, places) if text and text.strip() else None
    for child in children:
        tail, tail_places = child.tail, child.tail_places
        if child.tag in INLINE and child.tag != "input":
            paragraph = _paragraph(division, paragraph, None, ())
            paragraph.append(child)
            continue
        child.tail, child.tail_places = "\n", ()
        division.append(child)
        paragraph = None
        if tail and tail.strip():
            bare = tail.lstrip("\n")
            paragraph = _paragraph(division, None, bare, later(tail_places, len(tail) - len(bare)))


def _paragraph(division: Node, paragraph: Node | None, text: str | None, places: Places) -> Node:
    if paragraph is None:
        paragraph = node("p", division.at, text)
        paragraph.places, paragraph.tail = places, "\n"
        division.append(paragraph)
    return paragraph


def lift(parent: Node, items: Node) -> None:
    """Take admonitions out of the list that the parser made of them."""
    parts: list[Node] = []
    for item in nodes_of(items):
        if item.tag == "div":
            parts.append(item)
        elif parts and parts[-1].tag == items.tag:
            parts[-1].append(item)
        else:
            parts.append(node(items.tag, item.at, "\n"))
            parts[-1].append(item)
    for part in parts:
        part.tail = "\n"
    parent[-1:] = parts


def turn_alerts(root: Node) -> None:
    """Turn quotations that begin with ``[!NOTE]`` into admonitions."""
    exchange(root, lambda child: _alerts(child) if child.tag == "blockquote" else ())


def _alerts(quote: Node) -> list[Node]:
    """Split a quotation before each alert; empty if it has none."""
    parts: list[Node] = []
    for child in list(quote):
        match = _ALERT.match(child.text or "") if child.tag == "p" else None
        if match is not None:
            parts.append(_alert(match, child))  # type: ignore[arg-type]
            if not child.text and not len(child):
                continue
        elif not parts:
            parts.append(node("blockquote", quote.at, "\n"))
        parts[-1].append(child)
    for part in parts:
        part.tail = "\n"
    return parts if any(part.tag == "div" for part in parts) else []


def _alert(match: re.Match[str], paragraph: Node) -> Node:
    kind, title = match[1].lower(), match[2]
    division = node("div", paragraph.at, "\n")
    division.set("class", f"admonition {kind}")
    head = node("p", paragraph.at, title)
    head.set("class", "admonition-title")
    head.tail = "\n"
    head.places = later(paragraph.places, match.start(2))
    division.append(head)
    paragraph.places = later(paragraph.places, match.end())
    paragraph.text = (paragraph.text or "")[match.end() :]
    if not match[0].endswith("\n"):
        _move_line(paragraph, head)
    if not title and not len(head):
        head.text = None
        give_title(head, kind)
    return division


def _move_line(paragraph: Node, head: Node) -> None:
    """Move what stands in the first line of a paragraph behind its text."""
    for child in nodes_of(paragraph):
        paragraph.remove(child)
        head.append(child)
        child.tail, end, rest = (child.tail or "").partition("\n")
        if end:
            paragraph.text = rest
            paragraph.places = later(child.tail_places, len(child.tail) + 1)
            return
