"""The short chart's own words: marks by other names, formats in their place, types in a letter."""

from typing import Any

from generator.charts.authored import suggestion
from generator.charts.vocabulary import words
from generator.data.tree import Fault, Spot

MARKS = {"pie": "arc", "donut": "arc", "heatmap": "rect", "scatter": "point", "column": "bar"}
PLACED = ("x", "y")
_TYPES = {"q": "quantitative", "t": "temporal", "n": "nominal", "o": "ordinal", "g": "geojson"}
_LEGENDED = ("color", "fill", "stroke", "size", "shape", "opacity", "strokeDash", "strokeWidth")
_UNSEEN = {"opacity": 0, "size": 160, "filled": True}
"""Points on a line for tooltips to hang on."""
_TIPPED = ("bar", "point", "circle", "square", "arc", "rect", "tick")


def expand_mark(mark: Any) -> Any:
    """Return a mark as Vega-Lite knows it, with a tooltip where one helps."""
    if isinstance(mark, str):
        mark = {"type": mark}
    if not isinstance(mark, dict):
        return mark
    name = mark.get("type")
    made = {**mark, "type": MARKS.get(str(name), name)}
    if name == "donut":
        made.setdefault("innerRadius", 70)
    if made["type"] in _TIPPED:
        made.setdefault("tooltip", True)
    if made["type"] in ("line", "area") and "point" not in made:
        made |= {"tooltip": made.get("tooltip", True), "point": _UNSEEN}
    return made


def place_format(channel: str, value: dict[str, Any]) -> dict[str, Any]:
    """Put a channel's ``format`` where Vega-Lite wants it: on the axis or the legend."""
    guide = "axis" if channel in PLACED else "legend" if channel in _LEGENDED else ""
    if "format" not in value or not guide:
        return value
    rest = {key: part for key, part in value.items() if key not in ("format", guide)}
    return rest | {guide: {"format": value["format"], **(value.get(guide) or {})}}


def wrapped(word: str, spot: Spot) -> dict[str, Any]:
    """Read the word before the parentheses: an aggregate, a time unit or ``bin``."""
    if word in words("NonArgAggregateOp"):
        return {"aggregate": word}
    if word in words("TimeUnit"):
        return {"timeUnit": word}
    if word == "bin":
        return {"bin": True}
    every = words("NonArgAggregateOp") | words("TimeUnit")
    raise Fault(f'no aggregate or time unit "{word}"', spot, suggestion(word, every))


def spelled_type(word: str | None, spot: Spot) -> str:
    """Return a type in full from its letter or its name, empty for none."""
    if not word:
        return ""
    full = _TYPES.get(word.lower(), word)
    if full not in _TYPES.values():
        hint = suggestion(word, _TYPES.values(), "one of Q, T, N, O")
        raise Fault(f'no type "{word}"', spot, hint)
    return full
