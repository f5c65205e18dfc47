"""The prose under a figure, its caption and its source: a paragraph of Markdown each."""

import re
from typing import TypeVar

from msgspec import Struct, structs

from generator.charts.authored import Settings
from generator.markup.convert import convert
from generator.markup.parts import Block, Dialect, Expression, Link
from generator.problems import Place, Problem
from generator.problems.fault import Fault, spot_at

Told = TypeVar("Told", Link, Problem, Expression)

PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_HOLE = re.compile("\x02([LTSV])([0-9]+)\x03")
# What YAML and our comments put between the characters of a text.
_BETWEEN = frozenset(" \t\n'\"\\#|>+-")
_LONGEST_ESCAPE = 12


class Caption(Struct, frozen=True):
    """Phrasing HTML with holes for links and values, what fills them, and what is wrong with it.

    The holes of ``source`` go on counting in ``links`` and ``values`` after those of ``html``.
    """

    html: str = ""
    source: str = ""
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    values: tuple[Expression, ...] = ()


def write_caption(block: Block, settings: Settings, dialect: Dialect) -> Caption:
    """Convert a figure's caption and source; each paragraph but the last ends with a break."""
    caption = _convert(block, "caption", settings.caption, dialect)
    source = _convert(block, "source", settings.source, dialect)
    return Caption(
        caption.html,
        _shifted(source.html, caption),
        (*caption.links, *source.links),
        (*caption.problems, *source.problems),
        (*caption.values, *source.values),
    )


def _convert(block: Block, key: str, text: str, dialect: Dialect) -> Caption:
    if not text:
        return Caption()
    made = convert(dialect.source(block.path, text))
    written = _Written(block, key, text)
    problems = tuple(written.placed(each) for each in made.problems)
    if made.value is None:
        return Caption(problems=problems)
    return Caption(
        "<br>".join(PARAGRAPH.findall(made.blobs[0].decode())),
        links=tuple(written.placed(each) for each in made.value.links),
        problems=problems,
        values=tuple(written.placed(each) for each in made.value.values),
    )


class _Written:
    """A text as it is written in its block, within quotes or in several lines of YAML."""

    def __init__(self, block: Block, key: str, text: str) -> None:
        self.block = block
        self.lines = text.split("\n")
        self.offsets = _offsets(block.text, key, text)

    def placed(self, told: Told) -> Told:
        """Give what stands at a place of the text the place that it has in the file."""
        within: Place | None = told.place
        if within is None or not within.line:
            return told
        before = sum(len(line) + 1 for line in self.lines[: within.line - 1])
        at = self.offsets[min(before + max(within.column, 1), len(self.offsets)) - 1]
        found = self.block.problem(Fault("", spot_at(self.block.text, at)))
        return structs.replace(told, place=found.place, source=found.source)


def _offsets(raw: str, key: str, text: str) -> list[int]:
    """Return where each character of a key's text stands in the YAML that it was read from."""
    head = re.search(rf"^(?:#\|[ \t]*)?{key}[ \t]*:", raw, re.MULTILINE)
    at, found = head.end() if head else 0, []
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
