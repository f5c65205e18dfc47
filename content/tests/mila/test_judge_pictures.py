"""What the post says of its pictures is what its weights say."""

from pathlib import Path

import numpy as np
import pytest
from judge_pictures import SHOWN, main
from mila_heat import lighter, warmed
from PIL import Image

from content.tests.mila.small_networks import POST


def test_the_post_has_the_verdicts_and_pictures_that_the_script_writes(tmp_path: Path) -> None:
    main(["--out", str(tmp_path)])
    shipped, made = ((folder / "verdicts.csv").read_text() for folder in (POST, tmp_path))
    for old, new in zip(shipped.splitlines(), made.splitlines(), strict=True):
        assert old.rsplit(",", 3)[0] == new.rsplit(",", 3)[0]
    for shown in SHOWN:
        with Image.open(POST / f"{shown.picture}.png") as before:
            kept = np.asarray(before.convert("RGB")).astype(int)
        with Image.open(tmp_path / f"{shown.picture}.png") as now:
            drawn = np.asarray(now.convert("RGB")).astype(int)
        # Another font on the plate of the car is no other picture.
        assert np.abs(kept - drawn).mean() < 0.5


def test_heat_lies_where_the_places_speak() -> None:
    grey = np.full((40, 64, 3), 128, np.uint8)
    places = np.zeros((8, 8))
    places[0, 0], places[7, 7] = 2, -1
    heat = np.asarray(warmed(grey, places).convert("RGB")).astype(int)
    assert heat[1, 1].tolist() == pytest.approx([214, 147, 53], abs=4)
    assert heat[38, 62, 2] - heat[38, 62, 0] > 50
    assert heat[20, 32].tolist() == pytest.approx([128] * 3, abs=2)


def test_a_sheet_of_few_colours_is_clear_where_it_was(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    picture.paste((200, 30, 30, 255), (5, 5, 15, 15))
    lighter(picture).save(tmp_path / "few.png", optimize=True)
    with Image.open(tmp_path / "few.png") as few:
        assert few.mode == "P"
        seen = few.convert("RGBA")
    assert seen.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert seen.getpixel((10, 10)) == (200, 30, 30, 255)
