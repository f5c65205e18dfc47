"""Turn the instrument's drawn pictures into the PNGs that it plays: mountain, maze, autumn."""

import argparse
from io import BytesIO
from pathlib import Path

import numpy as np
import vl_convert
from picture_corners import Picture
from PIL import Image

HERE = Path(__file__).parent
PICTURES = ("mountain", "maze", "autumn")
COLOURS = 96


def render(drawing: Path) -> Image.Image:
    """Render a drawing by day, without the rounded corners of its frame, in a small palette."""
    square = drawing.read_text(encoding="utf-8").replace(' rx="14"', "", 1)
    png = vl_convert.svg_to_png(square, scale=1)
    picture = Image.open(BytesIO(png)).convert("RGB")
    # Edges are all that the instrument looks at: they are kept as they are, not strewn with dots.
    return picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def read(name: str) -> Picture:
    """Read the pixels of one of the rendered pictures: height × width × red, green, blue."""
    with Image.open(HERE / f"{name}.png") as picture:
        return np.asarray(picture.convert("RGB"))


def main() -> None:
    """Write the PNGs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    out: Path = parser.parse_args().out
    for name in PICTURES:
        path = out / f"{name}.png"
        render(HERE / f"{name}.svg").save(path, optimize=True)
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
