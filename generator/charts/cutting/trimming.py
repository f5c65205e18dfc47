"""Rows without the columns and the digits that no reader can see."""

from collections.abc import Callable, Iterator
from math import floor, log10
from typing import Any

from generator.charts.cutting.chains import keeps_all
from generator.charts.cutting.naming import Mentions
from generator.charts.rows import with_each_data, with_rows, without_rows
from generator.charts.spec import (
    STORE,
    Data,
    Node,
    Records,
    Row,
    Vega,
    mappings,
    rewrite,
    rows_in,
    unwrapped,
)
from generator.problems.fault import Path

_CONTINUOUS = frozenset(
    ("linear", "log", "pow", "sqrt", "symlog", "time", "utc", "sequential", "bin-ordinal")
)
_SAID = frozenset(("axes", "legends", "title", "description", "aria"))
_TOLD_DIGITS = 12
"""What Vega shows of a number at most where it has no format."""
_DRAWN_DIGITS = 7
"""Of the drawn range: a ten-thousandth of a pixel."""


def without_unused(vega: Vega) -> Vega:
    """Drop the columns that nothing in the specification speaks of."""
    spoken = Mentions(without_rows(vega))
    return with_each_data(vega, lambda data: _trimmed(data, spoken))


def _trimmed(data: Data, spoken: Mentions) -> Data:
    rows = rows_in(data.get("values"))
    if isinstance(unwrapped(data.get("values")), dict):
        return _trimmed_map(data, spoken)
    is_store = data["name"].endswith(STORE)  # what is selected is in it, and no data
    if not rows or is_store or not all(isinstance(row, dict) for row in rows):
        return data
    # Most rows have the same keys: to look at each set of them once takes a tenth of the time.
    names = dict.fromkeys(name for keys in dict.fromkeys(map(tuple, rows)) for name in keys)
    kept = [name for name in names if name in spoken]
    looked_into = {name for name in kept if not spoken.holds_whole(name)}
    if any(isinstance(row.get(name), dict) for name in looked_into for row in rows):
        made = [{n: _within(row[n], spoken) if n in looked_into else row[n]
                 for n in kept if n in row} for row in rows]  # fmt: skip
        return with_rows(data, made, same=made == rows)
    if len(kept) == len(names):
        return data
    return with_rows(data, [{n: row[n] for n in kept if n in row} for row in rows], same=True)


def _trimmed_map(data: Data, spoken: Mentions) -> Data:
    """Take out of a map what its shapes have and nothing speaks of."""
    if spoken.holds_whole("properties"):
        return data

    def shape(node: Node, _: Path) -> Node:
        inner = node.get("properties")
        return node | {"properties": _within(inner, spoken)} if isinstance(inner, dict) else node

    value = unwrapped(data["values"])
    made = rewrite(value, shape, without=frozenset(("coordinates", "arcs", "properties")))
    return data if made == value else data | {"values": Records(made)}


def _within(value: Any, spoken: Mentions) -> Any:
    """Return of a value that is only looked into what is spoken of."""
    if not isinstance(value, dict):
        return value
    return {key: _within(part, spoken) for key, part in value.items() if key in spoken}


def rounded(vega: Vega) -> Vega:
    """Round the rows of a specification: to what is drawn, or to what tooltips and texts tell."""
    if not any(_floats_in(data) for data in vega.get("data", ())):
        return vega
    told, named = _told(vega), Mentions(list(_scales(vega, continuous=False)))
    return with_each_data(vega, lambda data: _with_rounded(data, told, named))


def _floats_in(data: Data) -> list[str]:
    rows = rows_in(data.get("values"))
    if not rows or not all(isinstance(row, dict) for row in rows):
        return []
    return list(
        dict.fromkeys(key for row in rows for key, cell in row.items() if type(cell) is float)
    )


def _with_rounded(data: Data, told: Mentions, named: Mentions) -> Data:
    # A number that is a name, on an axis of bands or in a legend, is written out in full.
    names = [name for name in _floats_in(data) if name not in named]
    if not names:
        return data
    rows = data["values"].rows
    way = {name: _telling if name in told else _drawing(rows, name) for name in names}
    return with_rows(data, [_row(row, way) for row in rows], same=True)


def _row(row: Row, way: dict[str, Callable[[float], float]]) -> Row:
    return {
        name: way[name](cell) if type(cell) is float and name in way else cell
        for name, cell in row.items()
    }


def _telling(number: float) -> float:
    return float(f"{number:.{_TOLD_DIGITS}g}")


def _drawing(rows: list[Row], name: str) -> Callable[[float], float]:
    """Return what rounds a column that is only drawn.

    Digits are kept of the range, and of each number by itself: the scale may be a logarithm.
    """
    cells = [row[name] for row in rows if type(row.get(name)) in (float, int)]
    span = (max(cells) - min(cells)) or abs(max(cells)) or 1.0
    of_span = _DRAWN_DIGITS - 1 - floor(log10(span))

    def rounding(number: float) -> float:
        own = _DRAWN_DIGITS - 1 - floor(log10(abs(number))) if number else 0
        return round(number, max(of_span, own))

    return rounding


def _told(vega: Vega) -> Mentions:
    """Return the columns of a specification, but for those whose numbers are only drawn."""
    names = frozenset(str(scale["name"]) for scale in _scales(vega, continuous=True))
    return Mentions(_without_drawn(without_rows(vega), names))


def _scales(vega: Vega, *, continuous: bool) -> Iterator[Node]:
    for path, node in mappings(vega):
        is_scale = path[-2:-1] == ("scales",)
        if is_scale and (node.get("type", "linear") in _CONTINUOUS) == continuous:
            yield node


def _without_drawn(vega: Vega, continuous: frozenset[str]) -> Vega:
    def without(node: Node, _: Path) -> Node:
        drawn = isinstance(node.get("scale"), str) and node["scale"] in continuous
        is_scale = node.get("name") in continuous and "range" in node
        return {
            key: _without_validity(part)
            for key, part in node.items()
            if not (key in _SAID or (drawn and key == "field") or (is_scale and key == "domain"))
        }

    return rewrite(vega, without, without=frozenset())


def _without_validity(part: Any) -> Any:
    """Leave the filters for valid numbers out of a list of transforms."""
    return [each for each in part if not _is_only_validity(each)] if type(part) is list else part


def _is_only_validity(part: Any) -> bool:
    return isinstance(part, dict) and part.get("type") == "filter" and keeps_all(part)
