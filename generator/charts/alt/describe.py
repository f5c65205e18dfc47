"""An alternative text written from the chart's own data, where its author gave none."""

from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

from generator.charts.alt.amounts import of_bars, of_boxes, of_cells, of_dots, of_slices
from generator.charts.alt.drawn import bin_of, column_of, drawn_rows
from generator.charts.alt.heading import heading, kind_of, subject
from generator.charts.alt.lines import of_lines
from generator.charts.alt.wording import ShownRows, Voice, extent, numbers
from generator.charts.spec import Row, Spec, Vega
from generator.charts.titles import spoken
from generator.charts.units import Unit, units

_GROUPS = ("color", "fill", "stroke", "shape", "strokeDash", "detail", "xOffset", "yOffset")
_Tell = Callable[[ShownRows], Iterator[str]]
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
_AIDS = frozenset(("rule", "text", "image"))
_MOST_VIEWS = 3
_AXES = ("x", "y", "theta", "color", "fill", "size")
_RANGED = ("x", "y", "color")


def describe(spec: Spec, vega: Vega, voice: Voice) -> str:
    """Say what kind of chart it is, of what, and what its data tell.

    ``spec`` has its data inside, ``vega`` is what it compiles to.
    """
    views = _main_views(voice, list(units(spec)))
    told = [_sentences(voice, each, others, vega) for each, others in views[:_MOST_VIEWS]]
    left = len(views) - len(told)
    if len(views) < 2:
        return " ".join(told) or f"{voice.kind('')}."
    if voice.is_short:
        return " ".join(told)
    more = voice.phrases.more.format(count=left) if left else ""
    return voice.phrases.charts.format(count=len(views), told=" ".join(told)) + more


def _main_views(voice: Voice, every: list[Unit]) -> list[tuple[Unit, list[Unit]]]:
    """Pair the first telling view of each chart with those that lie over it."""
    charts: dict[Any, list[Unit]] = {}
    for unit in every:
        path = unit.places["mark"]
        home = path[: path.index("layer")] if "layer" in path else path
        charts.setdefault(home, []).append(unit)
    return [_main(voice, layers) for layers in charts.values()]


def _main(voice: Voice, layers: list[Unit]) -> tuple[Unit, list[Unit]]:
    telling = [each for each in layers if subject(voice, each) and each.rows != []]
    own = [each for each in telling if each.kind not in _AIDS] or telling or layers
    return own[0], [each for each in own[1:] if each.kind != own[0].kind]


def _sentences(voice: Voice, unit: Unit, others: list[Unit], vega: Vega) -> str:
    group = _group(unit)
    rows = drawn_rows(vega, unit, _columns(unit, group, vega))
    if voice.is_short:
        return _in_short(voice, unit, group, rows)
    facts = _facts(voice, unit, group, rows)
    return " ".join([heading(voice, unit, others, group, rows), *facts])


def _columns(unit: Unit, group: str, vega: Vega) -> dict[str, str]:
    wanted = {name: column_of(unit, name) for name in ("x", "y", "theta", "size")}
    wanted[group] = column_of(unit, group)
    if unit.kind == "rect":
        wanted["color"] = column_of(unit, "color")
    for name in ("x", "y"):
        field = unit.field(name)
        if unit.kind == "boxplot" and unit.type(name) == "quantitative" and field:
            wanted[name] = f"mid_box_{field}"
        if unit.channel(name).get("bin") and field and (column := bin_of(vega, field)):
            wanted |= {name: column, f"{name}2": f"{column}_end"}
    return {name: column for name, column in wanted.items() if column}


def _group(unit: Unit) -> str:
    """Return the channel that tells series apart, empty where there is one series."""
    placed = {unit.field("x"), unit.field("y")}
    for name in _GROUPS:
        is_apart = unit.field(name) and unit.field(name) not in placed
        if is_apart and unit.type(name) in ("nominal", "ordinal"):
            return name
    return ""


def _facts(voice: Voice, unit: Unit, group: str, rows: list[Row]) -> Iterator[str]:
    """Tell what the rows that a view draws show, in whole sentences; nothing if unsure."""
    tell = _TELLERS.get(unit.kind)
    if tell and rows and _is_plain(unit):
        yield from tell(ShownRows(unit, group, rows, voice))


def _is_plain(unit: Unit) -> bool:
    """Tell whether lengths and places are the rows' own numbers, and lines follow their axis."""
    is_share = any(unit.channel(name).get("stack") == "normalize" for name in ("x", "y"))
    is_turned = "order" in unit.encoding and unit.kind in ("line", "trail", "area")
    has_ends = bool(unit.encoding.keys() & {"x2", "y2", "xError", "yError"})
    return not (is_share or is_turned or has_ends)


def _in_short(voice: Voice, unit: Unit, group: str, rows: list[Row]) -> str:
    """Say of what kind a view is, what it shows, and between which ends: no language is needed."""
    names = (voice.name_of(unit, channel) for channel in dict.fromkeys((*_AXES, group)))
    axes = dict.fromkeys(filter(None, (*names, *map(spoken, unit.facets))))
    kind, words = kind_of(voice, unit), voice.words
    if not axes:
        return kind
    listed = reduce(lambda first, more: words("chart_alt_and", first=first, more=more), axes)
    head = words("chart_alt", kind=kind, axes=listed)
    ranges = dict.fromkeys(_ranges(ShownRows(unit, group, rows, voice)) if rows else ())
    return reduce(_then, ranges, head)


def _then(told: str, more: str) -> str:
    """Put a sentence behind another: a full stop of East Asia has its space in it."""
    return told + more if told.endswith("\u3002") else f"{told} {more}"


def _ranges(shown: ShownRows) -> Iterator[str]:
    for channel in _RANGED:
        if channel in shown.writers and shown.unit.type(channel) in ("quantitative", "temporal"):
            ends = [name for name in (channel, f"{channel}2") if name in shown.writers]
            values = [row[name] for name in ends for row in numbers(shown.rows, name)]
            if values:
                low, high = (shown.write(channel, each) for each in extent(values))
                yield _range(shown.voice, shown.voice.name_of(shown.unit, channel), low, high)


def _range(voice: Voice, axis: str, low: str, high: str) -> str:
    if low == high:
        return voice.words("chart_alt", kind=axis, axes=low)
    return voice.words("chart_alt_range", axis=axis, low=low, high=high)
