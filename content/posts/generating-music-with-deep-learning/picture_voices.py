"""Give each feature pixel a voice: voices.js, colours.js and chance.js again in Python.

The two modes are described in voices.js.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import atan2, cbrt, exp, floor, hypot, pi, sqrt

from picture_corners import Picture, Point

LOWEST, HIGHEST = 20, 500
LOOP, BEATS, DECAY = 8, 32, 0.45
DEEPEST, OCTAVES, GREY = 55, 5, 10
CIRCLE = (
    *((0, -8), (3, -7), (6, -6), (7, -3), (8, 0), (7, 3), (6, 6), (3, 7)),
    *((0, 8), (-3, 7), (-6, 6), (-7, 3), (-8, 0), (-7, -3), (-6, -6), (-3, -7)),
)

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Voice:
    """What one oscillator plays; ``at`` is its second in the loop, None where it never rests."""

    x: int
    y: int
    frequency: float
    gain: float
    pan: float
    at: float | None


Mode = Callable[[Picture, list[Point]], list[Voice]]


def as_it_was(picture: Picture, points: list[Point]) -> list[Voice]:
    """Map each pixel's mean of red, green and blue to 20 to 500 Hz."""
    gain = 1 / sqrt(len(points)) if points else 0
    return [Voice(x, y, linear(*_pixel(picture, x, y)), gain, 0, None) for x, y, _ in points]


def linear(red: int, green: int, blue: int) -> float:
    """Map the mean of red, green and blue to a frequency."""
    return LOWEST + ((red + green + blue) / 3 / 255) * (HIGHEST - LOWEST)


def as_fixed(picture: Picture, points: list[Point]) -> list[Voice]:
    """Let hue be the note, lightness the octave, what stands out be loud, and place count."""
    height, width, _ = picture.shape
    mean = mean_colour(picture)
    voices = []
    for x, y, _ in points:
        colour = most_colourful(picture, x, y)
        frequency = note(colour)
        gain = difference(colour, mean) * sqrt(DEEPEST / frequency)
        at = floor(y / height * BEATS) * LOOP / BEATS
        voices.append(Voice(x, y, frequency, gain, 1.6 * (x + 0.5) / width - 0.8, at))
    return _levelled(voices)


def note(colour: Colour) -> float:
    """Go up from A in fifths by hue, and fold that into the octave that lightness asks for."""
    turn = (atan2(colour[2], colour[1]) / (2 * pi) + 1) % 1
    fifths = 0 if chroma(colour) < GREY else floor(turn * 12 + 0.5) % 12
    octave = min(floor(colour[0] * OCTAVES), OCTAVES - 1)
    return float(DEEPEST * 2 ** (octave + fifths * 7 % 12 / 12))


def oklab(red: int, green: int, blue: int) -> Colour:
    """Return a colour in Oklab."""
    r, g, b = (_linear_light(byte / 255) for byte in (red, green, blue))
    l_ = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * l_ + 0.793617785 * m - 0.0040720468 * s,
        1.9779984951 * l_ - 2.428592205 * m + 0.4505937099 * s,
        0.0259040371 * l_ + 0.7827717662 * m - 0.808675766 * s,
    )


def _linear_light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def most_colourful(picture: Picture, x: int, y: int) -> Colour:
    """Return the most colourful of the pixels on a circle round a feature."""
    around = [oklab(*_pixel(picture, x + right, y + down)) for right, down in CIRCLE]
    return max(around, key=chroma)


def chroma(colour: Colour) -> int:
    """Tell how colourful something is, in thousandths: 0 for greys."""
    return floor(1000 * hypot(colour[1], colour[2]) + 0.5)


def difference(one: Colour, other: Colour) -> float:
    """Tell how different two colours look."""
    return hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])


def mean_colour(picture: Picture) -> Colour:
    """Return the mean colour of every 16th pixel of every 16th row."""
    colours = [oklab(*map(int, pixel)) for pixel in picture[::16, ::16].reshape(-1, 3)]
    light, a, b = (sum(parts) / len(colours) for parts in zip(*colours))
    return light, a, b


def _pixel(picture: Picture, x: int, y: int) -> tuple[int, int, int]:
    height, width, _ = picture.shape
    red, green, blue = picture[min(max(y, 0), height - 1), min(max(x, 0), width - 1)]
    return int(red), int(green), int(blue)


def _levelled(voices: list[Voice]) -> list[Voice]:
    energies = [0.0] * BEATS
    for voice in voices:
        energies[round((voice.at or 0) * BEATS / LOOP)] += voice.gain**2
    kept, energy, most = exp(-2 * LOOP / BEATS / DECAY), 0.0, 0.0
    for beat in range(2 * BEATS):
        energy = energy * kept + energies[beat % BEATS]
        most = max(most, energy)
    scale = 1 / sqrt(most) if most else 0.0
    return [replace(voice, gain=voice.gain * scale) for voice in voices]


def chance(seed: int) -> Iterator[float]:
    """Yield the numbers in [0, 1) that chance.js gives for a seed."""
    state = seed
    while True:
        state = (state + 0x6D2B79F5) % 2**32
        mixed = (state ^ (state >> 15)) * (state | 1) % 2**32
        mixed ^= (mixed + (mixed ^ (mixed >> 7)) * (mixed | 61)) % 2**32
        yield ((mixed ^ (mixed >> 14)) % 2**32) / 2**32
