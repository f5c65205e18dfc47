"""Measure how different two pictures sound, in both modes: sounds.csv.

Each picture is played for three readings of eight seconds, as sounding.js plays it. What a listener
gets of that are the loudnesses in semitones, in decibels over a floor 60 dB below the loudest; the
distance of two sounds is one less the cosine of the angle between these (0: the same; 1: nothing in
common). The same picture played twice, wandering another way, says how much of it is chance.
"""

import argparse
import csv
from collections.abc import Iterator
from itertools import combinations
from math import pi
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from picture_corners import corners
from picture_voices import DECAY, HIGHEST, LOOP, LOWEST, Mode, Voice, as_fixed, as_it_was, chance
from render_pictures import HERE, PICTURES, read

Signal = NDArray[np.float64]

RATE = 4410
SECONDS = 3 * LOOP
TURN, STRAY = 0.5, 4
ATTACK, ATTACKED = 0.01, 0.03
FLOOR = 60
MODES: dict[str, Mode] = {"As it was": as_it_was, "The fix": as_fixed}


def rendered(voices: list[Voice], seed: int, seconds: float = SECONDS) -> Signal:
    """Play voices as sounding.js does, with their places left and right put into one channel."""
    random = chance(seed)
    sound = np.zeros(int(seconds * RATE))
    starts = [next(random) / LOWEST for _ in voices]
    for voice, start in zip(voices, starts):
        frequencies = wandering(voice, random, seconds)
        phase = 2 * pi * np.cumsum(frequencies) / RATE
        sound += plucked(voice, seconds) * np.sin(phase - 2 * pi * voice.frequency * start)
    return sound


def wandering(voice: Voice, random: Iterator[float], seconds: float) -> Signal:
    """Return a voice's frequency at each sample."""
    if voice.at is not None:
        return np.full(int(seconds * RATE), voice.frequency)
    turns = [voice.frequency]
    for _ in range(int(seconds / TURN)):
        strayed = turns[-1] + (2 * next(random) - 1) * STRAY
        turns.append(min(max(strayed, LOWEST), HIGHEST))
    times = np.arange(int(seconds * RATE)) / RATE
    return np.asarray(np.interp(times, np.arange(len(turns)) * TURN, turns))


def plucked(voice: Voice, seconds: float) -> Signal:
    """Return a voice's loudness at each sample: at rest but for its notes, or always the same."""
    loudness = np.full(int(seconds * RATE), voice.gain, dtype=np.float64)
    if voice.at is None:
        return np.asarray(loudness)
    since = (np.arange(len(loudness)) / RATE - voice.at) % LOOP
    rise = 1 - np.exp(-np.minimum(since, ATTACKED) / ATTACK)
    fall = np.exp(-np.maximum(since - ATTACKED, 0) / DECAY)
    before = np.arange(len(loudness)) / RATE < voice.at
    return np.asarray(loudness * rise * fall * ~before)


def heard(sound: Signal) -> Signal:
    """Return how loud each semitone from 20 Hz is, in decibels over the floor."""
    window = np.hanning(RATE)
    pieces = np.lib.stride_tricks.sliding_window_view(sound, RATE)[:: RATE // 2]
    power = (np.abs(np.fft.rfft(pieces * window)) ** 2).mean(axis=0)
    # A window of one second: a line of the spectrum is one Hz wide.
    semitones = np.floor(12 * np.log2(np.arange(1, len(power)) / LOWEST)).astype(int)
    bands = [power[1:][semitones == band].sum() for band in range(semitones.max() + 1)]
    decibels = 10 * np.log10(np.maximum(bands / np.max(bands), 10 ** (-FLOOR / 10)))
    return np.asarray(decibels + FLOOR)


def distance(one: Signal, other: Signal) -> float:
    """Return one less the cosine of the angle between what is heard of two sounds."""
    return float(1 - one @ other / np.linalg.norm(one) / np.linalg.norm(other))


def rows() -> Iterator[tuple[str, str, str, float]]:
    """Compare every two pictures, and each with itself played again, in both modes."""
    for title, mode in MODES.items():
        voices = {name: mode(read(name), corners(read(name))) for name in PICTURES}
        first = {name: heard(rendered(voices[name], seed)) for seed, name in enumerate(PICTURES)}
        for one, other in combinations(PICTURES, 2):
            yield title, one, other, distance(first[one], first[other])
        for seed, name in enumerate(PICTURES):
            again = heard(rendered(voices[name], seed + 100))
            yield title, name, name, distance(first[name], again)


def main() -> None:
    """Write sounds.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    out: Path = parser.parse_args().out
    with (out / "sounds.csv").open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, lineterminator="\n")
        written.writerow(["mode", "played", "one", "other", "distance"])
        for mode, one, other, apart in rows():
            played = "One picture twice" if one == other else "Two pictures"
            written.writerow([mode, played, one, other, f"{apart:.4f}"])


if __name__ == "__main__":
    main()
