"""The extremes of bars, cells and boxes, the shares of slices, the drift of points."""

from collections.abc import Iterator
from statistics import StatisticsError, correlation
from typing import Any

from generator.charts.alt.wording import ShownRows, extent, numbers, start, value_range
from generator.charts.spec import Row
from generator.data.numbers import percent

_FEW, _STRONG, _ENOUGH = 6, 0.7, 12


def of_bars(shown: ShownRows) -> Iterator[str]:
    """Tell how long bars are, and of a histogram where most of it lies."""
    measure, along = shown.measured()
    if f"{along}2" in shown.writers:
        yield from _bins(shown, measure, along)
        return
    rows = numbers(shown.complete(measure, along), measure)
    labels = [shown.write(along, row[along]) for row in rows]
    if not rows:
        return
    if shown.unit.facets or shown.group or len(set(labels)) < len(rows) or not all(labels):
        yield from _highest_of_groups(shown, rows, measure, along)
    elif len(rows) <= _FEW:
        pairs = list(zip(labels, rows, strict=True))
        if shown.unit.type(along) == "nominal":
            pairs.sort(key=lambda pair: -pair[1][measure])
        named = [f"{name}: {shown.write(measure, row[measure])}" for name, row in pairs]
        yield f"{start('; '.join(named))}."
    else:
        yield from _extremes(shown, rows, measure, labels)


def _extremes(shown: ShownRows, rows: list[Row], measure: str, labels: list[str]) -> Iterator[str]:
    pairs = list(zip(labels, (row[measure] for row in rows), strict=True))
    low, high = extent([value for _, value in pairs])
    if low == high:
        yield shown.phrases.all_same.format(value=shown.write(measure, low))
        return
    yield shown.phrases.extremes.format(
        count=shown.voice.count(len(rows)), **_ends(shown, measure, pairs)
    )


def _ends(shown: ShownRows, measure: str, pairs: list[tuple[str, Any]]) -> dict[str, str]:
    """Return the least and the greatest of named values, and whose they are."""
    low, high = extent([value for _, value in pairs])
    return {
        "least": shown.write(measure, low), "low": _named(shown, pairs, low),
        "most": shown.write(measure, high), "high": _named(shown, pairs, high),
    }  # fmt: skip


def _named(shown: ShownRows, pairs: list[tuple[str, Any]], value: Any) -> str:
    """Return whose value it is, or how many have it."""
    names = [name for name, each in pairs if each == value]
    return names[0] if len(names) == 1 else shown.phrases.several.format(count=len(names))


def _highest_of_groups(
    shown: ShownRows, rows: list[Row], measure: str, along: str
) -> Iterator[str]:
    group = shown.group
    if not group or shown.unit.facets:
        yield from value_range(shown, rows, measure)
        return
    labels = [f"{shown.write(group, row[group])}, {shown.write(along, row[along])}" for row in rows]
    if len(set(labels)) == len(rows):
        yield from _extremes(shown, rows, measure, labels)
    else:
        yield from value_range(shown, rows, measure)


def _bins(shown: ShownRows, measure: str, along: str) -> Iterator[str]:
    rows = numbers(shown.complete(measure, along, f"{along}2"), measure)
    is_count = shown.unit.channel(measure).get("aggregate") == "count"
    if not rows or not is_count or shown.group or shown.unit.facets:
        return
    high = max(rows, key=lambda row: row[measure])
    total = sum(row[measure] for row in rows)
    phrases = shown.phrases
    words = phrases.most_in_bin if high[measure] * 2 > total else phrases.largest_bin
    count, whole = (shown.write(measure, each) for each in (high[measure], total))
    ends = [shown.write(along, high[name]) for name in (along, f"{along}2")]
    yield words.format(count=count, total=whole, low=ends[0], high=ends[1])


def of_slices(shown: ShownRows) -> Iterator[str]:
    """Tell the shares of a pie."""
    rows = numbers(shown.complete("theta", shown.group), "theta") if shown.group else []
    whole = sum(row["theta"] for row in rows)
    if shown.unit.facets or not rows or whole <= 0 or any(row["theta"] < 0 for row in rows):
        return
    rows = sorted(rows, key=lambda row: -row["theta"])
    parts = [
        f"{shown.write(shown.group, row[shown.group])}: {shown.write('theta', row['theta'])}"
        f" ({percent(row['theta'] / whole, 0, locale=shown.voice.locale)})"
        for row in rows
    ]
    if len(parts) <= _FEW:
        yield f"{start('; '.join(parts))}."
    else:
        told = "; ".join(parts[:3])
        yield shown.phrases.largest_slices.format(count=len(parts), parts=told)


def of_cells(shown: ShownRows) -> Iterator[str]:
    """Tell where a heat map is at its extremes."""
    rows = numbers(shown.complete("color", "x", "y"), "color")
    places = [f"{shown.write('y', row['y'])}, {shown.write('x', row['x'])}" for row in rows]
    is_read = shown.unit.type("color") == "quantitative" and "x2" not in shown.writers
    if shown.unit.facets or not rows or not is_read or len(set(places)) < len(places):
        return
    if not all(shown.write(name, rows[0][name]) for name in ("x", "y")):
        yield from value_range(shown, rows, "color")
        return
    yield from _extremes(shown, rows, "color", places)


def of_dots(shown: ShownRows) -> Iterator[str]:
    """Tell where points lie, and whether they drift."""
    rows = shown.complete("x", "y")
    kinds = {shown.unit.type("x"), shown.unit.type("y")}
    if not rows or kinds != {"quantitative"} or shown.unit.facets:
        return
    rows = numbers(numbers(rows, "x"), "y")
    if not rows or any(shown.unit.channel(name).get("bin") for name in ("x", "y")):
        return
    ends = {
        name: [shown.write(name, each) for each in extent([row[name] for row in rows])]
        for name in ("x", "y")
    }
    (left, right), (low, high) = ends["x"], ends["y"]
    words = shown.phrases.points if len(rows) > 1 else shown.phrases.point
    count = shown.voice.count(len(rows))
    told = words.format(count=count, left=left, right=right, low=low, high=high)
    yield f"{told}{_tilt(shown, rows)}."


def _tilt(shown: ShownRows, rows: list[Row]) -> str:
    try:
        strength = correlation([row["x"] for row in rows], [row["y"] for row in rows])
    except StatisticsError:
        return ""
    if len(rows) < _ENOUGH or abs(strength) < _STRONG:
        return ""
    return shown.phrases.rise_together if strength > 0 else shown.phrases.fall_together


def of_boxes(shown: ShownRows) -> Iterator[str]:
    """Tell between which values the medians lie."""
    measure, along = shown.measured()
    rows = numbers(shown.complete(measure, along), measure)
    labels = [shown.write(along, row[along]) for row in rows]
    if not rows:
        return
    if shown.unit.facets or shown.group or len(rows) < 2 or len(set(labels)) < len(rows):
        return
    pairs = list(zip(labels, (row[measure] for row in rows), strict=True))
    yield shown.phrases.medians.format(**_ends(shown, measure, pairs))
