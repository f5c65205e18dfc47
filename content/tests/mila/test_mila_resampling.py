"""A picture becomes a small square by the areas that its pixels cover."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mila_pictures import prepare, read_picture
from mila_resample import area_average, coverage
from numpy.typing import NDArray
from PIL import Image

sides = st.integers(1, 150)


def noise(height: int, width: int) -> NDArray[np.uint8]:
    chance = np.random.default_rng([height, width])
    return chance.integers(0, 256, (height, width, 3)).astype(np.uint8)


@given(length=sides, size=st.integers(1, 80))
def test_every_stretch_is_filled_and_every_pixel_used_alike(length: int, size: int) -> None:
    parts = coverage(length, size)
    assert parts.shape == (size, length)
    assert parts.sum(axis=1) == pytest.approx(1)
    assert parts.sum(axis=0) == pytest.approx(size / length)


@settings(deadline=None)
@given(height=sides, width=sides)
def test_the_mean_colour_stays(height: int, width: int) -> None:
    pixels = noise(height, width)
    small = area_average(pixels, 16)
    assert small.shape == (16, 16, 3)
    assert small.mean(axis=(0, 1)) == pytest.approx(pixels.mean(axis=(0, 1)))


@pytest.mark.parametrize(("height", "width"), [(5, 7), (3, 11), (9, 2)])
def test_it_is_the_mean_of_a_picture_whose_pixels_were_cut_into_small_ones(
    height: int, width: int
) -> None:
    pixels = noise(height, width)
    fine = pixels.repeat(4, axis=0).repeat(4, axis=1).astype(np.float64)
    blocks = fine.reshape(4, height, 4, width, 3).mean(axis=(1, 3))
    assert area_average(pixels, 4) == pytest.approx(blocks)


def test_as_many_pixels_as_asked_for_stay_as_they_are() -> None:
    pixels = noise(64, 64)
    assert (area_average(pixels, 64) == pixels).all()


def test_a_network_sees_values_around_0_in_three_planes() -> None:
    pixels = np.zeros((10, 20, 3), np.uint8)
    pixels[:, :, 1] = 255
    seen = prepare(pixels, 8)
    assert seen.shape == (3, 8, 8)
    assert [plane.mean() for plane in seen] == pytest.approx([-1, 1, -1])


def test_a_picture_is_read_upright_and_on_white(tmp_path: Path) -> None:
    path = tmp_path / "turned.png"
    turned = Image.new("RGBA", (4, 2), (255, 0, 0, 0))
    turned.putpixel((0, 0), (0, 0, 255, 255))
    exif = turned.getexif()
    exif[0x0112] = 6  # to be turned by a quarter
    turned.save(path, exif=exif)
    pixels = read_picture(path)
    assert pixels.shape == (4, 2, 3)
    assert pixels[0, 1].tolist() == [0, 0, 255]
    assert pixels[3, 0].tolist() == [255, 255, 255]
