"""The prose under a figure, its caption and its source: a paragraph of Markdown each."""

import re
from typing import TypeVar

from msgspec import structs

from generator.blocks.contents import Caption
from generator.blocks.options import FigureOptions
from generator.data.tree import Tree
from generator.markup.parts import Block, Dialect, Expression, Link
from generator.problems import Place, Problem
from generator.problems.fault import Spot, spot_at
from generator.problems.regex import regex

Told = TypeVar("Told", Link, Problem, Expression)

PARAGRAPH = regex(r"<p>(.*?)</p>", re.DOTALL)
_HOLE = regex("\x02([LTSVPQ])([0-9]+)\x03")
# What YAML and our comments put between the characters of a text.
_BETWEEN = frozenset(" \t\n'\"\\#|>+-")
_LONGEST_ESCAPE = 12


def write_caption(
    block: Block, options: FigureOptions, tree: Tree, dialect: Dialect
) -> tuple[Caption, tuple[Problem, ...]]:
    """Convert a figure's caption and source; each paragraph but the last ends with a break.

    ``tree`` tells where both stand in the block.
    """
    caption, told = _convert(block, tree.spot(("caption",)), options.caption, dialect)
    source, told_of_source = _convert(block, tree.spot(("source",)), options.source, dialect)
    made = Caption(
        caption.html,
        _shifted(source.html, caption),
        (*caption.links, *source.links),
        (*caption.values, *source.values),
    )
    return made, (*told, *told_of_source)


def _convert(
    block: Block, spot: Spot, text: str, dialect: Dialect
) -> tuple[Caption, tuple[Problem, ...]]:
    if not text:
        return Caption(), ()
    # Pages know blocks by their types: a build that makes nothing must not load Markdown.
    from generator.markup.convert import convert

    made = convert(dialect.source(block.path, text))
    written = _Written(block, spot, text)
    problems = tuple(written.placed(each) for each in made.problems)
    if made.value is None:
        return Caption(), problems
    html = "<br>".join(PARAGRAPH.findall(made.blobs[0].decode()))
    links = tuple(written.placed(each) for each in made.value.links)
    values = tuple(written.placed(each) for each in made.value.values)
    return Caption(html, links=links, values=values), problems


class _Written:
    """A text as it is written in its block, within quotes or in several lines of YAML."""

    def __init__(self, block: Block, spot: Spot, text: str) -> None:
        self.block = block
        self.lines = text.split("\n")
        self.offsets = _offsets(block.text, spot, text)

    def placed(self, told: Told) -> Told:
        """Give what stands at a place of the text the place that it has in the file."""
        within: Place | None = told.place
        if within is None or not within.line:
            return told
        before = sum(len(line) + 1 for line in self.lines[: within.line - 1])
        at = self.offsets[min(before + max(within.column, 1), len(self.offsets)) - 1]
        line, column = spot_at(self.block.text, at)
        passage = self.block.passage
        return structs.replace(
            told, place=passage.place((line, column)), source=passage.source(line)
        )


def _offsets(raw: str, spot: Spot, text: str) -> list[int]:
    """Return where each character of a text stands in the YAML that it was read from."""
    line, column = spot
    above = sum(len(each) for each in raw.splitlines(keepends=True)[: line - 1])
    at, found = above + column - 1, list[int]()
    for letter in text:
        if not letter.isspace():
            while raw[at : at + 1] in _BETWEEN and raw[at] != letter:
                at += 1
            if raw[at : at + 1] != letter:
                at = max(raw.find(letter, at, at + _LONGEST_ESCAPE), at)
        found.append(at)
        at += raw[at : at + 1] == letter
    return found


def _shifted(html: str, before: Caption) -> str:
    def shifted(hole: re.Match[str]) -> str:
        count = len(before.values if hole[1] == "V" else before.links)
        return f"\x02{hole[1]}{int(hole[2]) + count}\x03"

    return _HOLE.sub(shifted, html)
