"""What is measured of the network's samples."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from measure_samples import HERE, TRIADS, chroma, flatness, heard, likeness, measured, white_noise
from synthesise_clip import NOTES
from wav_files import RATE, Signal, read_wav


def rows_of(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def chord(*notes: str) -> Signal:
    seconds = np.arange(2 * RATE) / RATE
    hertz = [220 * 2 ** ((NOTES.index(note) - 9) / 12) for note in notes]
    return np.asarray(sum(np.sin(2 * np.pi * each * seconds) for each in hertz) / 4)


def same(shipped: dict[str, str], again: dict[str, Any]) -> bool:
    def agree(one: str, other: str) -> bool:
        try:
            # The last digit may be rounded otherwise on another processor.
            return abs(float(one) - float(other)) < 0.0011 if "." in one else one == other
        except ValueError:
            return one == other

    return all(agree(value, str(again[name])) for name, value in shipped.items())


@pytest.mark.parametrize(("name", "number"), [("samples.csv", 0), ("heard.csv", 1)])
def test_the_shipped_figures_are_what_the_shipped_sounds_measure(name: str, number: int) -> None:
    shipped, again = rows_of(name), measured()[number]
    assert len(shipped) == len(again)
    assert [row for row, other in zip(shipped, again) if not same(row, other)] == []


@pytest.mark.parametrize("name", ["C", "Em", "F#", "A#m"])
def test_a_plain_triad_is_heard_as_itself(name: str) -> None:
    sound = chord(*(NOTES[note] for note in TRIADS[name]))
    assert heard(chroma(sound).mean(axis=0))[0] == name


def test_noise_is_flat_and_a_chord_is_not() -> None:
    assert flatness(white_noise(4 * RATE)) > 0.5
    assert flatness(chord("C", "E", "G")) < 0.01


def test_a_sound_is_like_itself_and_unlike_noise() -> None:
    clip = chroma(read_wav(HERE / "clip.wav"))
    assert likeness(clip, clip) == pytest.approx(1)
    assert abs(likeness(chroma(white_noise(8 * RATE)), clip)) < 0.1


def test_the_last_sample_is_told_from_noise_and_likest_the_clip() -> None:
    table = {row["sound"]: row for row in rows_of("samples.csv")}
    noise, clip = table["white noise"], table["clip"]
    samples = sorted(
        (row for row in table.values() if row["step"]), key=lambda row: int(row["step"])
    )
    assert float(samples[-1]["flatness"]) < float(noise["flatness"]) / 4
    assert float(samples[-1]["likeness"]) == max(float(row["likeness"]) for row in samples)
    assert float(samples[-1]["likeness"]) > 0.8
    assert float(noise["likeness"]) < 0.2
    assert (clip["chords"], clip["likeness"]) == ("4", "1.000")


def test_the_chords_of_the_last_sample_are_recognised() -> None:
    last = max((row for row in rows_of("samples.csv") if row["step"]), key=lambda r: int(r["step"]))
    told = [row for row in rows_of("heard.csv") if row["sound"] == last["sound"]]
    assert [row["heard"] for row in told] == [row["chord"] for row in told]
    assert last["chords"] == str(len(told)) == "4"


def test_the_first_sample_is_noise() -> None:
    table = {row["sound"]: row for row in rows_of("samples.csv")}
    assert float(table["step 0"]["likeness"]) < 0.2
    assert float(table["step 0"]["flatness"]) > 0.5


def test_the_curve_ends_where_the_last_sample_was_made() -> None:
    curve = rows_of("loss.csv")
    steps = [int(row["step"]) for row in curve]
    made = [int(row["step"]) for row in rows_of("samples.csv") if row["step"]]
    assert steps == sorted(set(steps))
    assert steps[-1] == max(made)
    assert float(curve[0]["loss"]) == pytest.approx(np.log(256), abs=0.1)
    assert float(curve[-1]["loss"]) < 4
    assert float(curve[-1]["seconds"]) < 3600


def test_what_ships_is_small() -> None:
    shipped = [path for path in Path(HERE).iterdir() if path.suffix == ".wav"]
    assert sum(path.stat().st_size for path in shipped) < 1_000_000
