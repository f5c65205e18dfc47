"""The drawn things that the second network's body learns from."""

import random
from pathlib import Path

import draw_shapes
import numpy as np
import pytest
from PIL import Image, ImageDraw
from shape_kinds import ANIMALS, KINDS
from shape_pen import FINE, Pen


def test_twenty_kinds_some_of_them_animals() -> None:
    assert len(KINDS) == 20
    assert set(ANIMALS) < set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_fills_its_square_whatever_the_dice_say(kind: str) -> None:
    for seed in range(5):
        layer = Image.new("RGBA", (FINE, FINE), (0, 0, 0, 0))
        KINDS[kind](Pen(ImageDraw.Draw(layer), random.Random(seed)))
        box = layer.getchannel("A").getbbox()
        assert box is not None
        assert min(box[2] - box[0], box[3] - box[1]) > FINE * 0.35
        assert max(box[2] - box[0], box[3] - box[1]) > FINE * 0.6


def test_a_seed_decides_all(tmp_path: Path) -> None:
    one, same, other = (draw_shapes.picture("dog", random.Random(seed)) for seed in (1, 1, 2))
    assert one.size == (64, 64)
    assert one.tobytes() == same.tobytes() != other.tobytes()


def test_the_sheet_has_them_all(tmp_path: Path) -> None:
    draw_shapes.sheet(tmp_path / "sheet.png", seed=3, columns=2)
    with Image.open(tmp_path / "sheet.png") as sheet:
        pixels = np.asarray(sheet)
    assert pixels.shape == (20 * 64, 2 * 64, 3)
    tiles = pixels.reshape(20, 64, 2, 64, 3).swapaxes(1, 2).reshape(40, -1)
    assert len(np.unique(tiles, axis=0)) == 40
