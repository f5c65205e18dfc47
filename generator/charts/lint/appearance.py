"""Whether readers can see what a view shows: hues, contrast, bars that tell their numbers."""

from collections import Counter
from collections.abc import Iterator

from generator.charts.legible.contrast import (
    MARKS_NEED,
    TEXT_NEEDS,
    TEXT_SUITS,
    Background,
    faintest,
    is_pale,
    pages_of,
)
from generator.charts.spec import PAINTS, Node, Spec
from generator.charts.units import Unit
from generator.problems.fault import At, Fault, Path
from generator.site.look import Look

_PARTING = frozenset((*PAINTS, "detail", "opacity", "order"))
"""Channels that part the rows of a bar, which stack them."""
_MOST_HUES = 8
_OWN_HUES = frozenset(("range", "scheme"))
_SOLID = frozenset(("bar", "area", "rect", "arc", "image", "geoshape", "circle", "square"))


def look_faults(unit: Unit, spec: Spec, look: Look) -> Iterator[Fault]:
    """Find what would mislead readers, or what they could not see. All are warnings."""
    yield from _cut_off(unit)
    yield from _over_one_another(unit)
    yield from _too_many_hues(unit, len(look.palette))
    yield from _too_faint(unit, pages_of(spec, look))


def _warning(message: str, path: Path, hint: str) -> Fault:
    """Return a fault that keeps nothing from being drawn."""
    return Fault(message, At(path), hint, "warning")


def _too_many_hues(unit: Unit, palette: int) -> Iterator[Fault]:
    told = {unit.field(name) for name in ("x", "y")} | set(unit.facets)
    for name in PAINTS:
        channel = unit.channel(name)
        field = unit.field(name)
        if unit.type(name) != "nominal" or field in told or channel.get("timeUnit"):
            continue
        scale = channel.get("scale", {})
        given = scale.get("range") if isinstance(scale, dict) else None
        values = unit.values(field) or []
        # An empty cell has a colour too, and stands in the legend.
        has_empty = bool(values) and len(values) < len(unit.rows or ())
        count = len({str(value) for value in values}) + has_empty if unit.is_whole else 0
        if scale is None or (isinstance(given, list) and len(given) <= _MOST_HUES):
            continue
        if count > _MOST_HUES:
            message = f'"{field}" has {count} values, more hues than anyone can tell apart'
            hint = "keep the most important, or set them side by side: facet"
            yield _warning(message, (*unit.places[name], "field"), hint)
        elif count > palette and not (isinstance(scale, dict) and scale.keys() & _OWN_HUES):
            message = (
                f'"{field}" has {count} values and the theme {palette} colours, which begin anew'
            )
            hint = "name a colour for each (scale: {range: […]}), or keep the most important"
            yield _warning(message, (*unit.places[name], "field"), hint)


def _too_faint(unit: Unit, pages: tuple[Background, ...]) -> Iterator[Fault]:
    need = TEXT_NEEDS if unit.kind == "text" else MARKS_NEED
    if unit.kind == "text" and _SOLID & set(unit.kin):
        return  # it may stand on a bar, whose colour decides
    paints = list(_paints(unit))
    faint = [(path, found) for path, color in paints if (found := _faint(unit, color, pages, need))]
    if not faint or (len(faint) < len(paints) and "range" not in faint[0][0]):
        return  # an outline that can be seen is enough
    path, message = faint[0]
    yield _warning(message, path, _THEMES[unit.kind == "text"])


_THEMES = {
    False: "a variable of the theme, such as var(--chart-2), suits both",
    True: TEXT_SUITS,
}


def _faint(unit: Unit, color: str, pages: tuple[Background, ...], need: float) -> str:
    if unit.kind == "geoshape" or (len(unit.kin) > 1 and is_pale(color)):
        return ""  # land, or what lies behind what matters
    return faintest(color, pages, need)


def _paints(unit: Unit) -> Iterator[tuple[Path, str]]:
    """Find the colours that the author names for a whole mark."""
    for name in PAINTS:
        channel = unit.channel(name)
        scale = channel.get("scale")
        if "condition" in channel:
            continue
        if isinstance(channel.get("value"), str):
            yield (*unit.places[name], "value"), channel["value"]
        elif unit.field(name) and unit.type(name) == "nominal" and isinstance(scale, dict):
            listed = scale.get("range")
            for index, color in enumerate(listed if isinstance(listed, list) else ()):
                if isinstance(color, str):
                    yield (*unit.places[name], "scale", "range", index), color
        elif isinstance(unit.mark.get(name), str) and not unit.encoding.keys() & set(PAINTS):
            yield (*unit.places["mark"], name), unit.mark[name]


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
        yield _warning(message, (*unit.places[name], "scale", key), hint)


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
    by = any(unit.field(key) for key in (*PAINTS, "detail", "opacity"))
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
        yield _warning(message, (*unit.places[along], "field"), hint)
