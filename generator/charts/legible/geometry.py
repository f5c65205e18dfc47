"""Places in a drawing: how SVG moves and turns them, what box a path fills, what lies within it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, hypot, pi, radians, sin

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
"""As SVG writes it: a, b, c, d, e, f."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Outline = tuple[tuple[Point, ...], ...]
"""The closed lines of a shape, each a round of corners."""

STILL: Matrix = (1, 0, 0, 1, 0, 0)
_CALL = re.compile(r"(\w+)\(([^)]*)\)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*(?:e[-+]?\d+[^A-Za-z]*)*)")
_TURN = pi / 8
"""An arc is drawn as straight lines over so much of a round."""


def numbers(text: str) -> list[float]:
    """Return the numbers of an attribute."""
    return [float(each) for each in _NUMBER.findall(text)]


@lru_cache(maxsize=2048)
def matrix_of(transform: str) -> Matrix:
    """Read a ``transform``; what skews is left as it is."""
    made = STILL
    for name, inner in _CALL.findall(transform):
        made = times(made, _step(name, numbers(inner)))
    return made


def _step(name: str, given: list[float]) -> Matrix:
    if name == "translate" and given:
        return 1, 0, 0, 1, given[0], given[1] if len(given) > 1 else 0
    if name == "scale" and given:
        return given[0], 0, 0, given[-1], 0, 0
    if name == "matrix" and len(given) == 6:
        return given[0], given[1], given[2], given[3], given[4], given[5]
    if name == "rotate" and given:
        turn = radians(given[0])
        x, y = given[1:3] if len(given) > 2 else (0, 0)
        turned = cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0
        return times(times((1, 0, 0, 1, x, y), turned), (1, 0, 0, 1, -x, -y))
    return STILL


def times(outer: Matrix, inner: Matrix) -> Matrix:
    """Return the matrix that does what two do, the inner one first."""
    if inner is STILL:
        return outer
    a, b, c, d, e, f = outer
    k, m, n, o, p, q = inner
    return (
        a * k + c * m, b * k + d * m, a * n + c * o, b * n + d * o,
        a * p + c * q + e, b * p + d * q + f,
    )  # fmt: skip


def moved(point: Point, matrix: Matrix) -> Point:
    """Return where a matrix moves a point."""
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def moved_back(point: Point, matrix: Matrix) -> Point:
    """Return the point that a matrix moves to another."""
    a, b, c, d, e, f = matrix
    x, y, scale = point[0] - e, point[1] - f, a * d - b * c or 1
    return (d * x - c * y) / scale, (a * y - b * x) / scale


def around(points: Sequence[Point]) -> Box:
    """Return the box around some points."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def corners(box: Box) -> tuple[Point, ...]:
    """Return the corners of a box, one after the other."""
    left, top, right, bottom = box
    return (left, top), (right, top), (right, bottom), (left, bottom)


def is_within(point: Point, outline: Outline) -> bool:
    """Tell whether a point lies within a shape."""
    x, y = point
    inside = False
    for line in outline:
        for (x1, y1), (x2, y2) in zip(line, (*line[1:], line[0])):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def depth(one: Sequence[Point], other: Sequence[Point]) -> float:
    """Return how far two boxes, turned or not, reach into one another; below 0 they do not."""
    return min(_along(one, other, axis) for shape in (one, other) for axis in _sides(shape))


def _sides(shape: Sequence[Point]) -> Iterator[Point]:
    for (x1, y1), (x2, y2) in pairwise(shape[:3]):
        length = hypot(x2 - x1, y2 - y1) or 1
        yield (x2 - x1) / length, (y2 - y1) / length


def _along(one: Sequence[Point], other: Sequence[Point], axis: Point) -> float:
    spans = [[x * axis[0] + y * axis[1] for x, y in shape] for shape in (one, other)]
    (low, high), (least, most) = ((min(span), max(span)) for span in spans)
    return min(high, most) - max(low, least)


@lru_cache(maxsize=2048)
def outline_of(path: str) -> Outline:
    """Return the closed lines of a path; its curves are taken as the straight way to their end."""
    lines: list[list[Point]] = []
    x = y = 0.0
    for letter, inner in _COMMAND.findall(path):
        given, is_relative = numbers(inner), letter.islower()
        for part in _parts(letter.upper(), given):
            at = (x, y) if is_relative else (0.0, 0.0)
            to = _end(letter.upper(), part, (x, y), at)
            if letter.upper() == "M" or not lines:
                lines.append([])
            elif letter.upper() == "A":
                lines[-1] += _arc((x, y), to, part)
            lines[-1].append(to)
            x, y = to
    return tuple(tuple(line) for line in lines if len(line) > 2)


_TAKES = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7}


def _parts(letter: str, given: list[float]) -> Iterator[list[float]]:
    count = _TAKES.get(letter, 0)
    for at in range(0, len(given) - count + 1 if count else 0, count or 1):
        yield given[at : at + count]


def _end(letter: str, part: list[float], now: Point, at: Point) -> Point:
    if letter == "H":
        return at[0] + part[0], now[1]
    if letter == "V":
        return now[0], at[1] + part[0]
    return at[0] + part[-2], at[1] + part[-1]


def _arc(start: Point, end: Point, part: list[float]) -> list[Point]:
    """Return points of an arc between its ends, of an ellipse that is not turned."""
    radius, is_large, is_right = part[0], bool(part[3]), bool(part[4])
    flat = part[1] / part[0] if part[0] and part[1] else 1
    start, end = (start[0], start[1] / flat), (end[0], end[1] / flat)
    dx, dy = end[0] - start[0], end[1] - start[1]
    half = hypot(dx, dy) / 2
    if not radius or not half:
        return []
    far = max(radius * radius - half * half, 0) ** 0.5 * (-1 if is_large == is_right else 1)
    x = (start[0] + end[0]) / 2 - far * dy / (2 * half)
    y = (start[1] + end[1]) / 2 + far * dx / (2 * half)
    radius = max(radius, half)
    first, last = (atan2(point[1] - y, point[0] - x) for point in (start, end))
    turn = (last - first) % (2 * pi) if is_right else -((first - last) % (2 * pi))
    steps = int(abs(turn) / _TURN) + 1
    angles = [first + turn * step / steps for step in range(1, steps)]
    return [(x + radius * cos(angle), (y + radius * sin(angle)) * flat) for angle in angles]
