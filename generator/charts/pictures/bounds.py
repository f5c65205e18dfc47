"""What can be drawn: letters, and the site's own pictures with their pixels, depth and parts."""

import base64
import io
import re
import warnings
from typing import TYPE_CHECKING
from xml.parsers import expat

from generator.problems.fault import Fault

if TYPE_CHECKING:
    from PIL import Image

MOST_AREA = 12_000_000
"""CSS pixels of a drawing: its PNG has four times as many."""
MOST_PIXELS = 50_000_000
"""Pixels of a picture that is a file."""
DEEPEST = 200
MOST_PARTS = 200_000
_SCALE = 2
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)")


def opened(path: str, content: bytes) -> "Image.Image":
    """Open a picture of pixels, of which no more than its head is read yet. Raises Fault."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content))
    except Image.DecompressionBombError:
        raise _too_large(path, "") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        told = str(error).partition(" <")[0]
        raise Fault(f'"{path}" cannot be read: {told}', (0, 0)) from None
    if image.width * image.height > MOST_PIXELS:
        raise _too_large(path, f"{image.width:,} by {image.height:,} pixels: ")
    return image


def _too_large(path: str, told: str) -> Fault:
    hint = f"{MOST_PIXELS:,} pixels are the most: make it smaller"
    return Fault(f'"{path}" is too large: {told}more than can be drawn', (0, 0), hint)


class _Parts:
    """Counts the parts of an SVG, and what its ids stand for."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.weights: dict[str, int] = {"": 0}
        self.uses: dict[str, list[str]] = {"": []}
        self._open: list[str | None] = []

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._open.append(attributes.get("id"))
        if len(self._open) > DEEPEST:
            spot = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
            raise Fault(
                f"nested too deeply: <{tag}> has {DEEPEST} around it", spot, "take groups away"
            )
        told = [value for key, value in attributes.items() if key.rpartition(":")[2] == "href"]
        named = [value[1:] for value in told if value.startswith("#")]
        named += [name for value in attributes.values() for name in _REFERENCE.findall(value)]
        for name in {"", *(name for name in self._open if name)}:
            self.weights[name] = self.weights.get(name, 0) + 1
            self.uses.setdefault(name, []).extend(named)

    def _end(self, _: str) -> None:
        self._open.pop()

    def drawn(self, name: str, around: tuple[str, ...] = ()) -> int:
        """Return how many parts are drawn for what has an id. Raises Fault."""
        if name in around or name not in self.weights:
            return 0
        if len(around) > DEEPEST:
            raise Fault(f'"{name}" is used by {DEEPEST} parts within one another', (1, 1))
        total = self.weights[name]
        for used in self.uses.pop(name, ()):
            total += self.drawn(used, (*around, name))
            if total > MOST_PARTS:
                hint = f"{MOST_PARTS:,} are the most"
                raise Fault("too many parts to draw, with all that use one another", (1, 1), hint)
        self.weights[name] = total
        return total


def check_svg(text: str | bytes) -> None:
    """Refuse an SVG that nobody could draw. Raises Fault at a spot of its text.

    One that is not well-formed is left to who reads it.
    """
    parts = _Parts()
    try:
        parts.parser.Parse(text, True)
    except (expat.ExpatError, LookupError, ValueError):
        return
    parts.drawn("")


def as_data(path: str, content: bytes, width: float, height: float) -> str:
    """Return a picture that is shown so large as the ``data:`` address of itself. Raises Fault."""
    if path.lower().endswith(".svg"):
        try:
            check_svg(content)
        except Fault as fault:
            raise Fault(f'"{path}": {fault.message}', (0, 0), fault.hint) from None
        return _address("svg+xml", content)
    most = max(1, round(_SCALE * width)), max(1, round(_SCALE * height))
    return _address("png", _small(path, content, most))


def _small(path: str, content: bytes, most: tuple[int, int]) -> bytes:
    image = opened(path, content)
    written = io.BytesIO()
    try:
        image.draft("RGB", most)
        image.thumbnail(most)
        image.convert("RGBA").save(written, "PNG")
    except (OSError, ValueError, SyntaxError) as error:
        raise Fault(f'"{path}" cannot be read: {error}', (0, 0)) from None
    return written.getvalue()


def _address(form: str, content: bytes) -> str:
    return f"data:image/{form};base64,{base64.b64encode(content).decode()}"
