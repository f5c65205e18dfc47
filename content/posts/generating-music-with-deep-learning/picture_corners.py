"""Find a picture's feature pixels: corners.js again in Python, to the same pixel.

A pixel is a corner where nine neighbours in a row, of the sixteen on a circle round it, are all
brighter than it or all darker (FAST-9).
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

RING = (
    *((0, -3), (1, -3), (2, -2), (3, -1), (3, 0), (3, 1), (2, 2), (1, 3)),
    *((0, 3), (-1, 3), (-2, 2), (-3, 1), (-3, 0), (-3, -1), (-2, -2), (-1, -3)),
)
ARC = 9
MOST = 200
THRESHOLD = 72
APART = (48, 24, 12, 6)

Picture = NDArray[np.uint8]
Sums = NDArray[np.int16]
Point = tuple[int, int, int]


def corners(picture: Picture, most: int = MOST) -> list[Point]:
    """Return the strongest corners (x, y, strength), at most as many as asked for."""
    return spread(peaks(strengths(picture.sum(axis=2, dtype=np.int16))), most)


def strengths(sums: Sums) -> Sums:
    """Return for each pixel the highest threshold at which it is a corner, 0 for none."""
    height, width = sums.shape
    if min(height, width) < 7:
        return np.zeros_like(sums)
    centre = sums[3 : height - 3, 3 : width - 3]
    ring = [sums[3 + y : height - 3 + y, 3 + x : width - 3 + x] - centre for x, y in RING]
    brighter = np.max(_along_arcs(np.minimum, ring), axis=0)
    darker = -np.min(_along_arcs(np.maximum, ring), axis=0)
    best = np.maximum(brighter, darker)
    return np.pad(np.where(best > THRESHOLD, best, 0), 3)


def _along_arcs(least: np.ufunc, ring: list[Sums]) -> list[Sums]:
    """Return the least along each arc of nine: of eight by doubling, and of the ninth."""
    arcs = ring
    for step in (1, 2, 4):
        arcs = [least(arc, arcs[(n + step) % len(ring)]) for n, arc in enumerate(arcs)]
    return [least(arc, ring[(n + ARC - 1) % len(ring)]) for n, arc in enumerate(arcs)]


def peaks(found: Sums) -> list[Point]:
    """Keep what is stronger than its eight neighbours; of equals, the first."""
    inner = found[1:-1, 1:-1]
    kept = inner > 0
    for down, right in ((-1, -1), (-1, 0), (-1, 1), (0, -1)):
        kept &= _moved(found, down, right) < inner
        kept &= _moved(found, -down, -right) <= inner
    rows, columns = np.nonzero(kept)
    points = [(int(x) + 1, int(y) + 1, int(inner[y, x])) for y, x in zip(rows, columns)]
    return sorted(points, key=lambda point: -point[2])


def _moved(found: Sums, down: int, right: int) -> Sums:
    height, width = found.shape
    return found[1 + down : height - 1 + down, 1 + right : width - 1 + right]


def spread(points: list[Point], most: int) -> list[Point]:
    """Take the strongest that stand far apart, then nearer, until there are enough."""
    taken: list[Point] = []
    for apart in APART:
        for point in points:
            if len(taken) == most:
                break
            if all(square >= apart**2 for square in _squares(point, taken)):
                taken.append(point)
    return sorted(taken, key=lambda point: (-point[2], point[1], point[0]))


def _squares(point: Point, taken: list[Point]) -> Iterator[int]:
    return ((x - point[0]) ** 2 + (y - point[1]) ** 2 for x, y, _ in taken)
