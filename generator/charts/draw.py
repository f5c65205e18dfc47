"""The door to drawing: cheap to import, so that an unchanged site loads nothing of it."""

from generator.charts.figure import Drawing, Figure
from generator.engine import Made, Read


def draw(value: Drawing, read: Read) -> Made[Figure]:
    """Draw a ``chart``, ``vega-lite`` or ``altair`` block."""
    # What draws is half of the generator, and only needed where a figure changed.
    from generator.charts.drawing import draw_figure

    return draw_figure(value, read)
