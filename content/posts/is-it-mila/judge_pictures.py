"""Ask the trained network about the pictures of the post, and keep what it says and looked at."""

import argparse
import csv
import io
from pathlib import Path
from typing import NamedTuple

import vl_convert
from mila_heat import judged, lighter, sheet, warmed
from mila_numpy import contributions, probability
from mila_pictures import prepare, read_picture
from mila_weights import load_weights
from PIL import Image

HERE = Path(__file__).parent
SCALE = 0.4
"""Of 960 × 600: the network sees far less, and readers see them small."""
SHEET = 1208


class Shown(NamedTuple):
    """A drawing of the post, what it is called, and what it is of."""

    picture: str
    name: str
    truth: str


SHOWN = (
    Shown("mila-puppy", "Mila as a puppy", "Mila"),
    Shown("mila-right", "Mila in the garden", "Mila"),
    Shown("mila-wrong", "Mila, placed differently", "Mila"),
    Shown("sports-car", "The sports car", "not Mila"),
    Shown("rainbow-crosswalk", "The rainbow crosswalk", "not Mila"),
    Shown("goats", "The goats", "not Mila"),
    Shown("squirrel", "The squirrel", "not Mila"),
)


def main(arguments: list[str] | None = None) -> None:
    """Write the seven drawings as PNG, verdicts.csv and verdicts.png."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--weights", type=Path, default=HERE, help="folder of weights.bin")
    options.add_argument("--out", type=Path, default=HERE, help="folder for what is written")
    asked = options.parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    layers = load_weights(asked.weights)
    sure, pictures = [], []
    for shown in SHOWN:
        path = asked.out / f"{shown.picture}.png"
        rendered(shown.picture).save(path, optimize=True)
        pixels = read_picture(path)
        seen = prepare(pixels)
        sure.append(probability(layers, seen))
        pictures.append(warmed(pixels, contributions(layers, seen)))
    write_verdicts(asked.out / "verdicts.csv", sure)
    rows = [laid(pictures[:3], sure[:3]), laid(pictures[3:], sure[3:])]
    lighter(sheet(rows)).save(asked.out / "verdicts.png", optimize=True)


def rendered(picture: str) -> Image.Image:
    """Return a drawing as pixels, with square corners: a network has no use for a frame."""
    drawing = (HERE / f"{picture}.svg").read_text(encoding="utf-8").replace(' rx="14"', "", 1)
    with Image.open(io.BytesIO(vl_convert.svg_to_png(drawing, scale=SCALE))) as file:
        return file.convert("RGB")


def laid(pictures: list[Image.Image], sure: list[float]) -> list[Image.Image]:
    """Make a row of the sheet of pictures with their scales."""
    width = (SHEET + 16) // len(pictures) - 16
    return [judged(picture, each, width) for picture, each in zip(pictures, sure)]


def write_verdicts(path: Path, sure: list[float]) -> None:
    """Keep what the network says of each picture."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["picture", "name", "truth", "probability", "verdict", "sure"])
        for shown, each in zip(SHOWN, sure):
            verdict = "Mila" if each >= 0.5 else "not Mila"
            rows.writerow([*shown, f"{each:.6f}", verdict, f"{max(each, 1 - each):.6f}"])


if __name__ == "__main__":
    main()
