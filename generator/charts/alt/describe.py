"""An alternative text written from the chart's own data, where its author gave none."""

from collections.abc import Callable, Iterator
from typing import Any

from generator.charts.alt.amounts import of_bars, of_boxes, of_cells, of_dots, of_slices
from generator.charts.alt.drawn import bin_of, column_of, drawn_rows
from generator.charts.alt.lines import of_lines
from generator.charts.alt.wording import ShownRows, Writer, listed, name_of
from generator.charts.spec import Row, Spec, Vega
from generator.charts.units import Unit, units

_KINDS = {"arc": "Pie chart", "rect": "Heat map", "point": "Scatter plot", "circle": "Scatter plot",
          "square": "Scatter plot", "boxplot": "Box plot", "geoshape": "Map", "tick": "Strip plot",
          "text": "Table of text", "rule": "Chart of lines", "trail": "Line chart",
          "image": "Chart of pictures", "errorbar": "Chart of error bars",
          "errorband": "Chart of error bands"}  # fmt: skip
_OVER = {"point": "points", "circle": "points", "line": "lines", "area": "areas", "bar": "bars",
         "tick": "ticks", "errorbar": "error bars", "errorband": "error bands"}  # fmt: skip
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
_MOST_NAMES, _MOST_VIEWS = 6, 3


def describe(spec: Spec, vega: Vega) -> str:
    """Say what kind of chart it is, of what, and what its data tell.

    ``spec`` has its data inside, ``vega`` is what it compiles to.
    """
    views = _main_views(list(units(spec)))
    told = [_sentences(each, others, vega) for each, others in views[:_MOST_VIEWS]]
    left = len(views) - len(told)
    if len(views) < 2:
        return " ".join(told) or "Chart."
    more = f" And {left} more." if left else ""
    return f"{len(views)} charts. {' '.join(told)}{more}"


def _main_views(every: list[Unit]) -> list[tuple[Unit, list[Unit]]]:
    """Pair the first telling view of each chart with those that lie over it."""
    charts: dict[Any, list[Unit]] = {}
    for unit in every:
        path = unit.places["mark"]
        home = path[: path.index("layer")] if "layer" in path else path
        charts.setdefault(home, []).append(unit)
    return [_main(layers) for layers in charts.values()]


def _main(layers: list[Unit]) -> tuple[Unit, list[Unit]]:
    telling = [each for each in layers if _subject(each) and each.rows != []]
    own = [each for each in telling if each.kind not in _AIDS] or telling or layers
    return own[0], [each for each in own[1:] if each.kind != own[0].kind]


def _sentences(unit: Unit, others: list[Unit], vega: Vega) -> str:
    group = _group(unit)
    rows = drawn_rows(vega, unit, _columns(unit, group, vega))
    over = [_OVER[each.kind] for each in others if each.kind in _OVER]
    extra = f", with {listed(dict.fromkeys(over))}" if over else ""
    first = f"{_head(unit)}{_grouped(unit, group, rows)}{extra}{_faceted(unit)}."
    return " ".join([first, *_facts(unit, group, rows)])


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


def _subject(unit: Unit) -> str:
    x, y = (_from_to(unit, name) for name in ("x", "y"))
    if unit.kind == "arc":
        return _by(name_of(unit, "theta"), name_of(unit, "color"))
    if unit.kind == "rect" and name_of(unit, "color"):
        return _by(name_of(unit, "color"), f"{y} and {x}" if x and y else x or y)
    if unit.kind == "geoshape":
        return name_of(unit, "color") or name_of(unit, "fill")
    if unit.kind == "bar" and x and (unit.channel("y").get("aggregate") == "count"):
        return _by("the " + y if not unit.channel("y").get("title") else y, x)
    return _of_axes(unit, x, y)


def _from_to(unit: Unit, channel: str) -> str:
    first, last = name_of(unit, channel), name_of(unit, f"{channel}2")
    is_told = first and last and not unit.channel(channel).get("title")
    return f"{first} to {last}" if is_told else first


def _of_axes(unit: Unit, x: str, y: str) -> str:
    if not (x and y):
        return x or y
    if unit.kind in ("point", "circle", "square") and unit.type("x") == "quantitative":
        return f"{y} against {x}"
    is_lying = unit.type("x") == "quantitative" and unit.type("y") != "quantitative"
    if is_lying and not unit.channel("x").get("bin"):
        return _by(x, y)
    is_time = unit.type("x") == "temporal" and not unit.channel("x").get("timeUnit")
    return f"{y} over time" if is_time and x.casefold() in _TIMES else _by(y, x)


_TIMES = ("date", "time", "day", "year", "month")


def _by(what: str, by: str) -> str:
    return f"{what} by {by}" if what and by else what or by


def _head(unit: Unit) -> str:
    kind = _KINDS.get(unit.kind, f"{unit.kind.capitalize()} chart")
    if unit.kind == "bar" and _is_histogram(unit):
        kind = "Histogram"
        subject = name_of(unit, "x") if unit.channel("x").get("bin") else name_of(unit, "y")
    else:
        subject = _subject(unit)
    return f"{kind} of {subject}" if subject else kind


def _is_histogram(unit: Unit) -> bool:
    pairs = (("x", "y"), ("y", "x"))
    return any(unit.channel(one).get("bin") and unit.channel(other).get("aggregate") == "count"
               for one, other in pairs)  # fmt: skip


def _grouped(unit: Unit, group: str, rows: list[Row]) -> str:
    if not group or unit.kind in ("arc", "rect", "geoshape"):
        return ""
    names = list(dict.fromkeys(str(row[group]) for row in rows if row.get(group) is not None))
    which = f" ({', '.join(sorted(names))})" if 1 < len(names) <= _MOST_NAMES else ""
    if unit.kind in ("line", "trail"):
        count = f"of {len(names)} values of " if len(names) > _MOST_NAMES else ""
        return f", a line for each {count}{name_of(unit, group)}{which}"
    return f", by {name_of(unit, group)}{which}"


def _faceted(unit: Unit) -> str:
    names = [field.replace("_", " ") for field in dict.fromkeys(unit.facets)]
    return f", a panel for each {listed(names)}" if names else ""


def _facts(unit: Unit, group: str, rows: list[Row]) -> Iterator[str]:
    """Tell what the rows that a view draws show, in whole sentences; nothing if unsure."""
    writers = {name: Writer(unit, name, [row[name] for row in rows]) for name in (rows or [{}])[0]}
    tell = _TELLERS.get(unit.kind)
    if tell and rows and _is_plain(unit):
        yield from tell(ShownRows(unit, group, rows, writers))


def _is_plain(unit: Unit) -> bool:
    """Tell whether lengths and places are the rows' own numbers, and lines follow their axis."""
    is_share = any(unit.channel(name).get("stack") == "normalize" for name in ("x", "y"))
    is_turned = "order" in unit.encoding and unit.kind in ("line", "trail", "area")
    has_ends = bool(unit.encoding.keys() & {"x2", "y2", "xError", "yError"})
    return not (is_share or is_turned or has_ends)
