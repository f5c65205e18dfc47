"""Ticks no closer than their labels can tell apart: 2020, 2021 and not 2020, 2020, 2021."""

import re
from collections.abc import Mapping
from typing import Any

from generator.charts.spec import Node, Vega, mappings, rewrite
from generator.problems.fault import Path

_NUMBER = re.compile(r"[^.%a-z]*(?:\.(\d+))?~?([df%]?)\Z")
_WHOLE = "d"
_DEFAULT = 10
"""How many ticks Vega draws where nobody says."""
_DAY = 86_400_000
_UNITS = (
    ("HIMSLfpQsXcq", "", 0),
    ("dejx", "day", _DAY),
    ("UVW", "week", 7 * _DAY),
    ("mbB", "month", 31 * _DAY),
    ("yYG", "year", 366 * _DAY),
)
"""What a format tells, from the smallest: its letters, the interval between ticks, its length."""


def with_distinct_ticks(vega: Vega) -> Vega:
    """Return a specification whose axes have one tick for each label that their format can tell."""
    kinds = {str(each["name"]): str(each.get("type", "linear"))
             for _, node in mappings(vega) for each in node.get("scales") or ()}  # fmt: skip
    counts: dict[str, Node] = {}
    for path, node in mappings(vega):
        if path[-2:-1] == ("axes",) and isinstance(node.get("format"), str):
            scale = str(node["scale"])
            counts |= _counted(node, kinds.get(scale, ""), scale)

    def changed(node: Node, path: Path) -> Node:
        if path[-2:-1] != ("axes",) or "values" in node or node.get("scale") not in counts:
            return node
        return node | {"tickCount": counts[str(node["scale"])]}

    return rewrite(vega, changed) if counts else vega


def _counted(axis: Node, kind: str, scale: str) -> Mapping[str, Node]:
    told = _text(axis.get("tickCount", _DEFAULT))
    if not told or "values" in axis:
        return {}
    span = f"abs(span(domain('{scale}')))"
    if kind in ("time", "utc"):
        interval, length = _interval(axis["format"])
        fits = f"{span} >= {length} && {span} <= {length} * ({told})"
        return {scale: {"signal": f"{fits} ? '{interval}' : {told}"}} if interval else {}
    least = _least(axis["format"]) if kind == "linear" else 0
    steps = f"floor({span} / {least:g} + 1e-9)"
    return {scale: {"signal": f"max(1, min({told}, {steps}))"}} if least else {}


def _text(count: Any) -> str:
    """Return how many ticks are asked for as an expression, empty where it is something else."""
    if isinstance(count, dict):
        return str(count.get("signal", ""))
    return str(count) if isinstance(count, int | float) else ""


def _least(form: str) -> float:
    """Return the least difference that a number's format tells, 0 where that depends on it."""
    found = _NUMBER.match(form)
    if not found or not found[2] or (found[2] != _WHOLE and found[1] is None):
        return 0
    digits = 0 if found[2] == _WHOLE else int(found[1])
    return float(10.0 ** -(digits + 2 * (found[2] == "%")))


def _interval(form: str) -> tuple[str, int]:
    letters = re.findall(r"%[-_0^#]?([A-Za-z])", form)
    for known, interval, length in _UNITS:
        if set(letters) & set(known):
            return interval, length
    return "", 0
