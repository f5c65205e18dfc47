"""Years among a short chart's numbers: written as 2001, not as 2,001, on bands under bars."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.charts.short.channels import GUIDES
from generator.charts.short.parts import KnownColumns
from generator.charts.spec import Channel, Encoding

_BANDED = ("bar", "column", "rect", "heatmap", "boxplot", "tick", "errorbar")
"""Marks that stand on a band each, which a year is for them."""
_LONG = ("bar", "column", "boxplot", "errorbar", "area")
"""Marks whose length is a number: numbers beside names are no years, whatever they are called."""
_YEAR_FORMATS = ("", "d")


def with_years(
    mark: str, encoding: Encoding, stated: Mapping[str, Any], known: KnownColumns
) -> Any:
    """Write the years of a view's channels as years, and give them bands under some marks."""
    banded = _bands(mark, encoding, stated, known)
    return {
        name: _on_band(part) if name in banded else _as_year(name, encoding, stated, known)
        for name, part in encoding.items()
    }


def _bands(
    mark: str, encoding: Encoding, stated: Mapping[str, Any], known: KnownColumns
) -> tuple[str, ...]:
    """Return the axes that have a band for each year, one alone where the other is a length."""
    found = [
        name
        for name in ("x", "y")
        if mark in _BANDED
        and _is_year(name, encoding, stated, known)
        and not is_typed(stated.get(name), known)
        and not (mark in _LONG and _is_measure(name, encoding))
    ]
    found.sort(key=lambda name: encoding[name]["field"] not in known.years)
    return tuple(found[:1] if mark in _LONG else found)


def is_typed(stated: Any, known: KnownColumns) -> bool:
    """Tell whether an author says a channel's type."""
    word = stated.get("field", "") if isinstance(stated, dict) else stated
    return word not in known.types or (isinstance(stated, dict) and "type" in stated)


def _is_year(name: str, encoding: Encoding, stated: Mapping[str, Any], known: KnownColumns) -> bool:
    part = encoding.get(name)
    if not isinstance(part, dict) or {"aggregate", "bin", "timeUnit"} & part.keys():
        return False
    if part.get("type") != "quantitative" or _format(name, part) not in _YEAR_FORMATS:
        return False
    if part.get("field") in known.years:
        return True
    is_guess = name == "x" and not _is_measure(name, encoding)
    is_open = is_guess and not is_typed(stated.get(name), known)
    return is_open and part.get("field") in known.guessed_years


def _format(name: str, part: Channel) -> str:
    guide = part.get(GUIDES.get(name, ""))
    return str((guide or {}).get("format", part.get("format", "")))


def _is_measure(name: str, encoding: Encoding) -> bool:
    """Tell whether an axis is the one of numbers, since the other one has names or dates."""
    other = encoding.get("y" if name == "x" else "x")
    return isinstance(other, dict) and other.get("type") in ("nominal", "ordinal", "temporal")


def _as_year(name: str, encoding: Encoding, stated: Mapping[str, Any], known: KnownColumns) -> Any:
    part = encoding[name]
    guide = GUIDES.get(name, "")
    if not guide or not _is_year(name, encoding, stated, known) or part.get(guide, {}) is None:
        return part
    return part | {guide: {"format": "d"} | part.get(guide, {})}


def _on_band(part: Channel) -> Channel:
    """Return a channel as one of bands, on which a year is written as it is."""
    axis = part.get("axis")
    kept = {key: each for key, each in axis.items() if key != "format"} if axis else axis
    rest = {key: each for key, each in part.items() if key != "axis"}
    return rest | {"type": "ordinal"} | ({"axis": kept} if kept or "axis" in part else {})


def doubted_years(
    mark: str, encoding: Encoding, stated: Mapping[str, Any], known: KnownColumns
) -> Iterator[tuple[str, str]]:
    """Yield the axes, with their columns, that get bands for what may be no years."""
    for name in _bands(mark, encoding, stated, known):
        if (field := encoding[name]["field"]) in known.guessed_years:
            yield name, field
