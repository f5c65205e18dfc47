"""DRAW: a block into its figure."""

from collections.abc import Callable

from generator.blocks.reading import TOO_DEEP
from generator.charts.figure import AnyFigure, Drawing
from generator.engine import Made, Read
from generator.engine.step import named
from generator.markup.kinds import KIND_OF, OWN
from generator.problems.fault import Fault


def draw(value: Drawing, read: Read) -> Made[AnyFigure]:
    """Draw the figure of a block, and tell what READ found wrong with it."""
    told = value.contents.problems
    if not value.contents.whole:
        return Made(None, told)
    draw_kind: Callable[[Drawing, Read], Made[AnyFigure]] = named(
        KIND_OF.get(value.block.kind, OWN).draw
    )
    try:
        made = draw_kind(value, read)
    except RecursionError:
        return Made(None, (*told, value.block.problem(TOO_DEEP)))
    except Fault as fault:
        return Made(None, (*told, value.block.problem(fault)))
    if any(each.severity == "error" for each in told):
        return Made(None, (*told, *made.problems))
    return Made(made.value, (*told, *made.problems), made.blobs)
