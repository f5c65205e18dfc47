"""Squeeze samples into 256 levels and back, finer where it is quiet (mu-law, as telephones do)."""

import numpy as np
from numpy.typing import NDArray
from wav_files import Signal

LEVELS = 256
MU = LEVELS - 1


def squeezed(signal: Signal) -> Signal:
    """Bend samples between -1 and 1 so that quiet ones get more room."""
    return np.asarray(np.sign(signal) * np.log1p(MU * np.abs(signal)) / np.log1p(MU))


def stretched(bent: Signal) -> Signal:
    """Undo what `squeezed` did."""
    return np.asarray(np.sign(bent) * np.expm1(np.abs(bent) * np.log1p(MU)) / MU)


def encode(signal: Signal) -> NDArray[np.int64]:
    """Give each sample the number of its level, 0 to 255."""
    return np.rint((squeezed(signal) + 1) / 2 * MU).astype(np.int64)


def spread(levels: NDArray[np.int64]) -> Signal:
    """Place levels evenly between -1 and 1, which is how the network sees them."""
    return np.asarray(levels / MU * 2 - 1)


def decode(levels: NDArray[np.int64]) -> Signal:
    """Give the sample of each level."""
    return stretched(spread(levels))


def seen(bent: Signal) -> Signal:
    """Show samples in two ways: bent, so that quiet ones count, and as they are."""
    return np.stack([bent, stretched(bent)])
