"""How different pictures sound: sounds.csv, and the pictures that it was measured with."""

import csv
from statistics import mean

import draw_instrument
import measure_sounds
import numpy as np
import pytest
import render_pictures
from measure_sounds import distance, heard, rendered
from picture_corners import corners
from picture_voices import Voice

from content.tests.music.modules import POST

Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with (POST / "sounds.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def apart(rows: list[Row], mode: str, played: str) -> list[float]:
    found = [float(r["distance"]) for r in rows if (r["mode"], r["played"]) == (mode, played)]
    assert len(found) == 3
    return found


def test_as_it_was_pictures_sound_the_same_and_with_the_fix_they_do_not(rows: list[Row]) -> None:
    was = apart(rows, "As it was", "Two pictures")
    fixed = apart(rows, "The fix", "Two pictures")
    assert max(was) < 0.05
    assert min(fixed) > 0.25
    # Chance alone makes a good part of the first, and next to nothing of the second.
    assert mean(apart(rows, "As it was", "One picture twice")) > mean(was) / 4
    assert mean(apart(rows, "The fix", "One picture twice")) < mean(fixed) / 40


def test_the_figures_are_those_of_the_script(rows: list[Row]) -> None:
    pair = {"one": "mountain", "other": "autumn"}
    for title, mode in measure_sounds.MODES.items():
        (row,) = (row for row in rows if row["mode"] == title and pair.items() <= row.items())
        sounds = []
        for name in pair.values():
            picture = render_pictures.read(name)
            seed = render_pictures.PICTURES.index(name)
            sounds.append(heard(rendered(mode(picture, corners(picture)), seed)))
        assert distance(*sounds) == pytest.approx(float(row["distance"]), abs=5e-4)


def test_the_distance_tells_notes_apart() -> None:
    def sound(*frequencies: float) -> measure_sounds.Signal:
        return heard(rendered([Voice(0, 0, f, 0.3, 0, 0.0) for f in frequencies], 1, 4))

    assert distance(sound(220), sound(220)) == pytest.approx(0, abs=1e-9)
    assert distance(sound(220, 330), sound(220, 331)) < 0.05
    assert distance(sound(220, 330), sound(220, 392)) > 0.2
    assert distance(sound(220), sound(880)) > 0.8


@pytest.mark.parametrize("name", render_pictures.PICTURES)
def test_the_pictures_are_rendered_from_the_drawings(name: str) -> None:
    shipped = render_pictures.read(name)
    again = np.asarray(render_pictures.render(POST / f"{name}.svg").convert("RGB"))
    assert shipped.shape == (683, 1024, 3)
    # A renderer's next version may blend an edge another way, but not draw something else.
    assert np.abs(shipped.astype(int) - again).mean() < 1
    assert (POST / f"{name}.png").stat().st_size < 60_000


def test_the_art_in_its_place_has_the_marks_that_the_detector_finds() -> None:
    assert (POST / "instrument.svg").read_text(encoding="utf-8") == draw_instrument.instrument()
    assert draw_instrument.instrument().count("<circle cx=") >= 200
