"""Photos that nobody took: as hard to encode as a real one, the same on every machine."""

import io
from functools import cache
from typing import Any

from PIL import Image, ImageChops


@cache
def photo(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return a picture with soft forms and some grain; its corner at the top left is red."""
    cloud = Image.radial_gradient("L").resize((width, height))
    grain = Image.effect_mandelbrot((width, height), (-2.0, -1.2, 1.0, 1.2), 40)
    channels = (cloud, ImageChops.add(cloud, grain, 2), ImageChops.invert(cloud))
    picture = Image.merge("RGB", channels)
    picture.paste((250, 10, 10), (0, 0, width // 4, height // 4))
    return picture.convert(mode)


def written(picture: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    """Return a picture's file."""
    file = io.BytesIO()
    picture.save(file, form, **({"quality": 92} if form == "JPEG" else {}) | options)
    return file.getvalue()


def camera(orientation: int = 1) -> Image.Exif:
    """Return what a camera writes into a photo: its name, how it was held, where it was."""
    facts = Image.Exif()
    facts[0x0112], facts[0x010F] = orientation, "SECRETCAM"
    facts.get_ifd(0x8825).update({1: "N", 2: (59.0, 20.0, 1.0), 3: "E", 4: (18.0, 3.0, 1.0)})
    return facts
