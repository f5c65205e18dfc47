"""Colours: as CSS writes them, and those of a theme, which are said in theme.yaml alone."""

import colorsys
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.problems import Place, Problem, suggestion
from generator.problems.fields import Fields
from generator.problems.regex import regex

Color = tuple[int, int, int]
_NAME = regex(r"[A-Za-z][\w-]*\Z")
_NUMBERS = regex(r"(?i)(rgb|hsl)a?\(\s*([^)]*)\)\Z")
_WORDS = frozenset(("none", "transparent", "currentcolor", "inherit"))
_FUNCTION = regex(
    r"(?:var|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\([\w\s.,%/#()+-]*\)\Z"
)
_VARIABLE = regex(r"var\(\s*--([\w-]+)\s*\)\Z")
PAIR = 'write ["#123456", "#abcdef"], one colour for both, or the name of another'


class ThemeColor(Struct, frozen=True):
    """A colour of a theme by its name: its light and its dark value as CSS has them.

    ``others`` are colours that it names, ``place`` and ``source`` where it does.
    """

    name: str
    light: str
    dark: str
    others: tuple[str, ...] = ()
    place: Place | None = None
    source: str = ""


def read_colors(fields: Fields) -> tuple[ThemeColor, ...]:
    """Read the ``colors:`` of a theme.yaml."""
    inside = fields.mapping("colors")
    found = (_read(inside, name) for name in inside.names) if inside is not None else ()
    return tuple(each for each in found if each is not None)


def _read(fields: Fields, name: str) -> ThemeColor | None:
    told, values = len(fields.problems), fields.scalars(name)
    for each in values:
        if not (is_color(each.text) or _NAME.match(each.text)):
            fields.problem(f'"{each.text}" is no colour', each.place, PAIR)
    if len(fields.problems) == told and len(values) not in (1, 2):
        wanted = f'"{name}" wants a light and a dark colour, not {len(values)}'
        fields.problem(wanted, fields.place_of(name), PAIR)
    if not _NAME.match(name):
        fields.wrong(name, "a name of letters, digits and dashes")
    if len(fields.problems) > told:
        return None
    texts = [each.text for each in values]
    place = fields.place_of(name)
    others = tuple(each for each in texts if not is_color(each))
    written = [f"var(--{each})" if each in others else each for each in texts]
    return ThemeColor(name, written[0], written[-1], others, place, fields.source(place))


def fold_colors(levels: Iterable[Iterable[ThemeColor]]) -> tuple[ThemeColor, ...]:
    """Lay the colours of children, which come later, over those of their parents, by name."""
    return tuple({each.name: each for level in levels for each in level}.values())


def check_colors(colors: Sequence[ThemeColor]) -> Iterator[Problem]:
    """Find colours that are to be another one which is not there, or which leads back to them."""
    by_name = {each.name: each for each in colors}
    in_circles = set[str]()
    for each in colors:
        for other in each.others:
            reached = _reached(other, by_name)
            if other not in by_name:
                hint = suggestion(other, by_name, PAIR)
                yield Problem(f'no colour "{other}" in the theme', each.place, hint, each.source)
            elif each.name in reached and each.name not in in_circles:
                in_circles |= reached
                yield Problem(f'"{each.name}" is its own colour', each.place, PAIR, each.source)


def _reached(name: str, by_name: Mapping[str, ThemeColor]) -> set[str]:
    reached, ahead = set[str](), [name]
    while ahead:
        each = ahead.pop()
        if each in by_name and each not in reached:
            reached.add(each)
            ahead += by_name[each].others
    return reached


def resolved(colors: Sequence[ThemeColor]) -> tuple[tuple[str, str, str], ...]:
    """Return each colour's name, light and dark value, with no name of another in them."""
    light = {each.name: each.light for each in colors}
    dark = {each.name: each.dark for each in colors}
    return tuple((name, _value(name, light), _value(name, dark)) for name in light)


def _value(name: str, values: Mapping[str, str]) -> str:
    value = values[name]
    for _ in values:
        found = _VARIABLE.match(value)
        if found is None or found[1] not in values:
            return value
        value = values[found[1]]
    return value


def as_css(colors: Sequence[ThemeColor]) -> str:
    """Write the colours as custom properties, for a style sheet's head. Paper is always light."""
    light = "".join(f"  --{each.name}: {each.light};\n" for each in colors)
    others = (each for each in colors if each.dark != each.light)
    dark = "".join(f"    --{each.name}: {each.dark};\n" for each in others)
    at_night = "@media screen and (prefers-color-scheme: dark)"
    night = f"{at_night} {{\n  :root {{\n{dark}  }}\n}}\n" if dark else ""
    return f":root {{\n{light}}}\n{night}" if light else ""


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
