"""Let the trained network play, sample by sample: sample-0.wav, sample-100.wav and so on.

Each layer keeps the little of the past that it will look at again, so that a new sample costs one
small product a layer and not the whole past (after Paine and others, "Fast Wavenet", 2016).
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from clip_clock import EIGHTH, EIGHTHS, clock
from mu_law import LEVELS, decode, encode, seen, spread
from numpy.typing import NDArray
from wav_files import RATE, write_wav

HERE = Path(__file__).parent
WORK = Path(tempfile.gettempdir()) / "small-wavenet"
SEED = 2018
TEMPERATURE = 0.7
SILENCE = int(encode(np.zeros(1))[0])
Levels = NDArray[np.int64]
Floats = NDArray[np.float32]
Weights = Mapping[str, NDArray[np.float32]]


class Player:
    """The trained network, one sample at a time."""

    def __init__(self, weights: Weights, dilations: tuple[int, ...]) -> None:
        self.weights = {
            name: array.squeeze(-1) if array.ndim == 3 else array for name, array in weights.items()
        }
        self.layers = [self._layer(index) for index in range(len(dilations))]
        width = len(self.weights["first.bias"])
        self.pasts = [np.zeros((dilation, width), np.float32) for dilation in dilations]
        self.lit = np.zeros((len(dilations), width), np.float32)
        self.turn = 0

    def _layer(self, index: int) -> tuple[Floats, Floats, Floats]:
        """Fold the gate into its weights: a sigmoid is half of a tanh of half, and a half."""
        parts = [
            self.weights[f"layers.{index}.{name}"]
            for name in ("taps.weight", "on.weight", "on.bias")
        ]
        halved = np.ones((len(parts[0]), 1), np.float32)
        halved[len(halved) // 2 :] = 0.5
        return parts[0] * halved, parts[1] / np.float32(2), parts[2]

    def told(self, times: Levels) -> Floats:
        """Work out at once what each layer is told at each time: its shape is time, layer, gate."""
        notes, waves = clock(times)
        weights = self.weights
        heard = waves.T.astype(np.float32) @ weights["waves.weight"].T + weights["waves.bias"]
        heard = np.tanh(heard + weights["notes.weight"][notes])
        layers = range(len(self.layers))
        told = np.stack(
            [
                heard @ weights[f"layers.{index}.time.weight"].T
                + weights[f"layers.{index}.taps.bias"]
                for index in layers
            ],
            axis=1,
        )
        told[..., told.shape[-1] // 2 :] /= 2
        return np.asarray(told)

    def listen(self, level: int, told: Floats) -> Floats:
        """Take in one sample and give the odds, as logits, of the next."""
        weights = self.weights
        shown = seen(spread(np.array([level])))[:, 0].astype(np.float32)
        inner = weights["first.weight"] @ shown + weights["first.bias"]
        for (taps, on, bias), past, lit, now in zip(self.layers, self.pasts, self.lit, told):
            place = self.turn % len(past)
            gates = np.tanh(taps @ np.concatenate((past[place], inner)) + now)
            past[place] = inner
            half = len(inner)
            np.multiply(gates[:half], 1 + gates[half:], out=lit)
            inner = inner + on @ lit + bias
        self.turn += 1
        skips = weights["skips.weight"] @ (self.lit.ravel() / 2) + weights["skips.bias"]
        return np.asarray(weights["last.weight"] @ np.maximum(skips, 0) + weights["last.bias"])


def drawn(logits: Floats, temperature: float, rng: np.random.Generator) -> int:
    """Draw a level by its odds; a temperature below 1 trusts the likely ones more."""
    odds = np.exp((logits - logits.max()).astype(np.float64) / temperature)
    return int(np.searchsorted(np.cumsum(odds), rng.random() * odds.sum()))


def performed(player: Player, times: Levels, temperature: float, seed: int = SEED) -> Iterator[int]:
    """Play from silence through the given times."""
    rng = np.random.default_rng(seed)
    quiet = sum(len(past) for past in player.pasts)
    for told in player.told(times[0] + np.arange(-quiet, 0)):
        player.listen(SILENCE, told)
    level = SILENCE
    for second in np.array_split(times, max(1, len(times) // EIGHTH)):
        for told in player.told(second):
            level = min(drawn(player.listen(level, told), temperature, rng), LEVELS - 1)
            yield level


def as_played(bars: str) -> Levels:
    """Give the times of the clip's four bars in an order such as 1234."""
    bar = EIGHTH * EIGHTHS // 4
    return np.concatenate([np.arange(bar) + (int(number) - 1) * bar for number in bars])


def dilations_of(weights: Weights) -> tuple[int, ...]:
    """Tell the dilations of a network by the number of its layers: each twice the one before."""
    layers = sum(name.endswith(".on.bias") for name in weights)
    return tuple(2**power for power in range(layers))


def main() -> None:
    """Play from each kept set of weights; the last also with the chords in another order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=WORK, help="folder of the trained weights")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    parser.add_argument("--temperature", type=float, default=TEMPERATURE)
    parser.add_argument("--bars", default="1234", help="order of the clip's bars")
    parser.add_argument("--only", type=int, help="only from the weights of this step")
    parser.add_argument("--name", default="sample-{step}.wav")
    given = parser.parse_args()
    steps = sorted(int(path.stem.removeprefix("step-")) for path in given.work.glob("step-*.npz"))
    for step in steps if given.only is None else [given.only]:
        started = time.perf_counter()
        weights = dict(np.load(given.work / f"step-{step}.npz"))
        player = Player(weights, dilations_of(weights))
        levels = np.fromiter(performed(player, as_played(given.bars), given.temperature), np.int64)
        write_wav(given.out / given.name.format(step=step), decode(levels))
        print(f"step {step}: {len(levels) / RATE:g} s took {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
