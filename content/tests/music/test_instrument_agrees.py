"""The browser and Python find the same corners and give them the same voices."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any

import numpy as np
import picture_voices
import pytest
import render_pictures
from picture_corners import Picture, corners
from picture_voices import Mode, as_fixed, as_it_was, chance
from playwright.sync_api import Browser

from content.tests.music.modules import Modules, as_values, modules_in

MODES: dict[str, Mode] = {"asItWas": as_it_was, "asFixed": as_fixed}


@pytest.fixture(scope="module")
def modules(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Modules]:
    with modules_in(browser, tmp_path_factory.mktemp("modules")) as opened:
        yield opened


def noise(colours: int = 3) -> Picture:
    picture = np.random.default_rng(7).integers(0, 256, (90, 120, colours)).astype(np.uint8)
    return np.broadcast_to(picture, (90, 120, 3)).copy()


PICTURES: dict[str, Callable[[], Picture]] = {
    **{name: partial(render_pictures.read, name) for name in render_pictures.PICTURES},
    "noise": noise,
    "grey noise": partial(noise, 1),
    "plain": lambda: np.full((40, 50, 3), 99, dtype=np.uint8),
}


@pytest.mark.parametrize("name", PICTURES)
def test_corners_and_voices_agree(modules: Modules, name: str) -> None:
    picture = PICTURES[name]()
    modules.show(picture)
    found = corners(picture)
    assert found or name == "plain"
    for mode, ours in MODES.items():
        their_corners, theirs = modules.voices(mode)
        assert their_corners == found
        same(theirs, as_values(ours(picture, found)))


def same(theirs: list[dict[str, Any]], ours: list[dict[str, Any]]) -> None:
    assert len(theirs) == len(ours)
    for their, our in zip(theirs, ours):
        assert their.pop("at") == our.pop("at")
        assert their == pytest.approx(our, rel=1e-9, abs=1e-9)


def test_chance_agrees(modules: Modules) -> None:
    script = """async (seed) => {
      const {chance} = await import("/chance.js");
      const random = chance(seed);
      return Array.from({length: 50}, random);
    }"""
    for seed in (0, 1, 2**32 - 1, 1234567):
        theirs = modules.page.evaluate(script, seed)
        assert theirs == list(islice(chance(seed), 50))
        assert 0.3 < np.mean(theirs) < 0.7


@pytest.mark.parametrize(
    ("colour", "frequency"),
    [((0, 0, 0), 20), ((255, 255, 255), 500), ((255, 0, 0), 180), ((51, 51, 51), 116)],
)
def test_the_formula_of_the_first_try(
    modules: Modules, colour: tuple[int, int, int], frequency: float
) -> None:
    assert picture_voices.linear(*colour) == pytest.approx(frequency)
    assert modules.call("voices", "linear", *colour) == pytest.approx(frequency)


def test_hue_is_the_note_and_lightness_the_octave() -> None:
    def semitone(*colour: int) -> float:
        return float(12 * np.log2(picture_voices.note(picture_voices.oklab(*colour)) / 55))

    red, orange, dark_red = semitone(255, 0, 0), semitone(255, 128, 0), semitone(90, 0, 0)
    assert all(note == pytest.approx(round(note)) for note in (red, orange, dark_red))
    # Two hues side by side are a fifth apart, or a few of them.
    assert (orange - red) % 12 in {7, 2}
    assert (red - dark_red) in {12, 24}
    assert semitone(128, 128, 128) % 12 == 0
    assert semitone(255, 255, 255) == 48


def test_what_stands_out_is_loud_and_place_is_kept() -> None:
    grey = np.full((96, 120, 3), 120, dtype=np.uint8)
    grey[20:40, 20:40] = (160, 150, 140)
    grey[60:80, 80:100] = (230, 20, 20)
    voices = as_fixed(grey, corners(grey))
    pale = [voice for voice in voices if voice.y < 50]
    coat = [voice for voice in voices if voice.y > 50]
    assert pale
    assert coat
    assert min(v.gain for v in coat) > 2 * max(v.gain for v in pale)
    assert max(v.pan for v in pale) < 0 < min(v.pan for v in coat)
    assert max(v.at or 0 for v in pale) < min(v.at or 0 for v in coat) < picture_voices.LOOP
