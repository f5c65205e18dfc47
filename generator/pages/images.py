"""ImageFile files: which are measured and looked through, and what pages say of their size."""

from msgspec import Struct

from generator.engine import Blob

IMAGES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")


class ImageFile(Struct, frozen=True):
    """An image file that some page shows."""

    path: str
    blob: Blob


class SvgFile(Struct, frozen=True):
    """An SVG file of the site's or its theme's, and the source that a problem points at."""

    source: str
    blob: Blob


class Size(Struct, frozen=True):
    """Width and height in pixels as browsers show a picture; both are 0 where unknown."""

    width: int = 0
    height: int = 0


class CardImage(Struct, frozen=True):
    """The picture of a page where its address is shared: its whole address, and what it shows.

    Its size is 0 where it is not known.
    """

    address: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0


def is_image(path: str) -> bool:
    """Return whether a file can be measured, judged by its ending."""
    return path.lower().endswith(IMAGES)


def size_attributes(size: Size) -> str:
    """Write a size as HTML attributes with a space before each; nothing for an unknown one."""
    return f' width="{size.width}" height="{size.height}"' if size.width else ""
