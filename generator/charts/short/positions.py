"""Where an annotation of a short chart stands: a value on the chart's own axis."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from generator.charts.vega.utc import instant
from generator.data.tree import Tree
from generator.problems import suggestion
from generator.problems.fault import Fault, Path

ALONE: dict[str, Any] = {"sequence": {"start": 0, "stop": 1, "as": "annotation"}}
"""One row of its own, so that an annotation is drawn once and not for every row."""


class Axes(Struct, frozen=True):
    """The types of a chart's axes, and the names of its params."""

    types: Mapping[str, str]
    params: tuple[str, ...] = ()


def axes_of(encodings: list[dict[str, Any]], params: list[Any]) -> Axes:
    """Return the axes that some views draw on."""
    types = {
        channel: _type_of(encoding[channel])
        for encoding in reversed(encodings)
        for channel in ("x", "y")
        if isinstance(encoding.get(channel), dict)
    }
    names = tuple(str(each.get("name")) for each in params if isinstance(each, dict))
    return Axes(types, names)


def _type_of(channel: dict[str, Any]) -> str:
    return str(channel.get("type", "quantitative"))


def position(value: Any, channel: str, path: Path, axes: Axes, tree: Tree) -> dict[str, Any]:
    """Return a value of an axis as a channel. Raises Fault."""
    kind, spot = axes.types.get(channel, ""), tree.spot(path)
    if not kind:
        raise Fault(f"this chart has no {channel} axis", spot)
    if isinstance(value, str) and value in axes.params:
        return {"datum": {"expr": value}, "type": kind}
    if kind == "temporal":
        return {"datum": _moment(value, spot), "type": kind}
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "quantitative" and not is_number:
        hint = suggestion(str(value), axes.params, f"{channel} is an axis of numbers")
        raise Fault(f'"{value}" is not a number', spot, hint)
    return {"datum": value, "type": kind}


def _moment(value: Any, spot: tuple[int, int]) -> dict[str, int]:
    text = f"{value}-01" if isinstance(value, str) and len(value) == len("2026-01") else value
    try:
        moment = datetime.fromisoformat(str(instant(text)).removesuffix("Z"))
    except ValueError:
        raise Fault(f'"{value}" is not a date', spot, "such as 2026-03-01") from None
    parts = {"year": moment.year, "month": moment.month, "date": moment.day}
    clock = {"hours": moment.hour, "minutes": moment.minute, "seconds": moment.second}
    return parts | {key: part for key, part in clock.items() if part}
