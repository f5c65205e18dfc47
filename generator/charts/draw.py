"""The door to drawing: cheap to import, so that an unchanged site loads nothing of it."""

from generator.charts.figure import AnyFigure, Drawing
from generator.data.fault import Fault
from generator.engine import Made, Read


def draw(value: Drawing, read: Read) -> Made[AnyFigure]:
    """Draw the figure of a block."""
    try:
        return _draw(value, read)
    except RecursionError:
        from generator.charts.authored import problem

        fault = Fault(
            "nested too deeply to be drawn", (0, 0), "take away some of what is around it"
        )
        return Made(None, (problem(value.block, fault),))


def _draw(value: Drawing, read: Read) -> Made[AnyFigure]:
    # What draws is half of the generator, and only needed where a figure changed.
    if value.block.kind == "exhibit":
        from generator.charts.exhibit.drawing import draw_exhibit

        return draw_exhibit(value, read)
    if value.block.kind == "infographic":
        from generator.charts.infographic.drawing import draw_infographic

        return draw_infographic(value, read)
    from generator.charts.drawing import draw_chart

    return draw_chart(value, read)
