"""DRAW: a block into its figure."""

from collections.abc import Callable

from generator.charts.drawing import draw_chart
from generator.charts.exhibit.drawing import draw_exhibit
from generator.charts.figure import AnyFigure, Drawing
from generator.charts.infographic.drawing import draw_infographic
from generator.engine import Made, Read
from generator.problems.fault import Fault

KINDS: dict[str, Callable[[Drawing, Read], Made[AnyFigure]]] = {
    "exhibit": draw_exhibit,
    "infographic": draw_infographic,
}
"""What draws a kind of block that is no chart."""


def draw(value: Drawing, read: Read) -> Made[AnyFigure]:
    """Draw the figure of a block."""
    try:
        return KINDS.get(value.block.kind, draw_chart)(value, read)
    except RecursionError:
        hint = "take away some of what is around it"
        fault = Fault("nested too deeply to be drawn", (0, 0), hint)
        return Made(None, (value.block.problem(fault),))
