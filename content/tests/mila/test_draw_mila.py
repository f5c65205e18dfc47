"""The pictures that the network learns from are drawn, and drawn the same each time."""

from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from draw_mila import main, photo, picture
from mila_parts import colours, parts
from mila_scenes import SCENES
from PIL import Image


def pixels(name: str, number: int, seed: int = 1) -> bytes:
    return photo(name, number, seed).tobytes()


@pytest.mark.parametrize("name", ["mila", "other"])
def test_a_picture_is_the_same_each_time_and_unlike_any_other(name: str) -> None:
    assert pixels(name, 0) == pixels(name, 0)
    assert len({pixels(name, 0), pixels(name, 1), pixels(name, 0, seed=2)}) == 3


def test_the_two_folders_are_filled_alike(tmp_path: Path) -> None:
    main(["--out", str(tmp_path), "--count", "3"])
    for name in ("mila", "other"):
        files = sorted((tmp_path / name).iterdir())
        assert [file.name for file in files] == ["000.png", "001.png", "002.png"]
        with Image.open(files[0]) as file:
            assert (file.mode, file.size) == ("RGB", (192, 120))


def test_mila_is_in_one_kind_of_picture_alone() -> None:
    collar = "M140 222C170"  # of one pose; "fur" and "cream" are colours of other things too
    heads = [part for name, part in parts().items() if "profile" in name or "-head" in name]
    assert collar in parts()["sitting-body"]
    assert len(heads) == 4
    for number in range(40):
        with_her = picture(np.random.default_rng(number), mila=True)
        without = picture(np.random.default_rng(number), mila=False)
        assert any(head in with_her for head in heads)
        assert not any(head in without for head in heads)


def test_every_part_and_colour_that_scenes_name_is_there() -> None:
    named = {name for scene in SCENES for name in (*scene.far, *scene.subjects)}
    assert named <= parts().keys()
    for number in range(30):
        root = ET.fromstring(picture(np.random.default_rng(number), mila=number % 2 == 0))
        used = {name for each in root.iter() for name in each.get("class", "").split()}
        assert used <= {*colours(), "n", "b", "s", "h"}
