"""Draw pictures of twenty kinds of things: what the second network's body learns from.

Nothing here knows of Mila. A network that tells these kinds apart has learnt edges, blobs, ears
and legs, and that is what `train_second.py` borrows.

    python content/posts/is-it-mila/draw_shapes.py sheet.png     # ten of each kind, to look at
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from draw_mila import photo
from PIL import Image, ImageChops, ImageDraw
from shape_kinds import KINDS
from shape_pen import FINE, Pen, colour

SIZE = 64


def ground(dice: random.Random) -> Image.Image:
    """Return what lies behind: one colour, earth and sky, stripes, or blots."""
    image = Image.new("RGB", (FINE, FINE), colour(dice))
    draw = ImageDraw.Draw(image)
    manner = dice.choice(("plain", "horizon", "stripes", "blots", "blots"))
    if manner == "horizon":
        draw.rectangle((0, dice.randint(FINE // 3, FINE), FINE, FINE), fill=colour(dice))
    elif manner == "stripes":
        step, other = dice.randint(10, 40), colour(dice)
        for at in range(-FINE, 2 * FINE, 2 * step):
            draw.line((at, 0, at + dice.randint(-60, 60), FINE), fill=other, width=step)
    elif manner == "blots":
        for _ in range(dice.randint(3, 14)):
            x, y, wide, tall = (dice.randint(0, n) for n in (FINE, FINE, 60, 40))
            draw.ellipse((x - wide, y - tall, x + wide, y + tall), fill=colour(dice))
    return image


def thing(kind: str, dice: random.Random) -> Image.Image:
    """Return one thing on nothing, in some of the pictures with a pattern on it."""
    layer = Image.new("RGBA", (FINE, FINE), (0, 0, 0, 0))
    KINDS[kind](Pen(ImageDraw.Draw(layer), dice))
    if dice.random() < 0.25:
        layer = patterned(layer, dice)
    return layer.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if dice.random() < 0.5 else layer


def patterned(layer: Image.Image, dice: random.Random) -> Image.Image:
    """Return a thing with spots or stripes: what it is must not hang on its colour."""
    pattern = Image.new("RGBA", layer.size, (0, 0, 0, 0))
    draw, tint = ImageDraw.Draw(pattern), (*colour(dice), 255)
    if dice.random() < 0.5:
        for _ in range(dice.randint(5, 20)):
            x, y, radius = (dice.randint(0, n) for n in (FINE, FINE, 14))
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=tint)
    else:
        step = dice.randint(6, 14)
        for at in range(0, FINE, 2 * step):
            draw.line((0, at, FINE, at + dice.randint(-20, 20)), fill=tint, width=step // 2)
    pattern.putalpha(ImageChops.multiply(pattern.getchannel("A"), layer.getchannel("A")))
    return Image.alpha_composite(layer, pattern)


def scenes(count: int, seed: int) -> list[Image.Image]:
    """Return places without Mila, of the kind that she is seen in, but none of those pictures."""
    return [photo("other", number, seed) for number in range(count)]


def place(dice: random.Random, among: Sequence[Image.Image]) -> Image.Image:
    """Return a part of some scene, one way round or the other."""
    scene = dice.choice(among)
    side = dice.randint(scene.height * 2 // 3, scene.height)
    left, top = dice.randint(0, scene.width - side), dice.randint(0, scene.height - side)
    part = scene.resize((FINE, FINE), box=(left, top, left + side, top + side))
    return part.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if dice.random() < 0.5 else part


def grainy(image: Image.Image, dice: random.Random) -> Image.Image:
    """Return a picture with a camera's noise over all of it, the thing and its ground."""
    chance = np.random.default_rng(dice.getrandbits(32))
    values = np.asarray(image) + chance.normal(0, dice.uniform(1, 8), (*image.size, 3))
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def picture(
    kind: str, dice: random.Random, size: int = SIZE, among: Sequence[Image.Image] = ()
) -> Image.Image:
    """Draw a thing of a kind: of any colour, turned, large or small, on a ground or in a scene."""
    lean = 180 if kind in ("circle", "ring", "square", "star", "cross", "stripes") else 25
    layer = thing(kind, dice).rotate(dice.uniform(-lean, lean), Image.Resampling.BILINEAR)
    wide = int(FINE * dice.uniform(0.5, 1.0))
    tall = int(wide * dice.uniform(0.8, 1.2))
    layer = layer.resize((wide, tall), Image.Resampling.BILINEAR)
    image = place(dice, among) if among else ground(dice)
    across, down = max(0, FINE - wide), max(0, FINE - tall)
    image.paste(layer, (dice.randint(0, across), dice.randint(0, down)), layer)
    small = image.resize((size, size), Image.Resampling.BOX)
    return grainy(small, dice) if among else small


def sheet(path: Path, seed: int, columns: int = 10) -> None:
    """Save a page with some pictures of each kind."""
    page = Image.new("RGB", (columns * SIZE, len(KINDS) * SIZE))
    for row, kind in enumerate(KINDS):
        dice = random.Random(f"{seed} {kind}")
        for column in range(columns):
            page.paste(picture(kind, dice), (column * SIZE, row * SIZE))
    page.save(path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sheet", type=Path, help="PNG to write")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sheet(asked.sheet, asked.seed)
