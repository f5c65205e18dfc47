"""What a screen reader hears of the marks of a live chart."""

from collections.abc import Mapping
from typing import Any

MOST = 60
"""Marks above which none is spoken of: who wants the numbers has the table."""
_OF_MANY_ROWS = ("line", "area", "trail")
_SPOKEN = ("description", "ariaRoleDescription")


def spoken(vega: dict[str, Any], count: int) -> dict[str, Any]:
    """Return a specification whose marks speak where that helps.

    A line would be named after its first row alone; ``count`` marks may be too many to walk
    through. What is not spoken of needs no words in the file either.
    """
    if "marks" not in vega:
        return vega
    return vega | {"marks": [_mark(mark, count) for mark in vega["marks"]]}


def _mark(mark: dict[str, Any], count: int) -> dict[str, Any]:
    if mark.get("type") == "group":
        return spoken(mark, count)
    encode = mark.get("encode") or {}
    if count <= MOST and mark.get("type") not in _OF_MANY_ROWS:
        return mark
    if any("href" in part for part in encode.values()):
        return mark
    return mark | {"aria": False, "encode": _without_words(encode)}


def _without_words(encode: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {key: value for key, value in part.items() if key not in _SPOKEN}
        for name, part in encode.items()
    }
