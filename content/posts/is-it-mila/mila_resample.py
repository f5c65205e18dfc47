"""A picture of any size, averaged over areas down to a small square. resample.js does the same."""

import numpy as np
from numpy.typing import NDArray


def area_average(pixels: NDArray[np.uint8], size: int = 64) -> NDArray[np.float64]:
    """Squash a picture (height × width × 3) to a square: each pixel the mean of what it covers."""
    height, width = pixels.shape[:2]
    rows = coverage(height, size) @ pixels.reshape(height, -1).astype(np.float64)
    stripes = rows.reshape(size, width, -1).transpose(1, 0, 2).reshape(width, -1)
    return (coverage(width, size) @ stripes).reshape(size, size, -1).transpose(1, 0, 2)


def coverage(length: int, size: int) -> NDArray[np.float64]:
    """Return what part of each of ``size`` equal stretches each of ``length`` pixels fills."""
    step = length / size
    starts = np.arange(size)[:, None] * step
    pixel = np.arange(length)[None, :]
    overlap = np.minimum(starts + step, pixel + 1) - np.maximum(starts, pixel)
    covered: NDArray[np.float64] = np.clip(overlap, 0, None) / step
    return covered
