"""Compares what an alternative text says with what pandas computed."""

import re
from collections.abc import Iterator

from tests.charts.drawn_values import is_missing, number_in
from tests.charts.random_charts import RandomChart

_N = r"(−?[\d,.]+)"
_EXTREMES = re.compile(rf"Of ([\d,]+) values the highest is {_N} \(.+, the lowest {_N} \(")
_RANGE = re.compile(rf"values lie between {_N} and {_N}\.")
_POINTS = re.compile(rf"([\d,]+) points?, .*from {_N} to {_N} on the y axis")
_MEDIANS = re.compile(rf"medians lie between {_N} \(.+\) and {_N} \(")
_BARS = re.compile(rf": {_N}(?=[;.])")


def told_wrongly(chart: RandomChart, alt: str) -> Iterator[str]:
    """Say what an English alternative text tells otherwise than the data."""
    rows = [row for row in chart.rows if not is_missing(row[-1])]
    values = [row[2] if chart.kind == "boxplot" else row[-1] for row in rows]
    if found := _EXTREMES.search(alt):
        yield from _unlike(alt, [found[1]], [len(values)])
        yield from _unlike(alt, [found[3], found[2]], [min(values), max(values)])
    elif found := _RANGE.search(alt) or (_MEDIANS.search(alt) if chart.kind == "boxplot" else None):
        yield from _unlike(alt, [found[1], found[2]], [min(values), max(values)])
    elif found := _POINTS.search(alt):
        whole = [row for row in rows if not any(map(is_missing, row))]
        yield from _unlike(alt, [found[1]], [len(whole)])
        heights = [row[-1] for row in whole]
        yield from _unlike(alt, [found[2], found[3]], [min(heights), max(heights)])
    elif chart.kind == "bar" and (said := _BARS.findall(alt)):
        yield from _unlike(alt, sorted(said, key=_value), sorted(values))


def _value(text: str) -> float:
    number = number_in(text.rstrip("."))
    assert number is not None
    return number


def _unlike(alt: str, said: list[str], meant: list[float]) -> Iterator[str]:
    """Compare numbers as a sentence rounds them, to three figures."""
    pairs = list(zip(map(_value, said), meant, strict=False))
    is_alike = all(abs(a - b) <= abs(b) * 0.006 + 1e-9 for a, b in pairs)
    if len(said) != len(meant) or not is_alike:
        yield f"told {said}, computed {meant}: {alt}"
