"""What a chart's rows tell, in sentences for its alternative text."""

from collections.abc import Callable, Iterator

from generator.charts.alt.amounts import of_bars, of_boxes, of_cells, of_dots, of_slices
from generator.charts.alt.lines import of_lines
from generator.charts.alt.shown import Shown
from generator.charts.alt.wording import Writer
from generator.charts.spec import Row
from generator.charts.units import Unit

_Tell = Callable[[Shown], Iterator[str]]
_TELLERS: dict[str, _Tell] = {
    "line": of_lines,
    "area": of_lines,
    "trail": of_lines,
    "bar": of_bars,
    "arc": of_slices,
    "rect": of_cells,
    "boxplot": of_boxes,
    "point": of_dots,
    "circle": of_dots,
    "square": of_dots,
}


def facts(unit: Unit, group: str, rows: list[Row]) -> Iterator[str]:
    """Tell what the rows that a view draws show, in whole sentences; nothing if unsure."""
    writers = {name: Writer(unit, name, [row[name] for row in rows]) for name in (rows or [{}])[0]}
    tell = _TELLERS.get(unit.kind)
    if tell and rows and _is_plain(unit):
        yield from tell(Shown(unit, group, rows, writers))


def _is_plain(unit: Unit) -> bool:
    """Tell whether lengths and places are the rows' own numbers, and lines follow their axis."""
    is_share = any(unit.channel(name).get("stack") == "normalize" for name in ("x", "y"))
    is_turned = "order" in unit.encoding and unit.kind in ("line", "trail", "area")
    has_ends = bool(unit.encoding.keys() & {"x2", "y2", "xError", "yError"})
    return not (is_share or is_turned or has_ends)
