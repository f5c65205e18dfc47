"""Look: how a theme wants its charts, how theme.yaml says so, and colours as CSS writes them."""

import colorsys
import re
from typing import Annotated

from msgspec import Struct

from generator.engine import Blob
from generator.problems.fields import Fields
from generator.problems.regex import regex
from generator.site.keys import Key, read_keys, whole

MOST_SIDE = 4_000
"""CSS pixels: a chart is drawn at twice as many."""
_SIDE = Key("whole number", whole(100, MOST_SIDE))
_NAME = regex(r"[A-Za-z][\w-]*\Z")
Color = tuple[int, int, int]
_NUMBERS = regex(r"(?i)(rgb|hsl)a?\(\s*([^)]*)\)\Z")
_WORDS = frozenset(("none", "transparent", "currentcolor", "inherit"))
_FUNCTION = regex(
    r"(?:var|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\([\w\s.,%/#()+-]*\)\Z"
)


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
    fonts: tuple[tuple[str, Blob], ...] = ()
    """Font files of the theme, by their paths: for letters that no machine need have."""

    def width_of(self, size: str) -> int:
        """Return the width of a figure of a size."""
        return {"wide": self.wide, "full": self.full}.get(size, self.width)


def read_look(fields: Fields) -> tuple[Look, tuple[str, ...]]:
    """Read how charts look, and which keys say something about it."""
    look = read_keys(Look, fields)
    fields.finish()
    return look, tuple(name for name in Look.__struct_fields__ if fields.take(name) is not None)


def parse_color(text: str) -> Color | None:
    """Return a colour's red, green and blue; None where it is another notation or none."""
    word = text.strip().lower()
    digits = word[1:] if word.startswith("#") else _named(word)
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if re.fullmatch(r"[0-9a-f]{6}(?:[0-9a-f]{2})?", digits):
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    match = _NUMBERS.match(word)
    return _from_numbers(match[1], match[2]) if match else None


def _named(word: str) -> str:
    """Return the digits of a colour's name, nothing for any other word."""
    if not word.isalpha():
        return ""
    # It takes 50 ms, and most colours have no name.
    from PIL import ImageColor

    # What stands in the map is text at first, and numbers once Pillow was asked for it.
    numbers = ImageColor.getrgb(word) if word in ImageColor.colormap else ()
    return "".join(f"{number:02x}" for number in numbers)


def is_color(text: str) -> bool:
    """Tell whether a text is a colour for CSS, or none."""
    word = text.strip().lower()
    return not word or word in _WORDS or bool(parse_color(word) or _FUNCTION.match(word))


def _from_numbers(form: str, inner: str) -> Color | None:
    parts = re.split(r"[\s,/]+", inner.strip())[:3]
    try:
        first, second, third = (float(part.rstrip("%deg")) for part in parts)
    except ValueError:
        return None
    if form == "hsl":
        red, green, blue = colorsys.hls_to_rgb(first / 360 % 1, third / 100, second / 100)
        return round(red * 255), round(green * 255), round(blue * 255)
    share = 2.55 if "%" in inner else 1
    return round(first * share), round(second * share), round(third * share)
