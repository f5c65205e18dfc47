"""The prose under a figure, its caption and its source: a paragraph of Markdown each."""

import re

from msgspec import Struct

from generator.charts.authored import Settings
from generator.data.prose.references import caption_values
from generator.markup.convert import convert
from generator.markup.parts import Block, Dialect, Expression, Link
from generator.problems import Problem

PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_HOLE = re.compile("\x02([LTSV])([0-9]+)\x03")


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
    caption = _convert(block, settings.caption, dialect)
    source = _convert(block, settings.source, dialect)
    return Caption(
        caption.html,
        _shifted(source.html, caption),
        (*caption.links, *source.links),
        (*caption.problems, *source.problems),
        (*caption.values, *source.values),
    )


def _convert(block: Block, text: str, dialect: Dialect) -> Caption:
    if not text:
        return Caption()
    made = convert(dialect.source(block.path, text, _line(block, text)))
    if made.value is None:
        return Caption(problems=made.problems)
    html = "<br>".join(PARAGRAPH.findall(made.blobs[0].decode()))
    values = _in_place(block, made.value.values)
    return Caption(html, "", made.value.links, made.problems, values)


def _in_place(block: Block, values: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """Give values the places that they have in their file, as far as their text tells."""
    if not values:
        return ()
    placed = {each.text: each for each in reversed(caption_values(block))}
    return tuple(placed.get(each.text, each) for each in values)


def _shifted(html: str, before: Caption) -> str:
    def shifted(hole: re.Match[str]) -> str:
        count = len(before.values if hole[1] == "V" else before.links)
        return f"\x02{hole[1]}{int(hole[2]) + count}\x03"

    return _HOLE.sub(shifted, html)


def _line(block: Block, text: str) -> int:
    """Return the file's line that a text begins in, as far as its first words tell."""
    begin = text.splitlines()[0][:24]
    lines = block.text.splitlines()
    return block.line + next((number for number, line in enumerate(lines) if begin in line), 0)
