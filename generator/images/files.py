"""Image files: which are known by their endings, and what is found in one."""

from typing import Literal

from msgspec import Struct

from generator.engine import Blob

IMAGES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
Kind = Literal["", "photo", "drawing", "moving", "vector"]
"""What a file holds. A drawing has few colours, and stays sharp; what moves or is made of lines is
published as it is, and so is what cannot be read, which is ``""``."""


class ImageFile(Struct, frozen=True):
    """An image file that some page shows."""

    path: str
    blob: Blob


class SvgFile(Struct, frozen=True):
    """An SVG file of the site's or its theme's, and the source that a problem points at."""

    source: str
    blob: Blob


class ImageFacts(Struct, frozen=True):
    """What is found in a file.

    ``width`` and ``height`` are in pixels as browsers show it, both 0 where unknown. ``mean`` is
    its mean colour, four bits each of red, green and blue in hexadecimal, empty where something
    shows through. ``is_plain`` tells that every browser knows its format and that it tells nothing
    but the picture: no camera, no place. ``wrong`` says why it is none, or not a whole one.
    """

    width: int = 0
    height: int = 0
    kind: Kind = ""
    size: int = 0
    mean: str = ""
    is_opaque: bool = True
    is_plain: bool = True
    wrong: str = ""


def is_image(path: str) -> bool:
    """Return whether a file is an image, judged by its ending."""
    return path.lower().endswith(IMAGES)
