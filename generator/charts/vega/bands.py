"""What is known of scales of names: what stands along each, and how much room it has."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.charts.spec import Node, Vega, rows_in
from generator.problems.fault import Path

LETTER = 0.56
"""How wide a letter is on average, in shares of its size."""
UPRIGHT = ("left", "right")


class Bands:
    """The scales and data of a specification by their names, and how high bars must be."""

    def __init__(self, vega: Vega) -> None:
        self.lines: dict[str, float] = {}
        self._vega: Any = vega
        self._scales = {str(each["name"]): each for each in _named(vega, "scales")}
        self._data = {str(each["name"]): each for each in _named(vega, "data")}

    @property
    def spoken(self) -> Node:
        """Return how times are said in the language of the chart; nothing where it is English."""
        said: Node = (self._vega.get("config") or {}).get("locale", {}).get("time", {})
        return said

    def is_band(self, axis: Node) -> bool:
        """Tell whether an axis is one of names."""
        return self._scales.get(str(axis.get("scale")), {}).get("type") in ("band", "point")

    def names(self, scale: str, written: str | None) -> tuple[str, ...] | None:
        """Return what stands along a scale: nothing for numbers and dates, None if unknown."""
        if written and "imeFormat(" in written:
            return ()
        domain = self._scales[scale].get("domain")
        listed = domain if isinstance(domain, list) else list(self._values(domain))
        if not listed:
            return None
        return tuple(map(str, listed)) if any(isinstance(each, str) for each in listed) else ()

    def _values(self, domain: Any) -> Iterator[Any]:
        parts = domain.get("fields", [domain]) if isinstance(domain, Mapping) else ()
        for part in parts:
            if isinstance(part, Mapping) and isinstance(part.get("field"), str):
                yield from self._column(str(part.get("data")), part["field"])

    def _column(self, name: str, field: str) -> Iterator[Any]:
        data = self._data.get(name, {})
        steps = data.get("transform", ())
        if any(step.get("type") == "sequence" and step.get("as") == field for step in steps):
            yield 0
        rows = rows_in(data.get("values")) or ()
        yield from (row[field] for row in rows if isinstance(row, dict) and field in row)
        if isinstance(data.get("source"), str):
            yield from self._column(data["source"], field)

    def with_room(self, node: Node, path: Path) -> Node:
        """Make the steps of a scale as high as the lines of its names."""
        name, value = str(node.get("name", "")), node.get("value")
        scale = name.removesuffix("_step")
        if path[-2:-1] != ("signals",) or scale == name or not isinstance(value, int | float):
            return node
        return node | {"value": max(value, self.lines.get(scale, 0) + 4)}


def _named(vega: Any, key: str) -> Iterator[Node]:
    """Find the scales or the data of all groups."""
    for each in vega.get(key, ()):
        if isinstance(each, dict) and "name" in each:
            yield each
    for mark in vega.get("marks", ()):
        yield from _named(mark, key)
