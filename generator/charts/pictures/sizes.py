"""The size that a picture states, in pixels as browsers show it."""

import re
from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate

from generator.problems.regex import regex

Pixels = tuple[int, int]
UNKNOWN: Pixels = (0, 0)
LARGEST = 2**31 - 1
CHUNK = 16 * 1024

NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
LENGTH = regex(rf"\s*({NUMBER})(px|pt|pc|in|cm|mm|q|em|rem|)\s*", re.IGNORECASE)
LEFT_OPEN = regex(rf"\s*(?:auto|{NUMBER}%)?\s*", re.IGNORECASE)
VIEW_BOX = regex(rf"\s*{NUMBER}[\s,]+{NUMBER}[\s,]+({NUMBER})[\s,]+({NUMBER})\s*")
# A picture has no text around it: its em is the size that browsers begin with.
PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
    "q": 2.4 / 2.54,
    "em": 16.0,
    "rem": 16.0,
}


def size_of(path: str, content: bytes) -> Pixels:
    """Return the size of a picture, whose path tells its format."""
    return size_of_svg(content) if path.lower().endswith(".svg") else size_of_raster(content)


def size_of_raster(content: bytes) -> Pixels:
    """Return the size that a PNG, JPEG, GIF, WebP or AVIF states, turned as its camera was."""
    # With it come urllib, http and ssl, longer to load than all pictures take.
    import imagesize

    return _whole(*imagesize.get(BytesIO(content)))


def size_of_svg(content: bytes) -> Pixels:
    """Return the size of an SVG: its width and height, or what its viewBox makes of them."""
    root = _root(content)
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = VIEW_BOX.fullmatch(root.get("viewBox", ""))
    across, down = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    if width is None or height is None:
        return UNKNOWN
    if width and height:
        return _whole(width, height)
    if across <= 0 or down <= 0:
        return UNKNOWN
    if width or height:
        return _whole(width or height / down * across, height or width / across * down)
    return _whole(across, down)


def _root(content: bytes) -> dict[str, str]:
    """Return the attributes of an SVG's root; none where there is no such root."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name, attributes))
    try:
        for start in range(0, len(content), CHUNK):
            parser.Parse(content[start : start + CHUNK], False)
            if found:
                break
    except (ExpatError, LookupError, ValueError):  # the last two tell of encodings
        pass
    name, attributes = found[0] if found else ("", {})
    return attributes if name.rpartition(":")[2] == "svg" else {}


def _length(text: str) -> float | None:
    """Return a length in pixels: 0 where it is left to the viewBox, None where it is unknown."""
    if LEFT_OPEN.fullmatch(text):
        return 0.0
    found = LENGTH.fullmatch(text)
    return float(found[1]) * PIXELS[found[2].lower()] if found else None


def _whole(width: float, height: float) -> Pixels:
    if not (0.5 < width <= LARGEST and 0.5 < height <= LARGEST):
        return UNKNOWN
    return round(width), round(height)
