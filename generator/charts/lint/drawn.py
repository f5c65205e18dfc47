"""What is wrong with a drawing: nothing of the data is in it, or it is beyond all bounds."""

import math
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from generator.charts.authored import Authored
from generator.charts.pictures.bounds import MOST_AREA
from generator.charts.pictures.svg import has_marks
from generator.charts.plot import Plot
from generator.problems.fault import Fault, Path

_SIZES = ("width", "height", "step", "padding", "spacing", "columns")


def refuse(drawn: Plot, authored: Authored) -> None:
    """Let only drawings pass that show something, in a box that can be drawn. Raises Fault."""
    width, height = (_side(drawn.root.get(name, "0")) for name in ("width", "height"))
    if not 0 < width * height <= MOST_AREA:
        path = max(_sizes(authored.spec, ()), key=itemgetter(0), default=(0, ()))[1]
        hint = f"{MOST_AREA:,} pixels are the most, and none the least"
        message = f"this chart would be {width:,.0f} by {height:,.0f} pixels"
        raise Fault(message, authored.spot(path) if path else (0, 0), hint)
    if not has_marks(drawn.root):
        message = "nothing to draw: no row is left for this chart"
        hint = "is a filter too strict, or a column empty?"
        raise Fault(message, authored.spot(("data",)), hint)


def _side(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0
    return number if math.isfinite(number) else 0


def _sizes(value: Any, path: Path) -> Iterator[tuple[float, Path]]:
    """Find the numbers that make a drawing large."""
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield from _sizes(part, (*path, index))
    elif isinstance(value, dict):
        for key, part in value.items():
            if key in _SIZES and isinstance(part, int | float):
                yield part, (*path, key)
            elif key not in ("values", "datasets"):
                yield from _sizes(part, (*path, key))
