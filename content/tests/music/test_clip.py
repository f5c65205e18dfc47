"""The guitar clip that the network learns."""

from pathlib import Path

import numpy as np
import pytest
from synthesise_clip import HERE, NOTES, SCORE, clip, frequency, pluck, write_chords
from wav_files import FULL, read_wav, write_wav

EVERY_NOTE = sorted({note for notes in SCORE.values() for note in notes.split()})


def test_the_shipped_clip_is_what_the_script_synthesises() -> None:
    shipped = read_wav(HERE / "clip.wav")
    assert len(shipped) == 8 * 8000
    assert np.abs(shipped - clip()).max() < 1.1 / FULL


def test_the_shipped_chords_are_the_score(tmp_path: Path) -> None:
    path = HERE / "chords.csv"
    again = tmp_path / "chords.csv"
    write_chords(again)
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("note", EVERY_NOTE)
def test_a_string_sounds_in_tune(note: str) -> None:
    string = pluck(frequency(note), 2.0, np.random.default_rng(1))
    spectrum = np.abs(np.fft.rfft(string * np.hanning(len(string)), 4 * len(string)))
    hertz = np.fft.rfftfreq(4 * len(string), 1 / 16000)
    near = np.abs(np.log2(np.maximum(hertz, 1) / frequency(note))) < 0.5
    heard = hertz[near][np.argmax(spectrum[near])]
    assert abs(1200 * np.log2(heard / frequency(note))) < 10


def test_a_is_440_hz_and_its_octaves_are_doubles() -> None:
    assert frequency("A4") == 440
    assert frequency("A2") == pytest.approx(110)
    assert frequency("E2") == pytest.approx(82.4069, abs=1e-4)
    assert len(NOTES) == 12


def test_a_wav_comes_back_as_it_was_written_and_loud_samples_are_clipped(
    tmp_path: Path,
) -> None:
    path = tmp_path / "sound.wav"
    signal = np.linspace(-1.5, 1.5, 101)
    write_wav(path, signal)
    assert np.abs(read_wav(path) - np.clip(signal, -1, 1)).max() <= 0.5 / FULL
