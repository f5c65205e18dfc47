"""What a screen reader hears of the marks of a live chart."""

from collections.abc import Mapping
from typing import Any

from generator.charts.spec import Mark, Node, Vega

MOST = 60
"""Marks above which none is spoken of: who wants the numbers has the table."""
_OF_MANY_ROWS = ("line", "area", "trail")
_SPOKEN = ("description", "ariaRoleDescription")


def spoken(vega: Vega, count: int) -> Vega:
    """Return a specification whose marks speak where that helps.

    A line would be named after its first row alone; ``count`` marks may be too many to walk
    through. What is not spoken of needs no words in the file either.
    """
    if "marks" not in vega:
        return vega
    return vega | {"marks": [_mark(mark, count) for mark in vega["marks"]]}


def _mark(mark: Mark, count: int) -> Mark:
    if mark.get("type") == "group":
        return spoken(mark, count)
    encode = mark.get("encode") or {}
    if count <= MOST and mark.get("type") not in _OF_MANY_ROWS:
        return mark
    if any("href" in part for part in encode.values()):
        return mark
    return mark | {"aria": False, "encode": _without_words(encode)}


def _without_words(encode: Mapping[str, Any]) -> Node:
    return {
        name: {key: value for key, value in part.items() if key not in _SPOKEN}
        for name, part in encode.items()
    }
