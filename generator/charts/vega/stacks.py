"""Stacks of sums: where one is of nothing, those on top of it keep their places."""

import json
from collections.abc import Iterator

from generator.charts.fields import column_of
from generator.charts.rows import with_each_data
from generator.charts.spec import Data, Node, Vega, mappings, rows_in


def with_whole_stacks(vega: Vega) -> Vega:
    """Return a specification in which a sum of nothing is nothing to its stack.

    Vega takes it for undefined, and what is stacked on it has no place then.
    """
    empty = frozenset(_empty(vega))
    return with_each_data(vega, lambda data: _filled(data, empty)) if empty else vega


def _empty(vega: Vega) -> Iterator[str]:
    """Find what is summed up of columns that have empty cells."""
    summed = dict(pair for _, node in mappings(vega.get("data")) for pair in _summed(node))
    holes = {
        name
        for data in vega.get("data", ())
        for row in rows_in(data.get("values")) or ()
        if isinstance(row, dict)
        for name in summed
        if row.get(column_of(name), 0) is None
    }
    yield from (made for name, each in summed.items() if name in holes for made in each)


def _summed(node: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    if node.get("type") != "aggregate":
        return
    fields, made = node.get("fields") or [], node.get("as") or []
    for field in dict.fromkeys(each for each in fields if isinstance(each, str)):
        yield field, tuple(each for of, each in zip(fields, made, strict=False) if of == field)


def _filled(data: Data, empty: frozenset[str]) -> Data:
    steps = data.get("transform") or []
    made = [each for step in steps for each in _after_filling(step, empty)]
    return data | {"transform": made} if len(made) > len(steps) else data


def _after_filling(step: Node, empty: frozenset[str]) -> Iterator[Node]:
    name = column_of(str(step.get("field")))
    if step.get("type") == "stack" and name in empty:
        cell = f"datum[{json.dumps(name)}]"
        yield {"type": "formula", "expr": f"isValid({cell}) ? {cell} : null", "as": name}
    yield step
