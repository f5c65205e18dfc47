"""Measure how far each sample is from noise and how near to the clip: samples.csv and heard.csv."""

import argparse
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from synthesise_clip import NOTES
from wav_files import RATE, Signal, read_wav

HERE = Path(__file__).parent
Matrix = NDArray[np.float64]
Row = dict[str, str | int | float]

SEED = 2019
WINDOW, HOP = 4096, 1000
LOWEST, HIGHEST = 75.0, 1400.0
TRIADS = {
    NOTES[root] + kind: tuple((root + step) % 12 for step in steps)
    for kind, steps in (("", (0, 4, 7)), ("m", (0, 3, 7)))
    for root in range(12)
}


@dataclass(frozen=True)
class Chord:
    """One chord of the clip and when it sounds, in seconds."""

    name: str
    start: float
    end: float


def read_chords(path: Path = HERE / "chords.csv") -> list[Chord]:
    """Read which chord the clip plays when."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [Chord(row["chord"], float(row["start"]), float(row["end"])) for row in rows]


def spectra(signal: Signal) -> Matrix:
    """Give the magnitudes of windows of half a second, eight windows a second."""
    padded = np.pad(signal, WINDOW // 2)
    starts = range(0, len(signal), HOP)
    windows = np.stack([padded[start : start + WINDOW] for start in starts])
    return np.abs(np.fft.rfft(windows * np.hanning(WINDOW), axis=1))


def flatness(signal: Signal) -> float:
    """Tell how flat the spectrum is: 1 is white noise, 0 a pure tone; the mean of all windows."""
    power = spectra(signal) ** 2 + 1e-12
    return float(np.mean(np.exp(np.mean(np.log(power), axis=1)) / np.mean(power, axis=1)))


def chroma(signal: Signal) -> Matrix:
    """Fold each window's spectrum onto the twelve notes of the scale."""
    hertz = np.arange(1, WINDOW // 2 + 1) * RATE / WINDOW
    used = (hertz >= LOWEST) & (hertz <= HIGHEST)
    semitones = 12 * np.log2(hertz[used] / 440) + 9
    # Each bin counts for the notes nearby: a bin is wider than a semitone down at the low E.
    apart = np.abs((semitones[:, None] - np.arange(12) + 6) % 12 - 6)
    share = np.exp(-0.5 * (apart / 0.3) ** 2)
    share /= share.sum(axis=0)
    return np.asarray(np.sqrt(spectra(signal)[:, 1:][:, used]) @ share)


def within(rows: Matrix, start: float, end: float) -> Matrix:
    """Give the windows whose middle lies between two times."""
    return rows[int(start * RATE / HOP) : int(end * RATE / HOP)]


def heard(profile: Signal) -> tuple[str, float]:
    """Name the one of the 24 major and minor triads that fits best, and how well (-1 to 1)."""
    scores = {}
    for name, notes in TRIADS.items():
        template = np.zeros(12)
        template[list(notes)] = 1
        scores[name] = float(np.corrcoef(profile, template)[0, 1])
    best = max(scores, key=lambda name: scores[name])
    return best, scores[best]


def likeness(rows: Matrix, model: Matrix) -> float:
    """Correlate two sounds' notes window by window: 1 is alike throughout, 0 is chance."""
    pairs = zip(rows, model)
    return float(np.mean([np.corrcoef(row, other)[0, 1] for row, other in pairs]))


def white_noise(length: int) -> Signal:
    """Make noise to measure against."""
    return np.random.default_rng(SEED).uniform(-1, 1, length)


def sounds(folder: Path) -> Iterator[tuple[str, int | None, Signal]]:
    """Give each sound with its name and, of a sample, the step after which it was made."""
    clip = read_wav(folder / "clip.wav")
    yield "white noise", None, white_noise(len(clip))
    steps = sorted(int(path.stem.split("-")[1]) for path in folder.glob("sample-*.wav"))
    for step in steps:
        yield f"step {step:,}", step, read_wav(folder / f"sample-{step}.wav")
    yield "clip", None, clip


def measured(folder: Path = HERE) -> tuple[list[Row], list[Row]]:
    """Measure all sounds: each as a whole, and chord by chord."""
    chords, model = read_chords(folder / "chords.csv"), chroma(read_wav(folder / "clip.wav"))
    wholes: list[Row] = []
    parts: list[Row] = []
    for name, step, sound in sounds(folder):
        rows = chroma(sound)
        told = [heard(within(rows, chord.start, chord.end).mean(axis=0)) for chord in chords]
        parts += [
            {
                "sound": name,
                "chord": chord.name,
                "start": chord.start,
                "heard": best,
                "fit": f"{fit:.2f}",
            }
            for chord, (best, fit) in zip(chords, told)
        ]
        right = sum(chord.name == best for chord, (best, _) in zip(chords, told))
        wholes.append(
            {
                "sound": name,
                "step": "" if step is None else step,
                "flatness": f"{flatness(sound):.3f}",
                "likeness": f"{likeness(rows, model):.3f}",
                "chords": right,
            }
        )
    return wholes, parts


def written(rows: list[Row]) -> str:
    """Write rows as CSV."""
    text = io.StringIO()
    table = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def main() -> None:
    """Write samples.csv and heard.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=HERE, help="folder of the sounds")
    folder: Path = parser.parse_args().folder
    for name, rows in zip(("samples.csv", "heard.csv"), measured(folder)):
        (folder / name).write_text(written(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
