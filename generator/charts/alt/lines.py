"""Where lines and areas begin, end and peak."""

from collections.abc import Iterator
from itertools import pairwise

from generator.charts.alt.wording import NOTHING, ShownRows, listed, numbers, start, value_range
from generator.charts.spec import Row


def of_lines(shown: ShownRows) -> Iterator[str]:
    """Tell the course of one line or of a few, or who is ahead at the end of many."""
    rows = numbers(shown.complete("x", "y"), "y")
    if not rows or shown.unit.type("x") == "nominal":
        return
    if shown.unit.facets:
        yield from value_range(shown, rows, "y")
        return
    series = _series(rows, shown.group)
    if any(len({row["x"] for row in each}) < len(each) for each in series.values()):
        yield from value_range(shown, rows, "y")
    elif len(series) == 1:
        yield _course(shown, next(iter(series.values())), "It")
    elif len(series) <= 4:
        yield " ".join(_course(shown, series[name], name, short=True) for name in series)
    else:
        yield from _ranking(shown, series)


def _series(rows: list[Row], group: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row["x"]):
        found.setdefault(
            NOTHING if row.get(group, "") is None else str(row.get(group, "")), []
        ).append(row)
    return dict(sorted(found.items()))


def _course(shown: ShownRows, rows: list[Row], subject: str, *, short: bool = False) -> str:
    first, last = rows[0], rows[-1]
    if len(rows) < 2:
        return f"{start(subject)} is {_at(shown, first)}."
    values = [row["y"] for row in rows]
    if len(set(values)) == 1:
        return _still(shown, rows, subject)
    sentence = f"{subject} {_verb(values)} from {_at(shown, first)} to {_at(shown, last)}"
    if short:
        return f"{start(sentence)}."
    high, low = max(rows, key=lambda row: row["y"]), min(rows, key=lambda row: row["y"])
    peaks = [f"a {word} of {_at(shown, row)}" for word, row in (("high", high), ("low", low))
             if row["y"] not in (first["y"], last["y"])]  # fmt: skip
    return f"{sentence}, with {listed(peaks)}." if peaks else f"{sentence}."


def _still(shown: ShownRows, rows: list[Row], subject: str) -> str:
    first, last = (shown.write("x", row["x"]) for row in (rows[0], rows[-1]))
    between = f" from {first} to {last}" if first and last else ""
    return f"{start(subject)} stays at {shown.write('y', rows[0]['y'])}{between}."


def _verb(values: list[float]) -> str:
    steps = [after - before for before, after in pairwise(values)]
    if all(step >= 0 for step in steps):
        return "rises"
    return "falls" if all(step <= 0 for step in steps) else "goes"


def _at(shown: ShownRows, row: Row) -> str:
    where = shown.write("x", row["x"])
    value = shown.write("y", row["y"])
    return f"{value} {shown.writers['x'].preposition} {where}" if where else value


def _ranking(shown: ShownRows, series: dict[str, list[Row]]) -> Iterator[str]:
    last = max(rows[-1]["x"] for rows in series.values())
    ends = {name: rows[-1]["y"] for name, rows in series.items() if rows[-1]["x"] == last}
    where = shown.write("x", last)
    has_tie = list(ends.values()).count(max(ends.values())) > 1
    if len(ends) != len(series) or not where or has_tie:
        yield from value_range(shown, [row for rows in series.values() for row in rows], "y")
        return
    low, high = min(ends, key=lambda name: ends[name]), max(ends, key=lambda name: ends[name])
    preposition = shown.writers["x"].preposition.capitalize()
    yield (f"{preposition} {where}, the last, {high} is highest with {shown.write('y', ends[high])}"
           f" and {low} lowest with {shown.write('y', ends[low])}.")  # fmt: skip
