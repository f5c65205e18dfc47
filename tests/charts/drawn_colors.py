"""Compares what colours say with what pandas computed: slices by a legend, cells by a gradient."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.charts.drawn_values import axis_of, marks_of, matched, name_at, number_in, present
from tests.charts.random_charts import RandomChart
from tests.charts.svg_reading import Mark, Picture


def slices(chart: RandomChart, picture: Picture) -> Iterator[str]:
    """Compare the angles of a pie, its slices named by their colours."""
    rows = present(chart.rows)
    whole = sum(row[-1] for row in rows)
    found = [
        ([picture.colors.get(mark.fill, f"no {mark.fill}")], [_turn(mark)])
        for mark in marks_of(picture, "arc")
    ]
    shares = [(name, value / whole) for name, value in rows if whole]
    yield from matched(found, shares, [0.004])


def _turn(mark: Mark) -> float:
    """Return a slice's share of the whole circle."""
    if mark.arcs > 1:
        return 1.0
    (x, y), (x0, y0), (x1, y1) = mark.origin, *mark.points[:2]
    angle = math.atan2(y0 - y, x0 - x) - math.atan2(y1 - y, x1 - x)
    # Vega's arcs run against the clock, so the second point comes first.
    return angle / 2 / math.pi % 1


def cells(chart: RandomChart, picture: Picture) -> Iterator[str]:
    """Compare the colours of a heat map, by the gradient in its legend."""
    rows = present(chart.rows)
    values = [row[-1] for row in rows]
    low, spread = min(values, default=0), (max(values, default=0) - min(values, default=0)) or 1
    if len(set(values)) < 2:
        return
    across, down = axis_of(picture, "x"), axis_of(picture, "y")
    stops = [(offset, _rgb(color)) for offset, color in picture.gradient]
    found = [
        ([name_at(across, mark.middle[0]), name_at(down, mark.middle[1])],
         [_along(_rgb(mark.fill), stops)])
        for mark in marks_of(picture, "rect")
    ]  # fmt: skip
    yield from matched(found, [(*names, (v - low) / spread) for *names, v in rows], [0.03])
    bottom, _ = picture.gradient_ends
    for place, text in picture.gradient_labels:
        told, meant = number_in(text), low + (bottom - place) / bottom * spread
        if told is None or abs(told - meant) > spread * 0.15:
            yield f"the legend says {text} where the colour is that of {meant}"


def _rgb(text: str) -> tuple[int, ...]:
    """Return a colour's parts; of one for either scheme, those of both."""
    if "#" in text:
        return tuple(bytes.fromhex("".join(re.findall(r"#([0-9a-f]{6})", text))))
    return tuple(int(each) for each in re.findall(r"\d+", text))


def _along(color: tuple[int, ...], stops: list[tuple[float, tuple[int, ...]]]) -> float:
    """Return where a colour lies on a gradient, from 0 to 1."""
    steps = [
        (math.dist(color, _between(one, two, n / 20)), start + (end - start) * n / 20)
        for (start, one), (end, two) in pairwise(stops)
        for n in range(21)
    ]
    return min(steps, default=(0, -1.0))[1]


def _between(one: Sequence[float], two: Sequence[float], share: float) -> list[float]:
    return [a + (b - a) * share for a, b in zip(one, two, strict=True)]
