"""An alternative text written from the chart's own data, where its author gave none."""

from collections.abc import Callable, Iterator
from typing import Any

from generator.charts.alt.amounts import of_bars, of_boxes, of_cells, of_dots, of_slices
from generator.charts.alt.drawn import bin_of, column_of, drawn_rows
from generator.charts.alt.lines import of_lines
from generator.charts.alt.voices import Voice
from generator.charts.alt.wording import ShownRows, in_short
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
    telling = [each for each in layers if _subject(voice, each) and each.rows != []]
    own = [each for each in telling if each.kind not in _AIDS] or telling or layers
    return own[0], [each for each in own[1:] if each.kind != own[0].kind]


def _sentences(voice: Voice, unit: Unit, others: list[Unit], vega: Vega) -> str:
    group = _group(unit)
    rows = drawn_rows(vega, unit, _columns(unit, group, vega))
    if voice.is_short:
        return in_short(voice, _kind_of(voice, unit), unit, group, rows)
    facts = _facts(voice, unit, group, rows)
    return " ".join([_heading(voice, unit, others, group, rows), *facts])


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


_MOST_NAMES = 6
_DOTS = ("point", "circle", "square")


def _heading(voice: Voice, unit: Unit, others: list[Unit], group: str, rows: list[Row]) -> str:
    """Say what a view is of, by what it is split, and what lies over it."""
    over = dict.fromkeys(voice.phrases.over.get(each.kind, "") for each in others)
    marks = voice.listed(filter(None, over)) if any(over) else ""
    extra = voice.phrases.with_marks.format(marks=marks) if marks else ""
    grouped = _grouped(voice, unit, group, rows)
    return f"{_head(voice, unit)}{grouped}{extra}{_faceted(voice, unit)}."


def _subject(voice: Voice, unit: Unit) -> str:
    """Return what a view shows by what, empty where it shows nothing of the data."""
    x, y = (_from_to(voice, unit, name) for name in ("x", "y"))
    if unit.kind == "arc":
        return _by(voice, voice.name_of(unit, "theta"), voice.name_of(unit, "color"))
    if unit.kind == "rect" and (color := voice.name_of(unit, "color")):
        return _by(voice, color, voice.listed([y, x]) if x and y else x or y)
    if unit.kind == "geoshape":
        return voice.name_of(unit, "color") or voice.name_of(unit, "fill")
    if unit.kind == "bar" and x and (unit.channel("y").get("aggregate") == "count"):
        is_ours = not unit.channel("y").get("title")
        return _by(voice, voice.phrases.counted.format(what=y) if is_ours else y, x)
    return _of_axes(voice, unit, x, y)


def _from_to(voice: Voice, unit: Unit, channel: str) -> str:
    first, last = voice.name_of(unit, channel), voice.name_of(unit, f"{channel}2")
    is_told = first and last and not unit.channel(channel).get("title")
    return voice.phrases.from_to.format(first=first, last=last) if is_told else first


def _of_axes(voice: Voice, unit: Unit, x: str, y: str) -> str:
    if not (x and y):
        return x or y
    if unit.kind in _DOTS and unit.type("x") == "quantitative":
        return voice.phrases.against.format(x=x, y=y)
    is_lying = unit.type("x") == "quantitative" and unit.type("y") != "quantitative"
    if is_lying and not unit.channel("x").get("bin"):
        return _by(voice, x, y)
    is_time = unit.type("x") == "temporal" and not unit.channel("x").get("timeUnit")
    if is_time and x.casefold() in voice.phrases.time_columns:
        return voice.phrases.over_time.format(what=y)
    return _by(voice, y, x)


def _by(voice: Voice, what: str, by: str) -> str:
    return voice.phrases.by.format(what=what, by=by) if what and by else what or by


def _head(voice: Voice, unit: Unit) -> str:
    kind = _kind_of(voice, unit)
    if _is_histogram(unit):
        what = voice.name_of(unit, "x" if unit.channel("x").get("bin") else "y")
    else:
        what = _subject(voice, unit)
    return voice.phrases.head.format(kind=kind, subject=what) if what else kind


def _kind_of(voice: Voice, unit: Unit) -> str:
    """Return what a view's kind of chart is called."""
    return voice.kind("histogram" if _is_histogram(unit) else unit.kind)


def _is_histogram(unit: Unit) -> bool:
    """Tell whether bars count what lies in bins."""
    pairs = (("x", "y"), ("y", "x"))
    return unit.kind == "bar" and any(
        unit.channel(one).get("bin") and unit.channel(other).get("aggregate") == "count"
        for one, other in pairs
    )


def _grouped(voice: Voice, unit: Unit, group: str, rows: list[Row]) -> str:
    if not group or unit.kind in ("arc", "rect", "geoshape"):
        return ""
    phrases = voice.phrases
    names = list(dict.fromkeys(str(row[group]) for row in rows if row.get(group) is not None))
    is_few = 1 < len(names) <= _MOST_NAMES
    which = phrases.named.format(names=", ".join(sorted(names))) if is_few else ""
    words = phrases.groups
    if unit.kind in ("line", "trail"):
        words = phrases.many_lines if len(names) > _MOST_NAMES else phrases.lines
    return words.format(group=voice.name_of(unit, group), count=len(names)) + which


def _faceted(voice: Voice, unit: Unit) -> str:
    names = [spoken(field) for field in dict.fromkeys(unit.facets)]
    return voice.phrases.panels.format(columns=voice.listed(names)) if names else ""
