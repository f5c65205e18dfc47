"""Fonts of a theme for PNG: known to the renderer by their bytes, whatever a machine has."""

import atexit
import re
import shutil
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from pathlib import Path
from struct import error, unpack_from

from msgspec import Struct

from generator.charts.legible.letters import Ranges, carried, without_glyph
from generator.charts.vega.renderer import renderer
from generator.engine import Made, Read
from generator.problems import Problem, suggestion
from generator.problems.fault import WHOLE, Fault
from generator.site.look import Look
from generator.site.theme import ChosenFont

_TEXT = re.compile(r"<text\b([^>]*)>(.*?)</text>", re.DOTALL)
_FAMILY = re.compile(r'\s+font-family="[^"]*"')
_FACE = re.compile(r"@font-face\s*\{([^}]*)\}")
_MARKUP = re.compile(r"<[^>]*>")


class Font(Struct, frozen=True):
    """A font's name, and the letters that it has as the first and last of each run."""

    family: str
    ranges: Ranges


def check_font(value: ChosenFont, read: Read) -> Made[bool]:
    """Tell where a chosen font is no file of the theme, or no style sheet loads it."""
    try:
        found = [_font(path, blob.digest, read(blob)).family for path, blob in value.fonts]
    except Fault as fault:
        return Made(None, (Problem(fault.message, value.place, fault.hint, value.source),))
    if value.family not in found:
        message = f'no file in the fonts/ of this theme has the font "{value.family}"'
        hint = suggestion(value.family, found, f"there are: {', '.join(found) or 'none'}")
        return Made(None, (Problem(message, value.place, hint, value.source),))
    texts = (read(blob).decode("utf-8", "replace") for blob in value.sheets)
    faces = [face for text in texts for face in _FACE.findall(text)]
    if any(value.family in face for face in faces):
        return Made(value=True)
    message = f'no style sheet loads the font "{value.family}", so readers see another one'
    hint = f'@font-face {{ font-family: "{value.family}"; src: url("../fonts/….woff2"); }}'
    problem = Problem(message, value.place, hint, value.source, "warning")
    return Made(value=True, problems=(problem,))


def fonts_of(look: Look, read: Read) -> tuple[Font, ...]:
    """Return a theme's fonts, and let the renderer know them. Raises Fault."""
    return tuple(_font(path, blob.digest, read(blob)) for path, blob in look.fonts)


@lru_cache(maxsize=64)
def _font(path: str, digest: str, content: bytes) -> Font:
    import io

    from PIL import ImageFont

    try:
        family, _ = ImageFont.truetype(io.BytesIO(content), 10).getname()
        font = Font(family or "", _ranges(content))
    except (OSError, error):
        hint = "TrueType and OpenType can be drawn with: .ttf, .otf"
        raise Fault(f'"{path}" is no font that can be read', WHOLE, hint) from None
    # The renderer reads a font's file anew for each letter that it draws.
    folder = Path(tempfile.mkdtemp(prefix="postrock-font-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / f"{digest}{Path(path).suffix}").write_bytes(content)
    renderer().register_font_directory(str(folder))
    return font


def _ranges(font: bytes) -> Ranges:
    """Read which letters a font has: its table "cmap"."""
    start = unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    (count,) = unpack_from(">H", font, start + 4)
    heads = (unpack_from(">4sIII", font, start + 12 + 16 * at) for at in range(count))
    table = next((offset for tag, _, offset, _ in heads if tag == b"cmap"), 0)
    found: set[tuple[int, int]] = set()
    for at in range(unpack_from(">H", font, table + 2)[0] if table else 0):
        (offset,) = unpack_from(">I", font, table + 8 + 8 * at)
        found.update(_runs(font, table + offset))
    return tuple(sorted(found))


def _runs(font: bytes, at: int) -> list[tuple[int, int]]:
    (form,) = unpack_from(">H", font, at)
    if form == 12:
        (count,) = unpack_from(">I", font, at + 12)
        groups = (unpack_from(">III", font, at + 16 + 12 * each) for each in range(count))
        return [(first, last) for first, last, _ in groups]
    if form != 4:
        return []
    count = unpack_from(">H", font, at + 6)[0] // 2
    lasts = unpack_from(f">{count}H", font, at + 14)
    firsts = unpack_from(f">{count}H", font, at + 16 + 2 * count)
    return [pair for pair in zip(firsts, lasts, strict=True) if pair[0] != 0xFFFF]


def lacking(text: str, fonts: Sequence[Font]) -> tuple[str, ...]:
    """Return the letters that neither the theme's fonts have nor the one that is always there."""
    left = without_glyph(text, carried())
    for font in fonts:
        left = without_glyph("".join(left), font.ranges)
    return left


def with_fonts(svg: str, fonts: Sequence[Font]) -> str:
    """Give each text of a drawing that has other letters the font that has them."""
    return _TEXT.sub(lambda found: _named(found, fonts), svg) if fonts else svg


def _named(found: re.Match[str], fonts: Sequence[Font]) -> str:
    said = unescape(_MARKUP.sub("", found[2]))
    letters = "".join(without_glyph(said, carried()))
    font = next(
        (each for each in fonts if len(without_glyph(letters, each.ranges)) < len(letters)), None
    )
    if not letters or font is None:
        return found[0]
    return f'<text font-family="{font.family}"{_FAMILY.sub("", found[1])}>{found[2]}</text>'
