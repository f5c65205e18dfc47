"""Compares what a drawing shows with what pandas computed: each kind of chart in its own way."""

import math
from collections.abc import Callable, Iterator

from tests.charts.drawn_colors import cells, slices
from tests.charts.drawn_values import (
    PIXEL,
    Found,
    Scale,
    at_places,
    axis_of,
    is_missing,
    marks_of,
    matched,
    name_at,
    present,
)
from tests.charts.random_charts import RandomChart
from tests.charts.svg_reading import Mark, Picture


def differences(chart: RandomChart, picture: Picture) -> list[str]:
    """Return what a drawing shows otherwise than it should."""
    return list(_COMPARE[chart.kind](chart, picture))


def _bars(chart: RandomChart, picture: Picture) -> Iterator[str]:
    long, along = chart.shown["long"], chart.shown["along"]
    scale = Scale(axis_of(picture, long).labels)
    if not scale.is_known:
        yield "no axis of numbers"
        return
    axis, zero = axis_of(picture, along), -scale.begin / scale.per_pixel
    found = []
    for mark in marks_of(picture, "rect"):
        end = _end(mark, long, zero)
        found.append(([name_at(axis, mark.middle["xy".index(along)])], [scale.at(end)]))
    yield from matched(found, present(chart.rows), [scale.tolerance()])


def _end(mark: Mark, channel: str, zero: float) -> float:
    ends = mark.box[:2] if channel == "x" else mark.box[2:]
    return max(ends, key=lambda end: abs(end - zero))


def _length(mark: Mark, channel: str) -> float:
    ends = mark.box[:2] if channel == "x" else mark.box[2:]
    return ends[1] - ends[0]


def _segments(chart: RandomChart, picture: Picture) -> Iterator[str]:
    scale = Scale(axis_of(picture, "y").labels)
    if not scale.is_known:
        yield "no axis of numbers"
        return
    axis = axis_of(picture, "x")
    found = [
        ([name_at(axis, mark.middle[0]), picture.colors.get(mark.fill, f"no {mark.fill}")],
         [_length(mark, "y") * abs(scale.per_pixel)])
        for mark in marks_of(picture, "rect")
    ]  # fmt: skip
    rows = [(*names, abs(value)) for *names, value in present(chart.rows)]
    yield from matched(found, rows, [scale.tolerance()])


def _panels(chart: RandomChart, picture: Picture) -> Iterator[str]:
    found = []
    slack = 0.0
    for mark in marks_of(picture, "rect"):
        scale = Scale(axis_of(picture, "x", mark.cell).labels)
        if not scale.is_known:
            yield "no axis of numbers"
            return
        name = name_at(axis_of(picture, "y", mark.cell), mark.middle[1])
        panel = picture.titles.get(mark.cell, f"no title at {mark.cell}")
        slack, zero = scale.tolerance(), -scale.begin / scale.per_pixel
        found.append(([name, panel], [scale.at(_end(mark, "x", zero))]))
    yield from matched(found, present(chart.rows), [slack])


def _placed(chart: RandomChart, picture: Picture) -> tuple[Scale, Scale]:
    form = chart.spec["x"]
    is_time = isinstance(form, dict) and form.get("type") == "temporal"
    across = Scale(axis_of(picture, "x").labels, is_time=is_time)
    return across, Scale(axis_of(picture, "y").labels)


def _lines(chart: RandomChart, picture: Picture) -> Iterator[str]:
    across, up = _placed(chart, picture)
    is_split = "color" in chart.shown
    found: list[Found] = []
    for mark in marks_of(picture, "line"):
        name = [picture.colors.get(mark.stroke, f"no {mark.stroke}")] if is_split else []
        seen = [part for part in mark.parts if len(set(part)) > 1 or mark.is_round]
        found += [(name, list(point)) for part in seen for point in part]
    rows = present(chart.rows)
    rows = [(row[1], row[0], row[2]) for row in rows] if is_split else rows
    yield from at_places(found, rows, across, up)


def _areas(chart: RandomChart, picture: Picture) -> Iterator[str]:
    across, up = _placed(chart, picture)
    zero = -up.begin / up.per_pixel if up.is_known else 0
    found: list[Found] = []
    for mark in marks_of(picture, "area"):
        edge = [point for part in mark.parts for point in part[: len(part) // 2]]
        rest = [point for part in mark.parts for point in part[len(part) // 2 :]]
        found += [([], list(point)) for point in edge]
        if up.is_known and any(abs(y - zero) > PIXEL for _, y in rest):
            yield "an area does not stand on zero"
    yield from at_places(found, present(chart.rows), across, up)


def _points(chart: RandomChart, picture: Picture) -> Iterator[str]:
    across, up = _placed(chart, picture)
    found: list[Found] = []
    found += [([], list(mark.points[0])) for mark in marks_of(picture, "symbol")]
    rows = [row for row in chart.rows if not any(is_missing(part) for part in row)]
    yield from at_places(found, rows, across, up)


def _histogram(chart: RandomChart, picture: Picture) -> Iterator[str]:
    across, up = (Scale(axis_of(picture, channel).labels) for channel in "xy")
    values = [each for (each,) in chart.rows if not is_missing(each)]
    if not (across.is_known and up.is_known):
        yield "no axis of numbers"
        return
    zero, seen = -up.begin / up.per_pixel, 0
    last = max((mark.box[1] for mark in marks_of(picture, "rect")), default=0)
    for mark in marks_of(picture, "rect"):
        low, high = (_edge(across, place) for place in mark.box[:2])
        is_last = mark.box[1] == last
        count = sum(1 for each in values if low <= each < high or (is_last and each == high))
        seen += count
        if abs(up.at(_end(mark, "y", zero)) - count) > max(up.tolerance(), 0.01):
            yield f"{low} to {high}: {up.at(_end(mark, 'y', zero))} drawn, {count} counted"
    if seen != len(values):
        yield f"{seen} of {len(values)} values lie in bars"


def _edge(scale: Scale, place: float) -> float:
    """Return where a bin ends: bars leave a gap of a pixel, so the nearest round number."""
    value, slack = scale.at(place), abs(scale.per_pixel) * 1.6
    step = 10.0 ** math.floor(math.log10(slack * 10))
    for each in (step * 10, step * 5, step * 2, step, step / 2, step / 5, step / 10):
        nearest = round(value / each) * each
        if abs(nearest - value) <= slack:
            return round(nearest, 12)
    return value


def _ticks(chart: RandomChart, picture: Picture) -> Iterator[str]:
    scale, axis = Scale(axis_of(picture, "x").labels), axis_of(picture, "y")
    found = [
        ([name_at(axis, mark.middle[1])], [mark.middle[0]])
        for mark in marks_of(picture, "rect")
    ]  # fmt: skip
    rows = present(chart.rows)
    if len(found) != len(rows):
        yield f"{len(found)} ticks drawn of {len(rows)}"
    elif scale.is_known:
        placed = [(name, [scale.at(x)]) for name, (x,) in found]
        yield from matched(placed, rows, [scale.tolerance()])


def _boxes(chart: RandomChart, picture: Picture) -> Iterator[str]:
    scale, axis = Scale(axis_of(picture, "y").labels), axis_of(picture, "x")
    if not scale.is_known:
        yield "no axis of numbers"
        return
    boxes = [mark for mark in marks_of(picture, "rect") if mark.group.endswith("layer_0_marks")]
    middles = [mark for mark in marks_of(picture, "rect") if mark.group.endswith("layer_1_marks")]
    found = []
    for box, middle in zip(boxes, middles, strict=True):
        low, high = sorted(scale.at(place) for place in box.box[2:])
        found.append(([name_at(axis, box.middle[0])], [low, scale.at(middle.middle[1]), high]))
    yield from matched(found, present(chart.rows), [scale.tolerance()] * 3)


_COMPARE: dict[str, Callable[[RandomChart, Picture], Iterator[str]]] = {
    "bar": _bars,
    "stacked": _segments,
    "facet": _panels,
    "line": _lines,
    "area": _areas,
    "point": _points,
    "pie": slices,
    "heatmap": cells,
    "histogram": _histogram,
    "tick": _ticks,
    "boxplot": _boxes,
}
