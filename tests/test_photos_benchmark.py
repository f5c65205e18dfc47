"""The benchmark of photos: how alike two pictures are, and bytes at the same look."""

from pathlib import Path

import pytest
from photo_sites import bytes_at_same_look, similarity

from tests.images.photos import photo


def test_a_picture_is_like_itself_and_less_so_the_worse_it_is_written(tmp_path: Path) -> None:
    given, found = tmp_path / "given.png", []
    photo(200, 120).save(given)
    for quality in (90, 40, 5):
        path = tmp_path / f"{quality}.jpg"
        photo(200, 120).save(path, quality=quality)
        found.append(similarity(path, given))
    assert similarity(given, given) == pytest.approx(1)
    assert 1 > found[0] > found[1] > found[2] > 0


def test_bytes_are_compared_where_pictures_look_the_same() -> None:
    curve = {20: [(0.8, 1.0)], 80: [(1.0, 3.0)]}
    assert bytes_at_same_look([(0.9, 2.0)], curve) == pytest.approx(1)
    assert bytes_at_same_look([(0.9, 1.0)], curve) == pytest.approx(2.718, abs=0.001)
