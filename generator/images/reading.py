"""The maker that looks into an image file."""

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec import structs

from generator.charts.pictures.sizes import size_of_svg
from generator.engine import Made, Read
from generator.images.colors import PLAIN, in_plain_colors
from generator.images.files import ImageFacts, ImageFile, Kind

if TYPE_CHECKING:
    from PIL.Image import Image

READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF")
"""What is read, by its bytes; what else Pillow could open, it is not asked to."""
LOSSLESS = frozenset(("PNG", "GIF", "BMP", "TIFF"))
EVERYWHERE = frozenset(("JPEG", "PNG", "GIF"))
"""What every browser, feed reader and card shows."""
FEW_COLORS, FEW_BITS = 256, 1.5
"""So many colours at most, or bits of a lossless file for each pixel, has what was drawn: a photo
takes ten."""
ORIENTATION, TURNED = 0x0112, range(5, 9)
BOX = 4
"""The resampling that takes the mean, as Pillow numbers it."""
TELLING = ("exif", "xmp", "photoshop", "comment", "icc_profile")
"""What stands in a file beside the picture; colours that need a profile are made plain ones."""
LOOKED_AT = (64, 64)
"""A mean needs no more pixels, which a JPEG gives in a fraction of the time."""


def read_facts(value: ImageFile, read: Read) -> Made[ImageFacts]:
    """Look at a picture's bytes: how large it is, what it holds, and whether it can be read."""
    content = read(value.blob)
    if value.path.lower().endswith(".svg"):
        width, height = size_of_svg(content)
        return Made(ImageFacts(width, height, "vector", len(content)))
    # 40 ms that only new pictures take.
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(content), formats=READ) as image:
                facts = _look(image, len(content))
        except Image.DecompressionBombError:
            facts = ImageFacts(wrong="has more pixels than any page needs")
        # Foreign decoders raise whatever they like where bytes are not what they should be.
        except Exception:
            facts = ImageFacts(wrong="is no picture that browsers show, whatever its name says")
    return Made(structs.replace(facts, size=len(content)))


def _look(image: "Image", size: int) -> ImageFacts:
    width, height = image.size
    facts = ImageFacts(width, height, "moving", is_plain=_is_plain(image))
    if getattr(image, "is_animated", False) and image.format != "MPO":
        return facts
    image.draft("RGB", LOOKED_AT)
    try:
        image.load()
    except Exception as error:
        is_short = "truncated" in str(error)
        wrong = "is cut off: its end is missing" if is_short else f"is damaged: {error}"
        return structs.replace(facts, kind="", wrong=wrong)
    if image.getexif().get(ORIENTATION, 1) in TURNED:
        facts = structs.replace(facts, width=height, height=width)
    kind: Kind = "drawing" if _is_drawn(image, 8 * size / (width * height)) else "photo"
    is_opaque = not _shows_through(image)
    mean = _mean(image) if is_opaque else ""
    return structs.replace(facts, kind=kind, mean=mean, is_opaque=is_opaque)


def _is_drawn(image: "Image", bits: float) -> bool:
    if image.format not in LOSSLESS:
        return False
    has_few = image.mode in PLAIN and image.getcolors(FEW_COLORS) is not None
    return has_few or bits <= FEW_BITS


def _is_plain(image: "Image") -> bool:
    told: Any = image.info
    return (
        image.format in EVERYWHERE
        and image.mode in PLAIN
        and not any(told.get(name) for name in TELLING)
        and not any("xmp" in str(key).lower() or "exif" in str(key).lower() for key in told)
    )


def _shows_through(image: "Image") -> bool:
    if not image.has_transparency_data:
        return False
    least: Any = image.convert("RGBA").getchannel("A").getextrema()[0]
    return bool(least < 255)


def _mean(image: "Image") -> str:
    small = in_plain_colors(image).convert("RGB")
    pixel: Any = small.resize((1, 1), resample=BOX).getpixel((0, 0))
    return "".join(f"{min(round(level / 17), 15):x}" for level in pixel)
