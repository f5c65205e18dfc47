"""What the network looked at, painted over pictures: on paper as heat.js does it on the page."""

from collections.abc import Sequence

import numpy as np
from mila_numpy import Maps
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance

FOR, AGAINST = (229, 150, 40), (23, 140, 148)
"""For Mila and against her: the theme's colours, where they can be seen on light and on dark."""
QUIET = (128, 138, 133)


def warmed(pixels: NDArray[np.uint8], places: Maps) -> Image.Image:
    """Return a picture in grey, with the places that spoke for and against Mila in colour."""
    picture = Image.fromarray(pixels)
    grey = ImageEnhance.Contrast(picture.convert("L")).enhance(0.75).convert("RGB")
    shares = places / max(float(np.abs(places).max()), 1e-12)
    colour = np.where((shares > 0)[..., None], FOR, AGAINST).astype(np.uint8)
    strength = np.round(255 * 0.85 * np.sqrt(np.abs(shares))).astype(np.uint8)
    heat = Image.fromarray(np.dstack([colour, strength])).resize(
        picture.size, Image.Resampling.BILINEAR
    )
    return Image.alpha_composite(grey.convert("RGBA"), heat.convert("RGBA"))


def judged(picture: Image.Image, probability: float, width: int) -> Image.Image:
    """Return a picture so wide, above a scale from "not Mila" on the left to "Mila"."""
    height = round(picture.height * width / picture.width)
    whole = Image.new("RGBA", (width, height + 44), (0, 0, 0, 0))
    whole.paste(picture.resize((width, height), Image.Resampling.LANCZOS), (0, 0))
    # Twice as large at first, for the round ends.
    large = Image.new("RGBA", (2 * width, 88), (0, 0, 0, 0))
    drawn = ImageDraw.Draw(large)
    drawn.rounded_rectangle((24, 39, 2 * width - 24, 49), 5, fill=QUIET)
    drawn.line((width, 26, width, 62), fill=QUIET, width=6)
    at = 24 + probability * (2 * width - 48)
    drawn.ellipse((at - 22, 22, at + 22, 66), fill=FOR if probability >= 0.5 else AGAINST)
    whole.alpha_composite(large.resize((width, 44), Image.Resampling.LANCZOS), (0, height))
    return whole


def sheet(rows: Sequence[Sequence[Image.Image]], gap: int = 16) -> Image.Image:
    """Lay rows of pictures out below each other; those of a row are of one size."""
    width = max(sum(each.width + gap for each in row) - gap for row in rows)
    height = sum(row[0].height + gap for row in rows) - gap
    whole = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    top = 0
    for row in rows:
        for place, each in enumerate(row):
            whole.paste(each, (place * (each.width + gap), top))
        top += row[0].height + gap
    return whole


def lighter(picture: Image.Image) -> Image.Image:
    """Return a picture of 255 colours; what is clear stays clear, for pages of any colour."""
    flat = Image.new("RGB", picture.size, QUIET)
    alpha = picture.getchannel("A")
    flat.paste(picture, mask=alpha)
    few = flat.quantize(255, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    used = len(few.getpalette() or ()) // 3
    few.putpalette([*(few.getpalette() or ()), *QUIET])
    few.paste(used, mask=alpha.point(lambda value: 255 * (value < 90)))
    few.info["transparency"] = used
    return few
