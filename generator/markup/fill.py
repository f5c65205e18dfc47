"""Fill the holes of converted Markdown."""

import re
from html import escape

from msgspec import Struct

HOLE = re.compile("\x02([LFCNTS])([0-9]+)\x03")


class Holes(Struct, frozen=True):
    """What fills each kind of hole, by index.

    ``links`` are addresses and ``texts`` plain words: both are escaped when they are
    filled in. ``texts`` stand in for the text of a link that has none, ``sizes`` are
    attributes of an image that has none, both at the index of the link. The others are
    HTML; ``notes`` may have holes of the other kinds.
    """

    links: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()


def fill(html: str, holes: Holes) -> str:
    """Replace every hole by what belongs there."""

    def filled(match: re.Match[str]) -> str:
        index = int(match[2])
        match match[1]:
            case "L":
                return escape(holes.links[index])
            case "F":
                return holes.figures[index]
            case "C":
                return holes.codes[index]
            case "N":
                return HOLE.sub(filled, holes.notes[index])
            case "S":
                return holes.sizes[index] if index < len(holes.sizes) else ""
        return escape(holes.texts[index]) if index < len(holes.texts) else ""

    return HOLE.sub(filled, html)
