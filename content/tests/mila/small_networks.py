"""Networks of random numbers, and where the post of the trained one is."""

from pathlib import Path

import numpy as np
from mila_weights import Layer

POST = Path(__file__).parents[3] / "content" / "posts" / "is-it-mila"


def random_layers(
    channels: tuple[int, ...] = (4, 6), size: int = 64, seed: int = 5
) -> tuple[Layer, ...]:
    """Return layers that were never trained."""
    chance = np.random.default_rng(seed)

    def numbers(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return chance.normal(0, 0.2, shape).astype(np.float32)

    layers = [
        Layer("convolution", numbers(outputs, inputs, 3, 3), numbers(outputs))
        for inputs, outputs in zip((3, *channels[:-1]), channels)
    ]
    side = size // 2 ** len(channels)
    return (*layers, Layer("dense", numbers(1, channels[-1], side, side), numbers(1)))
