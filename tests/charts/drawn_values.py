"""Pairs the marks of a drawing with the rows that pandas computed."""

import math
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from tests.charts.random_charts import TIME, Rows
from tests.charts.svg_reading import Axis, Mark, Picture, Point

Found = tuple[list[str], list[float]]
"""A mark as it is read: the names that stand at it, and its numbers."""
_NOBODY = ("null", "", "undefined", "(nothing)", "NaN")
_SHORTENED = "…"
PIXEL = 0.75
"""What a drawing may be off: it rounds, and ticks stand on whole pixels."""


class Scale:
    """An axis or a legend read backwards, from its labels: a place into a number."""

    def __init__(self, labels: Sequence[tuple[float, str]], *, is_time: bool = False) -> None:
        read = _moment if is_time else number_in
        pairs = [(place, value) for place, text in labels if (value := read(text)) is not None]
        self.is_known = len({value for _, value in pairs}) > 1
        if self.is_known:
            (low, first), (high, last) = min(pairs, key=_second), max(pairs, key=_second)
            self.per_pixel = (last - first) / (high - low)
            self.begin = first - low * self.per_pixel

    def at(self, place: float) -> float:
        """Return the number at a place."""
        return self.begin + place * self.per_pixel

    def tolerance(self) -> float:
        """Return how far off a number may be."""
        return abs(self.per_pixel) * PIXEL


def _second(pair: tuple[float, float]) -> float:
    return pair[1]


def number_in(text: str) -> float | None:
    """Return the number that a label says."""
    bare = text.replace("−", "-").replace(",", "").replace("\u00a0", "").strip()
    try:
        return float(bare)
    except ValueError:
        return None


def _moment(text: str) -> float | None:
    try:
        return datetime.strptime(text, TIME).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def seconds(value: Any) -> float:
    """Return a place of pandas's as a scale has it."""
    return value.tz_localize("UTC").timestamp() if isinstance(value, pd.Timestamp) else float(value)


def is_missing(value: Any) -> bool:
    """Tell whether pandas has nothing here."""
    return bool(pd.isna(value))


def present(rows: Rows) -> Rows:
    """Return the rows that have a number."""
    return [row for row in rows if not any(is_missing(part) for part in row[-1:])]


def axis_of(picture: Picture, channel: str, cell: Point | None = None) -> Axis:
    """Return the axis of a drawing, or of one of its panels."""
    index = "xy".index(channel)
    found = [each for each in picture.axes if each.channel == channel]
    if cell is not None:
        found = [each for each in found if abs(each.origin[index] - cell[index]) < 1] or found
    return found[0]


def marks_of(picture: Picture, kind: str) -> list[Mark]:
    """Return the marks of a kind that can be seen."""
    return [each for each in picture.marks if each.kind == kind and each.opacity > 0]


def name_at(axis: Axis, place: float) -> str:
    """Return the label that is nearest to a place."""
    return min(axis.labels, key=lambda label: abs(label[0] - place), default=(0, "no label"))[1]


def is_called(label: str, name: Any) -> bool:
    """Tell whether a label, which may be shortened or in lines, is a name's."""
    if name is None or (isinstance(name, float) and math.isnan(name)) or name is pd.NaT:
        return label in _NOBODY
    shown, whole = _bare(label), _bare(str(name))
    return whole.startswith(shown.rstrip(_SHORTENED)) if _SHORTENED in shown else shown == whole


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def matched(found: list[Found], rows: Rows, scales: Sequence[float]) -> Iterator[str]:
    """Pair marks with rows: by names, then by numbers; ``scales`` are how far these may be off."""
    left = list(found)
    for row in rows:
        hit = next((each for each in left if _fits(each, row, scales)), None)
        if hit is None:
            yield f"not drawn: {row}"
        else:
            left.remove(hit)
    for names, numbers in left:
        if any(abs(each) > slack for each, slack in zip(numbers, scales, strict=True)):
            yield f"drawn too much: {names} {numbers}"


def _fits(mark: Found, row: tuple[Any, ...], scales: Sequence[float]) -> bool:
    names, numbers = mark
    wanted = row[len(names) :]
    return all(map(is_called, names, row)) and all(
        abs(found - seconds(value)) <= slack
        for found, value, slack in zip(numbers, wanted, scales, strict=True)
    )


def at_places(found: list[Found], rows: Rows, across: Scale, up: Scale) -> Iterator[str]:
    """Compare points with rows; an axis of one label tells no scale, but how many there are."""
    rows = [row for row in rows if not any(is_missing(part) for part in row[-2:])]
    if len(found) != len(rows):
        yield f"{len(found)} points drawn of {len(rows)}"
    elif across.is_known and up.is_known:
        placed = [(name, [across.at(x), up.at(y)]) for name, (x, y) in found]
        key = [across.tolerance(), up.tolerance()]
        ordered = sorted(rows, key=lambda row: tuple(map(str, row[:-2])))
        yield from _nearby(placed, ordered, key)


def _nearby(placed: list[Found], rows: Rows, scales: list[float]) -> Iterator[str]:
    """Pair many points, each row with the nearest: only those that are near in x are tried."""
    step = scales[0] * 2
    bins: dict[int, list[Found]] = {}
    for each in placed:
        bins.setdefault(math.floor(each[1][0] / step), []).append(each)
    for row in rows:
        home = math.floor(seconds(row[-2]) / step)
        near = [(at, each) for at in (home - 1, home, home + 1) for each in bins.get(at, ())]
        fitting = [(at, each) for at, each in near if _fits(each, row, scales)]
        if not fitting:
            yield f"not drawn: {row}"
            continue
        at, best = min(fitting, key=lambda pair: _distance(pair[1], row, scales))
        bins[at].remove(best)


def _distance(mark: Found, row: tuple[Any, ...], scales: Sequence[float]) -> float:
    pairs = zip(mark[1], row[len(mark[0]) :], scales, strict=True)
    return sum(abs(found - seconds(value)) / (slack or 1) for found, value, slack in pairs)
