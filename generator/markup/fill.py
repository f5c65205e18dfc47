"""Fill the holes of converted Markdown."""

import re
from collections.abc import Sequence
from html import escape

from msgspec import Struct

HOLE = re.compile("\x02([LFCNTSV])([0-9]+)\x03")
VALUE = re.compile("\x02V([0-9]+)\x03")


class Holes(Struct, frozen=True):
    """What fills each kind of hole, by index.

    ``links`` are addresses and ``texts`` plain words: both are escaped when they are
    filled in. ``texts`` stand in for the text of a link that has none, ``sizes`` are
    attributes of an image that has none, both at the index of the link. The others are
    HTML, ``values`` among them; ``notes`` may have holes of the other kinds.
    """

    links: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


def fill(html: str, holes: Holes) -> str:
    """Replace every hole by what belongs there."""
    optional = {"S": holes.sizes, "V": holes.values, "T": holes.texts}
    needed = {"F": holes.figures, "C": holes.codes, "L": holes.links}

    def filled(match: re.Match[str]) -> str:
        kind, index = match[1], int(match[2])
        if kind == "N":
            return HOLE.sub(filled, holes.notes[index])
        if kind in needed:
            found = needed[kind][index]
        else:
            found = optional[kind][index] if index < len(optional[kind]) else ""
        return escape(found) if kind in "LT" else found

    return HOLE.sub(filled, html)


def with_values(text: str, values: Sequence[str]) -> str:
    """Fill the values of a plain text, or of HTML where they are HTML."""
    if "\x02V" not in text:
        return text
    return VALUE.sub(lambda match: values[int(match[1])] if values else "", text)
