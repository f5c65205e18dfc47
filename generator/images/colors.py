"""Colours as every screen shows them: sRGB with eight bits, whatever a file was written with."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

PLAIN = frozenset(("1", "L", "LA", "P", "RGB", "RGBA"))
_DEEP = 1 / 257
"""From 16 bits to 8."""


def in_plain_colors(image: "Image") -> "Image":
    """Return a picture in sRGB with eight bits; a profile that cannot be read is passed over."""
    profile: Any = image.info.get("icc_profile")
    if image.mode.startswith("I") or image.mode == "F":
        grey = image.convert("F")
        deep = grey.getextrema()[1] > 255  # type: ignore[operator]
        image = grey.point(lambda level: level * (_DEEP if deep else 1)).convert("L")
    image = _by_profile(image, profile) if profile else image
    if image.mode not in PLAIN:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _by_profile(image: "Image", profile: bytes) -> "Image":
    if b"sRGB" in profile[:3000] or image.mode not in ("RGB", "CMYK", "RGBA"):
        return image
    from PIL import ImageCms

    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        changed = ImageCms.profileToProfile(
            image, given, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return image if changed is None else changed
