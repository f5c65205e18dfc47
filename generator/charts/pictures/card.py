"""Cards, for where a figure's address is shared: its title, its drawing, the site's name."""

import re
from html import escape

from msgspec import Struct, structs

from generator.charts.figure import Card
from generator.charts.look import MEASURED, light, page_color, role
from generator.charts.pictures.fonts import fonts_of, with_fonts
from generator.charts.vega.convert import png_of
from generator.engine import Blob, Made, Read, keep

WIDTH, HEIGHT = 1200, 630
MARGIN, _GAP = 60, 36
_AT_LEFT = f'<text x="{MARGIN}"'
_SMALL, _LEADING = 25, 1.18
_ASIDE = 330
_MOST_SCALE = 1.7
_READ = 400
"""So many characters of a title are looked at: no card has room for more."""

# How wide letters are in the font, in shares of its size: enough to break lines by.
_WIDTHS = {
    **dict.fromkeys("ijl'|", 0.25),
    **dict.fromkeys('ftI.,:;!/\\()[] -r"', 0.34),
    **dict.fromkeys("MW@%—…mw", 0.9),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.72),
}
_LATIN, _WIDE = 0.58, 1.0
_BOXED = re.compile(r' (?:width|height|overflow)="[^"]*"')


def draw_card(value: Card, read: Read) -> Made[Blob]:
    """Draw a card as PNG, in the theme's light colours and a font that every machine has."""
    card = with_fonts(svg_of(value, read(value.svg).decode()), fonts_of(value.look, read))
    blob, content = keep(png_of(card, 1))
    return Made(blob, blobs=(content,))


class Box(Struct, frozen=True):
    """A place on the card."""

    x: float
    y: float
    width: float
    height: float

    def scale(self, value: Card) -> float:
        """Return how large a figure can be drawn in here."""
        return min(self.width / value.width, self.height / value.height, _MOST_SCALE)


class Title(Struct, frozen=True):
    """A title's lines and the size of its letters."""

    lines: tuple[str, ...]
    size: int

    @property
    def height(self) -> float:
        """Return how high all lines are."""
        return len(self.lines) * self.size * _LEADING

    def baseline(self, number: int) -> float:
        """Return how far below the top a line stands."""
        return self.size * (0.78 + _LEADING * number)


def svg_of(value: Card, drawing: str) -> str:
    """Lay a card out as SVG, with the title above the chart or beside it."""
    look = value.look
    above = Title(broken(value.title, (WIDTH - 2 * MARGIN) / 44, 2), 44)
    beside = Title(broken(value.title, _ASIDE / 38, 7), 38)
    title, box = max(
        (above, _below(above)), (beside, _next_to()), key=lambda layout: layout[1].scale(value)
    )
    (name,) = broken(value.site, (WIDTH - 2 * MARGIN) / _SMALL, 1)
    site = text_at(name, HEIGHT - MARGIN + 8, _SMALL, role(look, "text-muted"))
    words = _titled(title, role(look, "text")) + site
    if value.direction == "rtl":
        words = mirrored(words)
        box = structs.replace(box, x=WIDTH - box.x - box.width)
    card = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{page_color(look)}"/>'
        f"{_placed(value, drawing, box)}"
        f'<rect width="{WIDTH}" height="8" fill="{role(look, "accent")}"/>'
        f"{words}</svg>"
    )
    return light(look, card)


def mirrored(texts: str) -> str:
    """Let texts begin at the right."""
    return texts.replace(_AT_LEFT, f'<text x="{WIDTH - MARGIN}" text-anchor="end"')


def _below(title: Title) -> Box:
    top = MARGIN + title.height + _GAP - 12
    return Box(MARGIN, top, WIDTH - 2 * MARGIN, HEIGHT - MARGIN - _SMALL - 18 - top)


def _next_to() -> Box:
    left = MARGIN + _ASIDE + _GAP
    return Box(left, MARGIN, WIDTH - MARGIN + 16 - left, HEIGHT - 2 * MARGIN + 16)


def _titled(title: Title, color: str) -> str:
    return "".join(
        text_at(line, MARGIN + title.baseline(number), title.size, color, "700")
        for number, line in enumerate(title.lines)
    )


def text_at(text: str, y: float, size: int, color: str, weight: str = "400") -> str:
    """Write a line of text at the card's margin."""
    return (
        f'{_AT_LEFT} y="{y:.1f}" font-family="{MEASURED}" font-size="{size}"'
        f' font-weight="{weight}" fill="{color}">{escape(text)}</text>'
    )


def _placed(value: Card, drawing: str, box: Box) -> str:
    """Scale a drawing into a box, and centre it there."""
    scale = box.scale(value)
    width, height = value.width * scale, value.height * scale
    x, y = box.x + (box.width - width) / 2, box.y + (box.height - height) / 2
    start = drawing.index("<svg")
    end = drawing.index(">", start)
    at = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    whole = f'{_BOXED.sub("", drawing[start:end])} {at} overflow="visible"{drawing[end:]}'
    # To cut a drawing off at its box costs more than to draw it: what is around is painted over.
    hole = f"M{x:.1f},{y:.1f}v{height:.1f}h{width:.1f}v-{height:.1f}z"
    around = f'<path d="M0,0H{WIDTH}V{HEIGHT}H0z{hole}" fill="{page_color(value.look)}"/>'
    return whole + around


def broken(text: str, room: float, most: int) -> tuple[str, ...]:
    """Break a text into lines of much the same width.

    ``room`` is the most that a line may have, in shares of the letters' size.
    """
    text = text[:_READ]
    lines = _filled(text, room)
    for share in range(98, 50, -2):
        tried = _filled(text, room * share / 100)
        if len(tried) > len(lines):
            break
        lines = tried
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])] if len(lines) > most else lines
    return tuple(_cut(line, room) for line in kept)


def _filled(text: str, room: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(line: str, room: float) -> str:
    if _width(line) <= room:
        return line
    while line and _width(line) + _width(" …") > room:
        line = line[:-1]
    words = line.rpartition(" ")[0] or line
    return words.rstrip(" ,;:–") + " …"


def _width(text: str) -> float:
    return sum(_WIDTHS.get(letter, _LATIN if letter < "\u2e80" else _WIDE) for letter in text)
