"""Names at the ends of lines kept apart: where two would stand on each other, both give way."""

from generator.charts.short.ends import NAME, STYLE
from generator.charts.spec import Mark, Node, Transform, Vega, rewrite
from generator.problems.fault import Path
from generator.site.look import Look

_LEADING = 3
_FIELDS = ("end_lines", "end_rest", "end_all", "end_at", "end_free", "end_down", "end_up")


def ends_apart(vega: Vega, look: Look) -> Vega:
    """Return a specification whose marks at the ends of lines do not lie over one another."""
    steps = _steps(look.font_size - 1 + _LEADING)

    def apart(mark: Mark, _: Path) -> Node:
        return mark | {"transform": steps} if STYLE in _styles(mark) else mark

    return rewrite(vega, apart)


def _styles(mark: Mark) -> list[str]:
    style = mark.get("style") if "encode" in mark else None
    return style if isinstance(style, list) else [style] if isinstance(style, str) else []


def _steps(line: int) -> list[Transform]:
    """Move marks along y until each has its height.

    From above down each is pushed below the one before, from below up above it. In both ways
    all are apart, so they are in the middle between both, and those that were apart stay.
    """
    lines, rest, all_lines, at, free, down, up = _FIELDS
    name = f"datum.datum.{NAME}"
    order = {"sort": {"field": "y"}}
    moved = f"(datum.{down} + datum.{up}) / 2 + datum.{at}"
    lowest = f"height - datum.{all_lines} * {line} + datum.{at}"
    return [
        {"type": "formula", "as": lines, "expr": f"isArray({name}) ? length({name}) : 1"},
        _window("sum", lines, rest, [None, 0]) | order,
        {"type": "joinaggregate", "ops": ["sum"], "fields": [lines], "as": [all_lines]},
        {"type": "formula", "as": at,
         "expr": f"(datum.{rest} - datum.{lines} + 0.5) * {line}"},
        {"type": "formula", "as": free, "expr": f"datum.y - datum.{at}"},
        _window("max", free, down, [None, 0]) | order,
        _window("min", free, up, [0, None]) | order,
        {"type": "formula", "as": "y", "expr": f"max(datum.{at}, min({lowest}, {moved}))"},
    ]  # fmt: skip


def _window(operation: str, field: str, name: str, frame: list[int | None]) -> Transform:
    return {"type": "window", "ops": [operation], "fields": [field], "as": [name],
            "frame": frame, "ignorePeers": True}  # fmt: skip
