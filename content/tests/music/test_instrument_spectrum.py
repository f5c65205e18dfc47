"""What the instrument renders to an offline audio context, by its spectrum."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import picture_voices
import pytest
import render_pictures
from measure_sounds import STRAY, distance, heard, rendered
from picture_corners import corners
from picture_voices import as_fixed, as_it_was
from playwright.sync_api import Browser

from content.tests.music.modules import Modules, Signal, as_values, modules_in

RATE = 4410
SECONDS = 4


@pytest.fixture(scope="module")
def modules(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Modules]:
    with modules_in(browser, tmp_path_factory.mktemp("modules")) as opened:
        yield opened


def hum(frequency: float, **more: Any) -> dict[str, Any]:
    voice = {"x": 0, "y": 0, "frequency": frequency, "gain": 0.5, "pan": 0, "at": None}
    return voice | more


def power(channel: Signal) -> tuple[Signal, Signal]:
    """Return frequencies and their power, once the sound has faded in."""
    settled = channel[RATE // 2 :]
    settled = settled * np.hanning(len(settled))
    hertz = np.arange(len(settled) // 2 + 1) * RATE / len(settled)
    return hertz, np.asarray(np.abs(np.fft.rfft(settled)) ** 2)


def peaks(channel: Signal) -> list[float]:
    """Return the frequencies of all peaks within 30 dB of the highest."""
    hertz, level = power(channel)
    inner = level[1:-1]
    high = (inner > level[:-2]) & (inner >= level[2:]) & (inner > level.max() / 1000)
    return list(hertz[1:-1][high])


def test_colours_peak_where_the_formula_asks(modules: Modules) -> None:
    colours = [(0, 0, 0), (255, 0, 0), (120, 120, 120), (0, 255, 240), (255, 255, 255)]
    asked = [20 + sum(colour) / 3 / 255 * 480 for colour in colours]
    voices = [hum(modules.call("voices", "linear", *colour)) for colour in colours]
    assert peaks(modules.render(voices, SECONDS)[0]) == pytest.approx(asked, abs=0.5)


def test_a_picture_hums_where_its_pixels_ask_and_nowhere_else(modules: Modules) -> None:
    picture = render_pictures.read("mountain")
    asked = [20 + picture[y, x].sum() / 3 / 255 * 480 for x, y, _ in corners(picture)]
    modules.show(picture)
    _, voices = modules.voices("asItWas")
    hertz, level = power(modules.render(voices, SECONDS)[0])
    near = np.abs(hertz[:, None] - asked).min(axis=1) <= 1
    assert near.mean() < 0.2
    assert level[near].sum() > 0.999 * level.sum()
    for frequency in set(asked):
        assert level[np.abs(hertz - frequency) <= 1].max() > 1e-4 * level.max()


def test_frequencies_wander_and_stay_in_the_range(modules: Modules) -> None:
    voices = [hum(frequency) for frequency in (20, 260, 500)]
    hertz, still = power(modules.render(voices, 12)[0])
    _, wandering = power(modules.render(voices, 12, stray=STRAY)[0])
    off = (np.abs(hertz - 260) > 1) & (np.abs(hertz - 260) < 60)
    assert wandering[off].sum() > 0.3 * wandering.sum() / 3 > 30 * still[off].sum()
    outside = (hertz < 19) | (hertz > 501)
    assert wandering[outside].sum() < 0.01 * wandering.sum()
    again, once_more, other = (
        modules.render(voices, 2, stray=STRAY, seed=seed) for seed in (5, 5, 6)
    )
    # What meets in one input is summed in no certain order.
    assert np.allclose(again, once_more, atol=1e-5)
    assert not np.allclose(again, other, atol=1e-2)


def test_notes_sound_at_their_time_from_their_side(modules: Modules) -> None:
    early = hum(220, at=0.5, pan=-0.8)
    late = hum(440, at=2.25, pan=0.8)
    left, right = modules.render([early, late], SECONDS)
    silent, first = slice(0, int(0.5 * RATE)), slice(int(0.5 * RATE), int(1.5 * RATE))
    second = slice(int(2.25 * RATE), int(3.25 * RATE))
    assert np.abs(left[silent]).max() == 0
    assert np.square(left[first]).sum() > 4 * np.square(right[first]).sum() > 0
    assert np.square(right[second]).sum() > 4 * np.square(left[second]).sum()
    hertz, level = power(right)
    assert hertz[level.argmax()] == pytest.approx(440, abs=0.5)


def test_notes_come_again_each_time_the_picture_is_read(modules: Modules) -> None:
    seconds = 2 * picture_voices.LOOP
    left, _ = modules.render([hum(220, at=3.0)], seconds)
    loud = np.abs(left).reshape(seconds, RATE).max(axis=1)
    again = 3 + picture_voices.LOOP
    assert loud[3] == pytest.approx(loud[again], rel=0.05)
    assert loud[[0, 1, 2, again - 1]].max() < 0.001 * loud[3]


def test_it_starts_and_stops_without_a_click(modules: Modules) -> None:
    voices = [hum(frequency, gain=0.3) for frequency in (80, 81, 300, 410)]
    sound = modules.render(voices, 3, rate=44100, stopped=1.0)[0]
    steps = np.abs(np.diff(sound))
    # No step is longer than the sines themselves make at their full loudness.
    playing = steps[22050:44100].max()
    assert steps[:22050].max() <= 1.05 * playing
    assert steps[44100:].max() <= 1.05 * playing
    assert np.abs(sound[:88]).max() < 0.02 * np.abs(sound).max()
    assert np.abs(sound[44100 * 2 :]).max() == 0


@pytest.mark.parametrize("mode", ["asItWas", "asFixed"])
def test_no_picture_is_too_loud_or_too_quiet(modules: Modules, mode: str) -> None:
    tiles = np.zeros((240, 240, 3), dtype=np.uint8)
    tiles[(np.indices((240, 240)) % 24 > 11).all(axis=0)] = 255
    flag = np.full((300, 400, 3), 255, dtype=np.uint8)
    for column in range(20, 380, 24):
        flag[150:160, column : column + 12] = (200, 0, 30)
    for picture in (render_pictures.read("autumn"), tiles, flag):
        modules.show(picture)
        found, voices = modules.voices(mode)
        assert found
        sound = modules.render(voices, picture_voices.LOOP + 1)
        assert 0.05 < np.abs(sound).max() < 1


def test_python_measures_what_the_browser_plays(modules: Modules) -> None:
    picture = render_pictures.read("maze")
    for mode in (as_it_was, as_fixed):
        voices = mode(picture, corners(picture))
        sound = modules.render(as_values(voices), 16, seed=1, stray=STRAY).sum(axis=0)
        assert distance(heard(sound), heard(rendered(voices, 1, 16))) < 0.01
