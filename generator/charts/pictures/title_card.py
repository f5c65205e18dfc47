"""Cards of titles: what a page is called, of which day it is, and the site's name."""

import io
from collections.abc import Iterator
from datetime import datetime

from generator.charts.cards import TitleCard
from generator.charts.legible.letters import script_of
from generator.charts.look import light, page_color, role
from generator.charts.pictures.card import HEIGHT, MARGIN, WIDTH, Title, broken, mirrored, text_at
from generator.charts.pictures.fonts import fonts_of, lacking, with_fonts
from generator.charts.vega.convert import png_of
from generator.data.locales import locale_of
from generator.data.moments import write_date
from generator.engine import Blob, Made, Read, keep
from generator.problems import Problem
from generator.problems.fault import Fault

SIZES = (84, 72, 60, 50)
MOST_LINES = 4
_ROOM = WIDTH - 2 * MARGIN
_TOLD, _SMALL = 34, 28
_GAP = 40


def draw_title_card(value: TitleCard, read: Read) -> Made[Blob]:
    """Draw a card of a page that has no picture, in the theme's light colours."""
    try:
        fonts = fonts_of(value.look, read)
    except Fault as fault:
        return Made(None, (Problem(fault.message, value.place, fault.hint),))
    small = reduced(png_of(with_fonts(svg_of(value), fonts), 1))
    blob, content = keep(small)
    written = "".join((value.title, value.told, value.site))
    strange = dict.fromkeys(map(script_of, lacking(written, fonts)))
    return Made(blob, tuple(_boxes(value, each) for each in strange), (content,))


def _boxes(value: TitleCard, script: str) -> Problem:
    message = (
        f"no font at hand has {script}: its card shows empty boxes, or what a font of this machine"
        " has"
    )
    hint = "put a font that has them into the theme: themes/…/fonts/, as .ttf or .otf"
    return Problem(message, value.place, hint, severity="warning")


def reduced(png: bytes, colors: int = 48) -> bytes:
    """Write a drawing of few colours with a palette: a sixth of the bytes."""
    from PIL import Image

    full = Image.open(io.BytesIO(png)).convert("RGB")
    few = full.quantize(colors, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "PNG", compress_level=6)
    return written.getvalue()


def svg_of(value: TitleCard) -> str:
    """Lay a card out as SVG: the title as large as it fits, the site's name at the foot."""
    look = value.look
    texts = "".join(_texts(value))
    card = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{page_color(look)}"/>'
        f'<rect width="{WIDTH}" height="8" fill="{role(look, "accent")}"/>'
        f"{mirrored(texts) if value.direction == 'rtl' else texts}</svg>"
    )
    return light(look, card)


def _texts(value: TitleCard) -> Iterator[str]:
    text, muted = role(value.look, "text"), role(value.look, "text-muted")
    title = _title(value.title)
    told = broken(value.told, _ROOM / _TOLD, 3) if value.told else ()
    height = title.height + (_GAP - 12 + len(told) * _TOLD * 1.35 if told else 0)
    top = max(MARGIN + 20, (HEIGHT - MARGIN - _SMALL - height) / 2)
    for number, line in enumerate(title.lines):
        yield text_at(line, top + title.baseline(number), title.size, text, "700")
    for number, line in enumerate(told, 1):
        yield text_at(line, top + title.height + _GAP - 12 + number * _TOLD * 1.35, _TOLD, muted)
    at = datetime.fromisoformat(value.date) if value.date else None
    day = write_date(at, None, locale_of(value.language)) if at else ""
    foot = " · ".join(filter(None, (value.site if value.site != value.title else "", day)))
    if foot:
        (line,) = broken(foot, _ROOM / _SMALL, 1)
        yield text_at(line, HEIGHT - MARGIN + 8, _SMALL, muted)


def _title(text: str) -> Title:
    """Return a title in the largest letters in which it needs few enough lines."""
    for size in SIZES:
        title = Title(broken(text, _ROOM / size, MOST_LINES), size)
        if len(title.lines) <= (2 if size > SIZES[2] else 3) and not title.lines[-1].endswith("…"):
            return title
    return title
