"""A figure's caption: one paragraph of Markdown."""

import re

from msgspec import Struct

from generator.markup.convert import MarkupSource, convert
from generator.markup.parts import Block, Link
from generator.problems import Problem

PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


class Caption(Struct, frozen=True):
    """Phrasing HTML with ``L`` and ``T`` holes for its links, and what is wrong with it."""

    html: str = ""
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()


def write_caption(block: Block, text: str, language: str) -> Caption:
    """Convert a caption; of several paragraphs each ends with a line break."""
    if not text:
        return Caption()
    made = convert(MarkupSource(block.path, text, _line(block, text), language=language))
    if made.value is None:
        return Caption(problems=made.problems)
    html = "<br>".join(PARAGRAPH.findall(made.blobs[0].decode()))
    return Caption(html, made.value.links, made.problems)


def _line(block: Block, text: str) -> int:
    """Return the file's line that a caption begins in, as far as its first words tell."""
    begin = text.splitlines()[0][:24]
    lines = block.text.splitlines()
    return block.line + next((number for number, line in enumerate(lines) if begin in line), 0)
