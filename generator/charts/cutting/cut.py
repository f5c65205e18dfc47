"""Large data is cut down before it reaches a page."""

from generator.charts.compile import without_unused
from generator.charts.cutting.ahead import LARGE, computed_ahead
from generator.charts.cutting.probe import Answer
from generator.charts.cutting.rounding import rounded
from generator.charts.spec import Vega


def cut_down(vega: Vega, memory: dict[str, Answer | None], large: int = LARGE) -> Vega:
    """Leave of the data what the browser still needs to draw and move the same picture."""
    ahead = computed_ahead(vega, memory, large)
    return rounded(ahead if ahead is vega else without_unused(ahead))
