"""Synthesise the eight-second guitar clip that the network learns: clip.wav and chords.csv."""

import argparse
import csv
from pathlib import Path

import numpy as np
from wav_files import RATE, Signal, write_wav

HERE = Path(__file__).parent
SEED = 2016
BAR, EIGHTH = 2.0, 0.25
# Strings are synthesised finer than they are kept: then high notes are in tune and keep their edge.
FINER = 2
FINE = RATE * FINER
SCORE = {
    "Em": "E2 B2 E3 G3 B3 E4 B3 G3",
    "C": "C3 G3 C4 E4 G4 E4 D4 C4",
    "G": "G2 D3 G3 B3 D4 G4 D4 B3",
    "D": "D3 A3 D4 F#4 A4 F#4 E4 D4",
}
NOTES = "C C# D D# E F F# G G# A A# B".split()


def frequency(note: str) -> float:
    """Tell a note's frequency in Hz, A4 being 440."""
    semitones = NOTES.index(note[:-1]) + 12 * int(note[-1]) - 57
    return float(440 * 2 ** (semitones / 12))


def pluck(hertz: float, seconds: float, rng: np.random.Generator) -> Signal:
    """Pluck a string (Karplus and Strong): noise in a loop of one period that softens it."""
    softness = 0.5
    delay = FINE / hertz - softness
    period = int(delay)
    rest = delay - period
    # Two filters in a row: one that softens, one that tunes by a part of a sample.
    taps = np.convolve([1 - softness, softness], [1 - rest, rest])
    kept = 0.001 ** (1 / (hertz * 4.5))
    string = np.zeros(int(seconds * FINE) + 2 * period + 2)
    string[2 : period + 2] = excitation(period, rng)
    for start in range(period + 2, len(string), period):
        ahead = string[start : start + period]
        for tap, back in zip(taps, range(period, period + 3)):
            ahead += kept * tap * string[start - back : start - back + len(ahead)]
    return string[2 : int(seconds * FINE) + 2]


def excitation(period: int, rng: np.random.Generator) -> Signal:
    """Make the noise of a plectrum, softened, and plucked at a fifth of the string."""
    noise = rng.uniform(-1, 1, period)
    for _ in range(5):
        noise = (noise + np.roll(noise, 1)) / 2
    noise -= np.roll(noise, period // 5)
    noise -= noise.mean()
    return np.asarray(noise / np.abs(noise).max())


def played() -> Signal:
    """Play the score: every note rings until its chord ends."""
    rng = np.random.default_rng(SEED)
    song = np.zeros(int(BAR * len(SCORE) * FINE))
    for bar, notes in enumerate(SCORE.values()):
        for eighth, note in enumerate(notes.split()):
            start = bar * BAR + eighth * EIGHTH
            string = pluck(frequency(note), BAR - eighth * EIGHTH, rng)
            release = min(len(string), FINE // 12)
            string[-release:] *= np.linspace(1, 0, release)
            loudness = (1.0 if eighth == 0 else 0.7) * (0.75 + 0.25 * bar / 3)
            song[int(start * FINE) :][: len(string)] += loudness * string
    return song


def echoed(song: Signal, seconds: float = 0.375, gain: float = 0.28) -> Signal:
    """Add a delay of one dotted eighth, as post-rock will have it."""
    wet = song.copy()
    back = int(seconds * FINE)
    for turn in (1, 2):
        wet[turn * back :] += gain**turn * song[: -turn * back]
    return wet


def decimated(song: Signal) -> Signal:
    """Keep every other sample, after taking away what would alias."""
    reach = np.arange(-48, 49)
    taps = np.sinc(reach / FINER * 0.9) * (0.5 + 0.5 * np.cos(np.pi * reach / 49))
    taps /= taps.sum()
    padded = np.pad(song, 48)
    # Summed tap by tap and not by np.convolve: so it is the same to the last bit everywhere.
    smooth = np.zeros(len(song))
    for index, tap in enumerate(taps):
        smooth += tap * padded[index : index + len(song)]
    return smooth[::FINER]


def clip() -> Signal:
    """Make the whole clip, as loud as it may be."""
    song = decimated(echoed(played()))
    fade = RATE // 20
    song[-fade:] *= np.linspace(1, 0, fade)
    return np.asarray(0.9 * song / np.abs(song).max())


def write_chords(path: Path) -> None:
    """Write which chord is played when, with its notes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["chord", "start", "end", "notes"])
        for bar, (chord, notes) in enumerate(SCORE.items()):
            rows.writerow([chord, bar * BAR, (bar + 1) * BAR, notes])


def main() -> None:
    """Write clip.wav and chords.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    out: Path = parser.parse_args().out
    write_wav(out / "clip.wav", clip())
    write_chords(out / "chords.csv")


if __name__ == "__main__":
    main()
