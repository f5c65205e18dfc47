"""How wide letters are in the font that charts are measured in, and which letters it has."""

import unicodedata
from bisect import bisect
from functools import lru_cache

_WIDTHS = {
    **dict.fromkeys("'", 0.19),
    **dict.fromkeys("ijl|", 0.225),
    **dict.fromkeys(" !,./:;I[\\]ft\u00a0", 0.278),
    **dict.fromkeys("()-`r{}°·", 0.333),
    **dict.fromkeys('"*^', 0.4),
    **dict.fromkeys("Jcksvxyz", 0.5),
    **dict.fromkeys("#$0123456789?L_abdeghnopqu–€", 0.556),
    **dict.fromkeys("+<=>~−×", 0.584),
    **dict.fromkeys("FTZßø", 0.611),
    **dict.fromkeys("&ABEKPSVXY", 0.667),
    **dict.fromkeys("CDHNRUw", 0.722),
    **dict.fromkeys("GOQØ", 0.778),
    **dict.fromkeys("Mm", 0.833),
    **dict.fromkeys("%æ", 0.889),
    **dict.fromkeys("W…—@Æ", 1.0),
}
_OTHER, _WIDE, _BOLD = 0.55, 1.0, 1.06

# The font that vl-convert carries has the letters from each of these to the one after it.
_COVERED = """
    20-7e a0-36f 374-375 37a-37e 384-38a 38c 38e-3a1 3a3-3ce 3d0-513 51a-51d 591-5c7 5d0-5ea
    5f0-5f4 1d00-1dca 1dfe-1e9b 1e9e 1ea0-1ef9 1f00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57
    1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe
    2000-200f 2012-2022 2026 202a-2030 2032-2034 2039-203a 203c 203e 2044 205e 206a-206f 2074-2075
    2077-2078 207f 2090-2094 20a0-20b5 20f0 2105 2113 2116-2117 2122 2126 212e 214d-214e 2153-2154
    215b-215e 2184 2190-2195 21a8 2202 2206 220f 2211-2212 2215 2219-221a 221e-221f 2229 222b 2248
    2260-2261 2264-2265 2302 2310 2320-2321 2500 2502 250c 2510 2514 2518 251c 2524 252c 2534 253c
    2550-256c 2580 2584 2588 258c 2590-2593 25a0-25a1 25aa-25ac 25b2 25ba 25bc 25c4 25ca-25cc 25cf
    25d8-25d9 25e6 263a-263c 2640 2642 2660 2663 2665-2666 266a-266b 266f 2c60-2c6d 2c71-2c77 2e17
    a717-a721 a788-a78c fb01-fb02 fb1d-fb36 fb38-fb3c fb3e fb40-fb41 fb43-fb44 fb46-fb4f fe20-fe23
    fffc
"""
_UNDRAWN = frozenset(("Cc", "Cf", "Zl", "Zp", "Zs", "Cn", "Co", "Mn", "Me"))
Ranges = tuple[tuple[int, int], ...]


@lru_cache(maxsize=4096)
def width_of(text: str, *, is_bold: bool = False) -> float:
    """Return how wide a text is, in shares of its size."""
    return sum(map(_width, text)) * (_BOLD if is_bold else 1)


def _width(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.category(letter) in ("Mn", "Cf"):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _WIDTHS.get(unicodedata.normalize("NFD", letter)[0], _OTHER)


@lru_cache(maxsize=1)
def carried() -> Ranges:
    """Return the letters that vl-convert's own font has, as the first and last of each run."""
    pairs = (each.partition("-") for each in _COVERED.split())
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in pairs)


def without_glyph(text: str, ranges: Ranges) -> tuple[str, ...]:
    """Return the letters of a text that no font of some ranges has, each once."""
    return tuple(
        letter
        for letter in dict.fromkeys(text)
        if not _has(letter, ranges) and unicodedata.category(letter) not in _UNDRAWN
    )


def script_of(letter: str) -> str:
    """Return what a letter's script is called, such as "Arabic letters"; else the letter."""
    script, *others = unicodedata.name(letter, letter).split()
    is_letter = unicodedata.category(letter)[0] == "L" and others
    return f"{script if script == 'CJK' else script.title()} letters" if is_letter else letter


def _has(letter: str, ranges: Ranges) -> bool:
    at = bisect(ranges, (ord(letter), 0x110000)) - 1
    return at >= 0 and ranges[at][0] <= ord(letter) <= ranges[at][1]
