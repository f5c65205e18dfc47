"""INSERT: Markdown or HTML that a block of one's own made, into a part of its page."""

import re

from generator.engine import Made, Read, keep
from generator.markup.convert import convert
from generator.markup.inserts import Insert, InsertSource
from generator.markup.parts import Markup
from generator.problems import Place, Problem

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")


def convert_insert(value: InsertSource, read: Read) -> Made[Insert]:
    """Convert what a block made; the places of problems are those in it."""
    text = read(value.text).decode()
    if value.makes == "html":
        text = _as_one_block(text)
    made = convert(value.dialect.source("", text))
    if made.value is None:
        return Made(None, made.problems)
    markup, problems = made.value, (*made.problems, *_left_over(value, made.value))
    if any(problem.severity == "error" for problem in problems):
        return Made(None, problems)
    html = made.blobs[0].decode()
    anchors = markup.anchors
    if value.anchor:
        html = f'<div id="{value.anchor}">\n{html}\n</div>'
        anchors = (value.anchor, *anchors)
    blob, raw = keep(html)
    insert = Insert(blob, markup.links, markup.codes, anchors, markup.has_math)
    return Made(insert, problems, (raw, *made.blobs[1:]))


def _as_one_block(html: str) -> str:
    """Let no blank line end the block that Markdown takes HTML for."""
    html = html.strip()
    html = html if html.startswith("<") else f"<div>\n{html}\n</div>"
    return _BLANK.sub("\n<!-- -->\n", html)


def _left_over(value: InsertSource, markup: Markup) -> list[Problem]:
    """Tell of what only a page's own text can have."""
    lacks = {
        "a figure": [block.line for block in markup.figures],
        "data": [block.line for block in markup.data],
        "a list": [block.line for block in markup.lists],
        "a value in braces": [each.place.line for each in markup.values],
        "a footnote": [1 for _ in markup.notes],
    }
    hint = "it makes Markdown without these; write it into the page itself"
    return [
        Problem(f"{what} stands in what {value.name} makes", Place("", lines[0], 1), hint)
        for what, lines in lacks.items()
        if lines
    ]
