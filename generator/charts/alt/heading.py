"""The first sentence of an alternative text: what kind of chart it is, and what of."""

from generator.charts.alt.wording import Voice
from generator.charts.spec import Row
from generator.charts.titles import spoken
from generator.charts.units import Unit

_MOST_NAMES = 6
_DOTS = ("point", "circle", "square")


def heading(voice: Voice, unit: Unit, others: list[Unit], group: str, rows: list[Row]) -> str:
    """Say what a view is of, by what it is split, and what lies over it."""
    over = dict.fromkeys(voice.phrases.over.get(each.kind, "") for each in others)
    marks = voice.listed(filter(None, over)) if any(over) else ""
    extra = voice.phrases.with_marks.format(marks=marks) if marks else ""
    grouped = _grouped(voice, unit, group, rows)
    return f"{_head(voice, unit)}{grouped}{extra}{_faceted(voice, unit)}."


def subject(voice: Voice, unit: Unit) -> str:
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
    kind = kind_of(voice, unit)
    if is_histogram(unit):
        what = voice.name_of(unit, "x" if unit.channel("x").get("bin") else "y")
    else:
        what = subject(voice, unit)
    return voice.phrases.head.format(kind=kind, subject=what) if what else kind


def kind_of(voice: Voice, unit: Unit) -> str:
    """Return what a view's kind of chart is called."""
    return voice.kind("histogram" if is_histogram(unit) else unit.kind)


def is_histogram(unit: Unit) -> bool:
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
