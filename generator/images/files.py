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


LOW = 480
"""The pixels of height that any window has."""


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

    @property
    def portrait(self) -> int:
        """Return how many hundredths of the window's height it may be wide, so that it fits in.

        It is 0 for what fits anyway, and for what is so high that it is read by scrolling.
        """
        share = 6 * self.width // self.height * 15 if self.height >= LOW else 0
        return share if 30 <= share <= 90 else 0


def is_image(path: str) -> bool:
    """Return whether a file is an image, judged by its ending."""
    return path.lower().endswith(IMAGES)
