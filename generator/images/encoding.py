"""The maker that writes a picture in another width and format, without what tells of its camera."""

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

from generator.engine import Made, Read, keep
from generator.images.colors import in_plain_colors
from generator.images.reading import ORIENTATION, TURNED
from generator.images.variants import Encoded, Encoding, Format
from generator.problems import Problem

if TYPE_CHECKING:
    from PIL.Image import Image

# With these one photo takes a third of a second in all its widths; slower ones save a tenth.
AVIF_SPEED, WEBP_EFFORT = 8, 2
LANCZOS = 1
"""As Pillow numbers it."""
USUAL = 1400
"""All widths up to this one begin with the same pixels, so that these are decoded once."""
_OPTIONS: dict[Format, dict[str, Any]] = {
    # More threads would only take from the other workers, and write other bytes.
    "avif": {"speed": AVIF_SPEED, "max_threads": 1},
    "webp": {"method": WEBP_EFFORT},
    "jpeg": {"optimize": True, "progressive": True},
    "png": {"optimize": True},
}
_latest: dict[str, tuple[object, "Image"]] = {}
"""The pixels that the step before began with and those that it came to: a picture's steps follow
one another, and to decode takes as long as to encode."""


def encode(value: Encoding, read: Read) -> Made[Encoded]:
    """Write a picture; what cannot be written is a problem."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            content = _written(value, read)
    except (MemoryError, OSError) as error:
        return Made(None, (_not_made(value, error),), lasting=False)
    # As above: what a codec raises is not ours to know.
    except Exception as error:
        return Made(None, (_not_made(value, error),))
    blob, raw = keep(content)
    return Made(Encoded(blob, len(raw)), blobs=(raw,))


def _not_made(value: Encoding, error: Exception) -> Problem:
    why = str(error) or type(error).__name__
    message = f"this picture could not be written as {value.format.upper()}: {why}"
    return Problem(message, hint="readers get it in the other formats", severity="warning")


def _written(value: Encoding, read: Read) -> bytes:
    image = _resized(value, read)
    # A palette that a drawing has is kept: it is what makes it small.
    if value.format == "jpeg":
        image = image.convert("RGB")
    elif value.format != "png" and image.mode not in ("RGB", "RGBA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    written = BytesIO()
    options = {**_OPTIONS[value.format]}
    if value.format == "webp" and value.is_exact:
        options |= {"lossless": True, "method": 4, "quality": 80}
    elif value.format != "png":
        options["quality"] = value.quality
    image.save(written, value.format.upper(), **options)
    return written.getvalue()


def _resized(value: Encoding, read: Read) -> "Image":
    key = (value.source.digest, value.width, value.height)
    known = _latest.get("resized")
    if known and known[0] == key:
        return known[1]
    image = _decoded(value, read)
    size = (value.width, value.height)
    if image.size != size and image.mode in ("P", "1"):
        # Only of true colours there is a mean.
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    while image.width >= 2 * value.width and image.height >= 2 * value.height:
        image = image.reduce(2)
    if image.size != size:
        image = image.resize(size, resample=LANCZOS)
    _latest["resized"] = key, image
    return image


def _decoded(value: Encoding, read: Read) -> "Image":
    """Return a picture's pixels as they are to be shown, at least as many as any width needs."""
    from PIL import Image, ImageOps

    least = max(USUAL, value.width)
    key = (value.source.digest, least)
    known = _latest.get("decoded")
    if known and known[0] == key:
        return known[1]
    _latest.clear()
    with Image.open(BytesIO(read(value.source))) as image:
        turned = image.getexif().get(ORIENTATION, 1) in TURNED
        # A JPEG of twice the size that is asked for is decoded in a quarter of the time.
        image.draft("RGB", (1, least) if turned else (least, 1))
        upright = in_plain_colors(ImageOps.exif_transpose(image))
    # What is written takes over what it was read with, such as a camera's name.
    transparent = upright.info.get("transparency")
    upright.info = {} if transparent is None else {"transparency": transparent}
    _latest["decoded"] = key, upright
    return upright
