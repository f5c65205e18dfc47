"""Draw what stands for the player where no script runs: player.svg, from loss and sounds."""

import argparse
import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from sample_art import guitar, squirrel, styles
from wav_files import RATE, Signal, read_wav

HERE = Path(__file__).parent
SHADES = ("spruce", "amber", "berry", "cream")
WIDE, HIGH, STAGE = 960, 600, 356
COLUMNS, ROWS, CELL = 36, 24, 4
FIRST, LEFT, RIGHT, TOP, BOTTOM = 100, 96, 712, 74, 286


@dataclass(frozen=True)
class Heap:
    """One amplifier: its plate, the sound behind its cloth, and where its middle is."""

    plate: str
    sound: Signal
    middle: float
    body: str


def read_curve(path: Path) -> list[tuple[int, float]]:
    """Read the loss at each step."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(int(row["step"]), float(row["loss"])) for row in csv.DictReader(file)]


def strengths(sound: Signal) -> Signal:
    """Tell how strong each of some pitches is at some moments, 0 to 1 over 60 decibels."""
    window = 1024
    padded = np.pad(sound, window // 2)
    starts = ((np.arange(COLUMNS) + 0.5) * len(sound) / COLUMNS).astype(int)
    frames = np.stack([padded[start : start + window] for start in starts])
    found = np.abs(np.fft.rfft(frames * np.hanning(window), axis=1))
    edges = 70 * (3600 / 70) ** (np.arange(ROWS + 1) / ROWS) * window / RATE
    rows = [found[:, int(low) : int(high) + 1].max(axis=1) for low, high in pairwise(edges)]
    loudness = 20 * np.log10(np.stack(rows) / found.max() + 1e-9)
    return np.asarray(np.clip(1 + loudness / 60, 0, 1))


def mosaic(sound: Signal, left: float, top: float) -> str:
    """Draw a sound's pitches as little tiles in flat shades, equal neighbours as one."""
    shades = np.digitize(strengths(sound), (0.4, 0.58, 0.74, 0.88))
    drawn = []
    for number, name in enumerate(SHADES, start=1):
        tiles = [
            f"M{start * CELL} {(ROWS - row - 1) * CELL}"
            f"h{(end - start) * CELL}v{CELL}H{start * CELL}z"
            for row in range(ROWS)
            for start, end in runs(shades[row] == number)
        ]
        drawn.append(f'<path class="{name}" d="{"".join(tiles)}"/>')
    return f'<g transform="translate({left:g} {top:g})" stroke="none">{"".join(drawn)}</g>'


def runs(marked: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Iterator[tuple[int, int]]:
    """Give the first and the end of each run of true values."""
    edges = np.flatnonzero(np.diff(np.pad(marked.astype(int), 1)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist())


class Slope:
    """The loss as a hillside: steps by their logarithm from left to right."""

    def __init__(self, curve: list[tuple[int, float]]) -> None:
        self.curve = curve
        self.end = math.log1p(curve[-1][0] / FIRST)
        losses = [loss for _, loss in curve]
        self.least, self.most = min(losses), max(losses)

    def place(self, step: int) -> tuple[float, float]:
        """Tell where a step stands on the hill."""
        loss = next((loss for number, loss in self.curve if number >= step), self.curve[-1][1])
        down = (self.most - loss) / (self.most - self.least)
        across = math.log1p(step / FIRST) / self.end
        return LEFT + across * (RIGHT - LEFT), TOP + down * (BOTTOM - TOP)

    def drawn(self) -> str:
        """Draw the hill."""
        points = [self.place(step) for step, _ in self.curve]
        line = "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
        x, y = points[-1]
        outline = f"M-10 {TOP - 26}C30 {TOP - 30} 60 {TOP - 4} {line}C{x + 90:.0f} {y - 6:.0f}"
        return (
            f'<path class="mid" d="{outline} 900 {y + 22:.0f} 980 {y + 4:.0f}V420H-10Z"/>'
            f'<path class="s" d="M-10 330C160 250 300 330 460 336S820 300 980 330V420H-10Z"/>'
        )


def amplifier(heap: Heap) -> str:
    """Draw an amplifier whose cloth is what it plays."""
    wide, tall = COLUMNS * CELL, ROWS * CELL
    knobs = "".join(
        f'<circle class="cream" cx="{x}" cy="20" r="7"/><path class="n" d="M{x} 20l{turn} -4"/>'
        for x, turn in ((24, -3), (44, 0), (64, 3))
    )
    plate = f'textLength="{11 * len(heap.plate)}">{heap.plate}</text>'
    return (
        f'<g transform="translate({heap.middle - 82:g} {STAGE + 28})">'
        '<path class="ink b" d="M10 172h24v12h-24zM130 172h24v12h-24z"/>'
        f'<rect class="{heap.body}" width="164" height="174" rx="10"/>'
        f'<path class="s" d="M150 0h4q10 0 10 10v154q0 10 -10 10h-4z"/>{knobs}'
        '<rect class="cream" x="86" y="8" width="68" height="25" rx="4"/>'
        f'<text class="t" x="120" y="27" {plate}'
        f'<rect class="cloth" x="{79 - wide // 2}" y="44" width="{wide + 6}" height="{tall + 22}" '
        f'rx="4"/>{mosaic(heap.sound, 82 - wide // 2, 55)}</g>'
    )


def cable(start: tuple[float, float], heap: Heap) -> str:
    """Draw a cable from a plug on the hill to an amplifier."""
    (x, y), (end, floor) = start, (heap.middle - 20, STAGE + 28)
    sag = f"C{x:.0f} {y + 120:.0f} {end:.0f} {floor - 130} {end:.0f} {floor}"
    return (
        f'<path class="n" d="M{x:.0f} {y:.0f}{sag}"/>'
        f'<circle class="red" cx="{x:.0f}" cy="{y:.0f}" r="11"/>'
        f'<circle class="ink" cx="{x:.0f}" cy="{y:.0f}" r="3"/>'
        f'<path class="ink" d="M{end - 7:.0f} {floor - 16}h14v16h-14z"/>'
    )


def picture(folder: Path) -> str:
    """Compose the whole picture."""
    slope = Slope(read_curve(folder / "loss.csv"))
    steps = sorted(int(path.stem.split("-")[1]) for path in folder.glob("sample-*.wav"))
    heaps = [
        Heap(f"{step:,}", read_wav(folder / f"sample-{step}.wav"), 104 + 188 * number, "spruce")
        for number, step in enumerate(steps)
    ]
    clip = Heap("clip", read_wav(folder / "clip.wav"), 104 + 188 * len(steps), "wood")
    cables = [cable(slope.place(step), heap) for step, heap in zip(steps, heaps)]
    planks = (
        "".join(f"M-10 {y}H970" for y in (420, 484, 548)) + "M200 356V420M640 420V484M330 484V548"
    )
    parts = [
        f'<path class="sky b" d="M0 0H{WIDE}V{HIGH}H0Z"/>',
        '<circle class="berry b" cx="740" cy="112" r="58"/>',
        '<path class="cloud b" d="M330 96q4 -34 40 -30q22 -30 52 -4q36 -6 38 34z"/>',
        '<path class="far b" d="M300 330C420 180 520 230 620 200S860 130 960 220V420H300Z"/>',
        slope.drawn(),
        f'<path class="plank" d="M-10 {STAGE}H970V610H-10Z"/>',
        f'<path class="n" stroke-width="2" d="{planks}"/>',
        guitar(),
        *cables,
        *(
            f'<ellipse class="s" cx="{heap.middle:g}" cy="570" rx="92" ry="12"/>'
            for heap in [*heaps, clip]
        ),
        *(amplifier(heap) for heap in [*heaps, clip]),
        squirrel(heaps[0].middle + 36, 384, pleased=False),
        squirrel(clip.middle - 52, 384, pleased=True),
    ]
    return "\n".join(parts)


def written(folder: Path) -> str:
    """Write the drawing."""
    description = (
        "A hillside falls from left to right as the loss did, bump by bump. Cables lead from it "
        "to four amplifiers, in whose cloth one sees what they play: noise, beats, and chords. "
        "A fifth one belongs to a guitar. A squirrel covers its ears at the first one, "
        "and sits content by the guitar."
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" '
        f'height="{HIGH}" role="img" aria-labelledby="title desc">\n'
        f'<title id="title">What the network plays, and how it got there</title>\n'
        f'<desc id="desc">{description}</desc>\n{styles()}\n'
        f'<clipPath id="frame"><rect width="{WIDE}" height="{HIGH}" rx="14"/></clipPath>\n'
        '<g clip-path="url(#frame)" stroke="#1c2625" stroke-width="4" stroke-linecap="round" '
        f'stroke-linejoin="round">\n{picture(folder)}\n</g>\n</svg>\n'
    )


def main() -> None:
    """Write player.svg."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=HERE, help="folder of the sounds")
    folder: Path = parser.parse_args().folder
    (folder / "player.svg").write_text(written(folder), encoding="utf-8")


if __name__ == "__main__":
    main()
