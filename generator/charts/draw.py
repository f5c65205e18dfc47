"""The door to drawing: cheap to import, so that an unchanged site loads nothing of it."""

from generator.charts.figure import AnyFigure, Drawing
from generator.engine import Made, Read


def draw(value: Drawing, read: Read) -> Made[AnyFigure]:
    """Draw the figure of a block."""
    # What draws is half of the generator, and only needed where a figure changed.
    if value.block.kind == "exhibit":
        from generator.charts.exhibit.drawing import draw_exhibit

        return draw_exhibit(value, read)
    if value.block.kind == "infographic":
        from generator.charts.infographic.drawing import draw_infographic

        return draw_infographic(value, read)
    from generator.charts.drawing import draw_chart

    return draw_chart(value, read)
