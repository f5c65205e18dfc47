"""Look: how a theme wants its charts, and how theme.yaml says so."""

from typing import Annotated

from msgspec import Struct

from generator.engine import Blob
from generator.problems.fields import Fields
from generator.problems.regex import regex
from generator.site.keys import Key, formed, read_keys, whole

MOST_SIDE = 4_000
"""CSS pixels: a chart is drawn at twice as many."""
_SIDE = Key("whole number", whole(100, MOST_SIDE))
_FAMILY = regex(r"\w[\w -]*\Z")


def _names(fields: Fields, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    return fields.texts(key) or default


def _family(text: str) -> str | tuple[str, str]:
    is_name = bool(_FAMILY.match(text))
    return text if is_name else (f'"{text}" is no name of a font', "such as font: Source Sans 3")


class Look(Struct, frozen=True):
    """The ``charts:`` part of theme.yaml.

    ``width``, ``wide`` and ``full`` are the CSS pixels that a figure of each size is drawn at,
    ``narrow`` those of its second drawing, for phones, where the first would be unreadable.
    ``font`` is the family of one of the ``fonts``, empty for the font that the renderer carries.
    ``colors`` pairs the name of each of the theme's colours (``chart-1``, ``text``, ``grid``)
    with its light and dark value, for PNG, contrast checks and interpolated scales; in SVG the
    variable itself is written.
    """

    width: Annotated[int, _SIDE] = 680
    wide: Annotated[int, _SIDE] = 968
    full: Annotated[int, _SIDE] = 1190
    narrow: Annotated[int, _SIDE] = 342
    height: Annotated[int, Key("whole number", whole(50, MOST_SIDE))] = 300
    font: Annotated[str, Key("name", formed(_family))] = ""
    font_size: Annotated[int, Key("whole number", whole(6, 100))] = 13
    palette: Annotated[tuple[str, ...], Key("list", _names)] = tuple(
        f"chart-{number}" for number in range(1, 7)
    )
    colors: tuple[tuple[str, str, str], ...] = ()
    grid: Annotated[bool, Key("switch", Fields.boolean)] = True
    fonts: tuple[tuple[str, Blob], ...] = ()
    """Font files of the theme, by their paths: the one that is chosen, and those for letters that
    no machine need have."""

    def width_of(self, size: str) -> int:
        """Return the width of a figure of a size."""
        return {"wide": self.wide, "full": self.full}.get(size, self.width)


def read_look(fields: Fields) -> tuple[Look, tuple[str, ...]]:
    """Read how charts look, and which keys say something about it."""
    look = read_keys(Look, fields)
    fields.finish(hints={"colors": "colors: is the whole theme's, and stands beside charts:"})
    return look, tuple(name for name in Look.__struct_fields__ if fields.take(name) is not None)
