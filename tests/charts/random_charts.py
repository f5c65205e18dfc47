"""Short charts of ten kinds over random tables, each with what pandas says it should show."""

import random
from collections.abc import Callable
from typing import Any

import pandas as pd
import yaml
from msgspec import Struct

from tests.charts.random_tables import RandomTable, random_table

TIME = "%Y-%m-%d %H:%M:%S"
AGGREGATES = ("sum", "mean", "median", "min", "max")
Rows = list[tuple[Any, ...]]


class RandomChart(Struct, frozen=True):
    """A chart's text, its table, and the columns it shows by channel.

    ``compare`` is the name of what reads the drawing; ``rows`` what pandas computes for it.
    """

    kind: str
    table: RandomTable
    spec: dict[str, Any]
    shown: dict[str, str]
    rows: Rows
    aggregate: str = ""

    @property
    def text(self) -> str:
        """Return the block's text."""
        return yaml.safe_dump(self.spec, allow_unicode=True, sort_keys=False, width=1000)


def _dated(name: str) -> dict[str, Any]:
    return {"field": name, "type": "temporal", "axis": {"format": TIME}}


def _grouped(frame: pd.DataFrame, by: list[str], value: str, aggregate: str) -> Rows:
    """Return the groups of a frame, those without a name too, and what each comes to."""
    if not len(frame):
        return []
    groups = frame.groupby(by, dropna=False, sort=False)[value]
    found = groups.sum(min_count=1) if aggregate == "sum" else groups.agg(aggregate)
    keys = [key if isinstance(key, tuple) else (key,) for key in found.index]
    return [(*key, each) for key, each in zip(keys, found, strict=True)]


def _bar(rng: random.Random, *, lying: bool) -> RandomChart:
    table = random_table(rng, "nv")
    name, value = _of(table, "name"), _of(table, "number")
    aggregate = rng.choice(AGGREGATES)
    long, along = ("x", "y") if lying else ("y", "x")
    spec = {"data": "t.csv", "mark": "bar", along: name, long: f"{aggregate}({value})"}
    rows = _grouped(table.frame, [name], value, aggregate)
    shown = {"long": long, "along": along, "name": name, "value": value}
    return RandomChart("bar", table, spec, shown, rows, aggregate)


def _stacked(rng: random.Random) -> RandomChart:
    table = random_table(rng, "nnv")
    one, other = (each.name for each in table.columns if each.kind == "name")
    value = _of(table, "number")
    spec = {"data": "t.csv", "mark": "bar", "x": one, "y": f"sum({value})", "color": other}
    rows = _grouped(table.frame, [one, other], value, "sum")
    return RandomChart("stacked", table, spec, {"x": one, "color": other, "y": value}, rows)


def _line(rng: random.Random, mark: str) -> RandomChart:
    is_dated = rng.random() < 0.7
    is_split = mark == "line" and rng.random() < 0.4
    letters = ("d" if is_dated else "x") + "v" + ("n" if is_split else "")
    is_distinct = is_dated and not is_split and mark == "line" and rng.random() < 0.6
    table = random_table(rng, letters, distinct=is_distinct)
    frame, value = table.frame, _of(table, "number")
    x = _of(table, "date" if is_dated else "place")
    across: Any = _dated(x) if is_dated else f"{x}:Q"
    spec = {
        "data": "t.csv",
        "mark": mark,
        "x": across,
        "y": value if is_distinct else f"mean({value})",
    }
    by, shown = [x], {"x": x, "y": value}
    if is_split:
        spec["color"] = shown["color"] = _of(table, "name")
        by.append(shown["color"])
    rows = _grouped(frame, by, value, "mean")
    return RandomChart(mark, table, spec, shown, rows, "mean")


def _points(rng: random.Random) -> RandomChart:
    is_dated = rng.random() < 0.5
    table = random_table(rng, "dv" if is_dated else "xv")
    value, x = _of(table, "number"), _of(table, "date" if is_dated else "place")
    spec = {"data": "t.csv", "mark": "point", "x": _dated(x) if is_dated else x, "y": value}
    rows = [tuple(row) for row in table.frame[[x, value]].itertuples(index=False)]
    return RandomChart("point", table, spec, {"x": x, "y": value}, rows)


def _pie(rng: random.Random) -> RandomChart:
    table = random_table(rng, "np")
    name, value = _of(table, "name"), _of(table, "number")
    spec = {"data": "t.csv", "mark": "pie", "theta": f"sum({value})", "color": name}
    rows = _grouped(table.frame, [name], value, "sum")
    return RandomChart("pie", table, spec, {"color": name, "theta": value}, rows)


def _heatmap(rng: random.Random) -> RandomChart:
    table = random_table(rng, "nnv")
    one, other = (each.name for each in table.columns if each.kind == "name")
    value = _of(table, "number")
    spec = {"data": "t.csv", "mark": "heatmap", "x": one, "y": other, "color": f"mean({value})"}
    rows = _grouped(table.frame, [one, other], value, "mean")
    return RandomChart("heatmap", table, spec, {"x": one, "y": other, "color": value}, rows)


def _histogram(rng: random.Random) -> RandomChart:
    table = random_table(rng, "v")
    value = _of(table, "number")
    spec = {"data": "t.csv", "mark": "bar", "x": f"bin({value})", "y": "count()"}
    rows = [(each,) for each in table.frame[value]]
    return RandomChart("histogram", table, spec, {"x": value}, rows)


def _ticks(rng: random.Random) -> RandomChart:
    table = random_table(rng, "nv")
    name, value = _of(table, "name"), _of(table, "number")
    spec = {"data": "t.csv", "mark": "tick", "x": value, "y": name}
    rows = [tuple(row) for row in table.frame[[name, value]].itertuples(index=False)]
    return RandomChart("tick", table, spec, {"y": name, "x": value}, rows)


def _boxes(rng: random.Random) -> RandomChart:
    table = random_table(rng, "nv")
    name, value = _of(table, "name"), _of(table, "number")
    spec = {"data": "t.csv", "mark": "boxplot", "x": name, "y": value}
    rows = []
    for key, each in table.frame.groupby(name, dropna=False, sort=False)[value]:
        quartiles = each.quantile([0.25, 0.5, 0.75])
        rows.append((key, *quartiles))
    return RandomChart("boxplot", table, spec, {"x": name, "y": value}, rows)


def _facets(rng: random.Random) -> RandomChart:
    table = random_table(rng, "nnv")
    one, other = (each.name for each in table.columns if each.kind == "name")
    value = _of(table, "number")
    spec = {"data": "t.csv", "mark": "bar", "x": f"sum({value})", "y": one, "facet": other}
    rows = _grouped(table.frame, [one, other], value, "sum")
    return RandomChart("facet", table, spec, {"y": one, "facet": other, "x": value}, rows)


def _months(rng: random.Random) -> RandomChart:
    table = random_table(rng, "dv")
    day, value = _of(table, "date"), _of(table, "number")
    month = {"field": day, "timeUnit": "yearmonth", "type": "ordinal", "axis": {"format": "%Y-%m"}}
    spec = {"data": "t.csv", "mark": "bar", "x": month, "y": f"sum({value})"}
    frame = table.frame
    frame[day] = frame[day].dt.strftime("%Y-%m") if len(frame) else frame[day]
    rows = _grouped(frame, [day], value, "sum")
    shown = {"long": "y", "along": "x", "name": day, "value": value}
    return RandomChart("bar", table, spec, shown, rows, "sum")


def _of(table: RandomTable, kind: str) -> str:
    return next(each.name for each in table.columns if each.kind == kind)


MAKERS: dict[str, Callable[[random.Random], RandomChart]] = {
    "bar": lambda rng: _bar(rng, lying=False),
    "lying bar": lambda rng: _bar(rng, lying=True),
    "months": _months,
    "stacked": _stacked,
    "line": lambda rng: _line(rng, "line"),
    "area": lambda rng: _line(rng, "area"),
    "point": _points,
    "pie": _pie,
    "heatmap": _heatmap,
    "histogram": _histogram,
    "tick": _ticks,
    "boxplot": _boxes,
    "facet": _facets,
}


def random_chart(kind: str, seed: int) -> RandomChart:
    """Make the chart of a kind that a seed stands for."""
    return MAKERS[kind](random.Random(f"{kind} {seed}"))
