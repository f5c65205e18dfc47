"""Measure pictures, so that a page can keep their places while they load."""

from msgspec import Struct

from generator.engine import Blob, Made, Read

IMAGES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")


class Picture(Struct, frozen=True):
    """An image file that some page shows."""

    path: str
    blob: Blob


class Size(Struct, frozen=True):
    """Width and height in pixels as browsers show a picture; both are 0 where unknown."""

    width: int = 0
    height: int = 0


def measure(value: Picture, read: Read) -> Made[Size]:
    """Measure a picture by its bytes."""
    # What reads the formats is only loaded where some picture has to be measured.
    from generator.charts.pictures.sizes import size_of

    return Made(Size(*size_of(value.path, read(value.blob))))


def is_image(path: str) -> bool:
    """Tell by its ending whether a file can be measured."""
    return path.lower().endswith(IMAGES)


def size_attributes(size: Size) -> str:
    """Write a size as HTML attributes with a space before each; nothing for an unknown one."""
    return f' width="{size.width}" height="{size.height}"' if size.width else ""
