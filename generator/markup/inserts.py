"""What a block of one's own makes of its text, as a part of its page."""

import re

from msgspec import Struct

from generator.engine import Blob
from generator.markup.parts import CodeBlock, Dialect, Link

_COUNTED = re.compile("\x02([LTSPQC])([0-9]+)\x03")


class InsertSource(Struct, frozen=True):
    """What a block made; ``name`` is that of its type, ``anchor`` its own, if it has one."""

    name: str
    makes: str
    text: Blob
    anchor: str = ""
    dialect: Dialect = Dialect()


class Insert(Struct, frozen=True):
    """HTML with holes that is put into a page; places are those in what its block made."""

    html: Blob
    links: tuple[Link, ...] = ()
    codes: tuple[CodeBlock, ...] = ()
    anchors: tuple[str, ...] = ()
    has_math: bool = False


def shifted(html: str, links: int, codes: int) -> str:
    """Let the holes of an insert go on counting after those of its page."""
    after = {"C": codes}

    def moved(hole: re.Match[str]) -> str:
        return f"\x02{hole[1]}{int(hole[2]) + after.get(hole[1], links)}\x03"

    return _COUNTED.sub(moved, html)
