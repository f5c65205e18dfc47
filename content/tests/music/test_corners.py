"""The corner detector: corners of what has corners, and none elsewhere."""

import numpy as np
import picture_corners
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_corners import Picture, corners


def canvas(width: int = 96, height: int = 72, ground: int = 230) -> Picture:
    return np.full((height, width, 3), ground, dtype=np.uint8)


def with_square(left: int, top: int, side: int, shade: int = 20) -> Picture:
    picture = canvas()
    picture[top : top + side, left : left + side] = shade
    return picture


@settings(max_examples=30)
@given(left=st.integers(8, 40), top=st.integers(8, 24), side=st.integers(12, 36))
def test_a_square_has_its_four_corners(left: int, top: int, side: int) -> None:
    found = corners(with_square(left, top, side))
    expected = {(x, y) for x in (left, left + side - 1) for y in (top, top + side - 1)}
    nearest = {min(expected, key=lambda c: (c[0] - x) ** 2 + (c[1] - y) ** 2) for x, y, _ in found}
    assert nearest == expected
    for x, y, _ in found:
        assert min(max(abs(x - right), abs(y - down)) for right, down in expected) <= 2


def test_light_squares_on_dark_have_corners_too() -> None:
    picture = canvas(ground=10)
    picture[20:50, 30:60] = 240
    assert len(corners(picture)) >= 4


@pytest.mark.parametrize("axis", [0, 1])
def test_a_straight_edge_has_none(axis: int) -> None:
    picture = canvas()
    picture[(slice(None),) * axis + (slice(30, None),)] = 20
    assert corners(picture) == []


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_a_plain_picture_has_none(shade: int) -> None:
    assert corners(canvas(ground=shade)) == []


def test_what_is_fainter_than_the_threshold_is_none() -> None:
    faint = picture_corners.THRESHOLD // 3
    assert corners(with_square(30, 20, 30, 230 - faint)) == []
    assert corners(with_square(30, 20, 30, 230 - faint - 1))


def test_there_are_at_most_200_and_they_are_spread() -> None:
    noise = np.random.default_rng(3).integers(0, 256, (300, 400, 3)).astype(np.uint8)
    found = corners(noise)
    assert len(found) == 200
    places = np.array([(x, y) for x, y, _ in found])
    apart = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    assert apart[~np.eye(200, dtype=bool)].min() >= picture_corners.APART[-1]
    # All four quarters of the picture have their share.
    for right in (places[:, 0] < 200, places[:, 0] >= 200):
        for down in (places[:, 1] < 150, places[:, 1] >= 150):
            assert (right & down).sum() > 25


def test_the_strongest_come_first() -> None:
    picture = with_square(12, 12, 20, shade=150)
    picture[30:60, 50:80] = 0
    found = corners(picture)
    assert [strength for *_, strength in found] == sorted((s for *_, s in found), reverse=True)
    assert found[0][0] > 40
    assert all(x > 40 for x, *_ in corners(picture, most=4))


def test_a_picture_too_small_for_the_circle_has_none() -> None:
    assert corners(canvas(5, 5)) == []
