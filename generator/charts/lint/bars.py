"""Whether bars and areas tell their numbers: where they begin, and whether each can be seen."""

from collections import Counter
from collections.abc import Iterator

from generator.charts.spec import Node
from generator.charts.units import Unit
from generator.problems.fault import At, Fault, Path

HUED = ("color", "fill", "stroke")
_PARTING = frozenset((*HUED, "detail", "opacity", "order"))
"""Channels that part the rows of a bar, which stack them."""


def warning(message: str, path: Path, hint: str) -> Fault:
    """Return a fault that keeps nothing from being drawn."""
    return Fault(message, At(path), hint, "warning")


def bar_faults(unit: Unit) -> Iterator[Fault]:
    """Find bars that mislead. All are warnings."""
    yield from _cut_off(unit)
    yield from _over_one_another(unit)


def _cut_off(unit: Unit) -> Iterator[Fault]:
    name = _length(unit)
    scale = unit.channel(name).get("scale") if name else None
    if not isinstance(scale, dict) or unit.kind not in ("bar", "area"):
        return
    key = _cut(unit, name, scale)
    if key:
        what = "bars" if unit.kind == "bar" else "areas"
        message = f"the {what} do not start at zero, so their {_SIZES[unit.kind]} mislead"
        other = "points" if what == "bars" else "a line"
        hint = f'leave "{key}" out, or draw {other}'
        if key == "type":  # Vega begins them at the logarithm of zero
            message = f"the {what} cannot be seen: a log scale has no zero that they begin at"
            hint = f"draw {other}, or take a scale that has one: symlog"
        yield warning(message, (*unit.places[name], "scale", key), hint)


_SIZES = {"bar": "lengths", "area": "heights"}


def _length(unit: Unit) -> str:
    """Return the channel along which a bar or an area is measured, empty where none is plain."""
    found = [name for name in ("x", "y") if _is_measured(unit, name)]
    if len(found) == 1:
        return found[0]
    summed = [name for name in found if unit.channel(name).get("aggregate")]
    orient = {"horizontal": "x", "vertical": "y"}.get(str(unit.mark.get("orient")), "")
    upright = "y" if unit.kind == "area" and "y" in found else ""
    return orient or (summed[0] if len(summed) == 1 else upright)


def _is_measured(unit: Unit, name: str) -> bool:
    channel = unit.channel(name)
    is_range = f"{name}2" in unit.encoding or bool(channel.get("bin"))
    has_numbers = "field" in channel or "aggregate" in channel
    return unit.type(name) == "quantitative" and has_numbers and not is_range


def _cut(unit: Unit, name: str, scale: Node) -> str:
    """Return the key of a scale that cuts its zero off."""
    if scale.get("type") == "log":
        return "type"
    domain = scale.get("domain")
    ends = (
        [end for end in domain if isinstance(end, int | float)] if isinstance(domain, list) else []
    )
    if ends:
        return "domain" if min(ends) > 0 or max(ends) < 0 else ""
    for key, sign in (("domainMin", 1), ("domainMax", -1)):
        if isinstance(scale.get(key), int | float) and scale[key] * sign > 0:
            return key
    if scale.get("zero") is not False or _is_stacked(unit, name):
        return ""
    values = unit.numbers(unit.channel(name).get("field"))
    return "" if values and min(values) <= 0 <= max(values) else "zero"


def _is_stacked(unit: Unit, name: str) -> bool:
    by = any(unit.field(key) for key in (*HUED, "detail", "opacity"))
    return by and unit.channel(name).get("stack", "zero") not in (None, False)


def _over_one_another(unit: Unit) -> Iterator[Fault]:
    """Find bars of several rows each, of which readers see the longest alone."""
    along = _length(unit)
    across = {"x": "y", "y": "x"}.get(along, "")
    channel, rows = unit.channel(along), unit.rows
    is_summed = "aggregate" in channel or unit.encoding.keys() & _PARTING
    if unit.kind != "bar" or is_summed or not rows or not unit.is_whole or not unit.field(across):
        return
    if not unit.field(along):
        return  # no column is measured: they are as long as the view
    if unit.channel(across).keys() & {"bin", "timeUnit", "aggregate"} or unit.made:
        return
    names = (unit.field(across), *map(unit.field, ("xOffset", "yOffset")), *unit.facets)
    counted = Counter(tuple(str(row.get(name)) for name in names if name) for row in rows)
    (bar, count), *_ = counted.most_common(1)
    if count > 1:
        message = f'{count} bars of "{bar[0]}" lie over one another: the data has as many rows'
        hint = f"one bar sums them up: {along}: sum({channel.get('field')})"
        yield warning(message, (*unit.places[along], "field"), hint)
