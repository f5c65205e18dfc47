"""Look: how a theme wants its charts, and how theme.yaml says so."""

import re
from typing import Annotated

from msgspec import Struct

from generator.problems.fields import Fields
from generator.site.colors import is_color
from generator.site.keys import Key, read_keys, whole

MOST_SIDE = 4_000
"""CSS pixels: a chart is drawn at twice as many."""
_SIDE = Key("whole number", whole(100, MOST_SIDE))
_NAME = re.compile(r"[A-Za-z][\w-]*\Z")


def _names(fields: Fields, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    return fields.texts(key) or default


def _colors(fields: Fields, key: str, default: object) -> tuple[tuple[str, str, str], ...]:
    inside = fields.mapping(key)
    if inside is None:
        return ()
    colors = []
    for name in inside.names:
        pair = inside.texts(name)
        if len(pair) != 2 or not all(map(is_color, pair)):
            inside.wrong(name, "a light and a dark colour", 'write ["#123456", "#abcdef"]')
        elif not _NAME.match(name):
            inside.wrong(name, "a name of letters, digits and dashes")
        else:
            colors.append((name, *pair))
    return tuple(colors)


class Look(Struct, frozen=True):
    """The ``charts:`` part of theme.yaml.

    ``width``, ``wide`` and ``full`` are the CSS pixels that a figure of each size is drawn at,
    ``narrow`` those of its second drawing, for phones, where the first would be unreadable.
    ``colors`` pairs a variable's name (``chart-1``, ``text``, ``text-muted``, ``grid``,
    ``page``, ``accent``) with its light and dark value, for PNG, contrast checks and
    interpolated scales; in SVG the variable itself is written.
    """

    width: Annotated[int, _SIDE] = 680
    wide: Annotated[int, _SIDE] = 968
    full: Annotated[int, _SIDE] = 1190
    narrow: Annotated[int, _SIDE] = 342
    height: Annotated[int, Key("whole number", whole(50, MOST_SIDE))] = 300
    font_size: Annotated[int, Key("whole number", whole(6, 100))] = 13
    palette: Annotated[tuple[str, ...], Key("list", _names)] = tuple(
        f"chart-{number}" for number in range(1, 7)
    )
    colors: Annotated[tuple[tuple[str, str, str], ...], Key("mapping", _colors)] = ()
    grid: Annotated[bool, Key("switch", Fields.boolean)] = True

    def width_of(self, size: str) -> int:
        """Return the width of a figure of a size."""
        return {"wide": self.wide, "full": self.full}.get(size, self.width)


def read_look(fields: Fields) -> tuple[Look, tuple[str, ...]]:
    """Read how charts look, and which keys say something about it."""
    look = read_keys(Look, fields)
    fields.finish()
    return look, tuple(name for name in Look.__struct_fields__ if fields.take(name) is not None)
