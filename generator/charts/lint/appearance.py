"""Whether readers can see what a view shows: how many hues, what contrast."""

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.charts.lint.bars import HUED, bar_faults, warning
from generator.charts.look import role
from generator.charts.spec import Spec, mapping_at
from generator.charts.units import Unit
from generator.charts.vega.ground import is_dark, painted
from generator.problems.fault import Fault, Path
from generator.site.look import Color, Look, parse_color

MARKS_NEED, TEXT_NEEDS = 3.0, 4.5
_VARIABLE = re.compile(r"var\(\s*--([\w-]+)\s*\)\Z")


class Background(Struct, frozen=True):
    """What a chart stands on: its colour, and the values of the theme's variables there."""

    name: str
    color: Color
    variables: dict[str, str]


def pages_of(spec: Spec, look: Look) -> tuple[Background, ...]:
    """Return the pages that a chart is seen on: light and dark, or its own background."""
    light = {name: value for name, value, _ in look.colors}
    dark = {name: value for name, _, value in look.colors}
    own = spec.get("background") or mapping_at(spec, "config").get("background")
    if color := painted(own):
        return (Background("chart's own", color, dark if is_dark(color) else light),)
    name = _VARIABLE.match(role(look, "page"))
    grounds = (("light", light, "#ffffff"), ("dark", dark, "#111111"))
    return tuple(
        Background(scheme, color, values)
        for scheme, values, otherwise in grounds
        if (color := parse_color(values.get(name[1] if name else "", otherwise)))
    )


def faintest(color: str, pages: tuple[Background, ...], need: float) -> str:
    """Say on which page a colour is hard to see, empty where it is seen on all."""
    for page in pages:
        variable = _VARIABLE.match(color)
        shown = parse_color(page.variables.get(variable[1], "") if variable else color)
        ratio = contrast(shown, page.color) if shown else need
        if ratio < need:
            told = f"contrast {ratio:.1f}, and {need:g} is needed"
            return f'"{color}" is hard to see on the {page.name} page: {told}'
    return ""


def is_pale(color: str) -> bool:
    """Tell whether a colour is white or a light grey."""
    shown = parse_color(color)
    return shown is not None and min(shown) > 190 and max(shown) - min(shown) < 25


def contrast(one: Color, other: Color) -> float:
    """Return how well two colours can be told apart: 1 for the same, 21 for black and white."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (_linear(channel / 255) for channel in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)


_MOST_HUES = 8
_OWN_HUES = frozenset(("range", "scheme"))
_SOLID = frozenset(("bar", "area", "rect", "arc", "image", "geoshape", "circle", "square"))


def look_faults(unit: Unit, spec: Spec, look: Look) -> Iterator[Fault]:
    """Find what would mislead readers, or what they could not see. All are warnings."""
    yield from bar_faults(unit)
    yield from _too_many_hues(unit, len(look.palette))
    yield from _too_faint(unit, pages_of(spec, look))


def _too_many_hues(unit: Unit, palette: int) -> Iterator[Fault]:
    told = {unit.field(name) for name in ("x", "y")} | set(unit.facets)
    for name in HUED:
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
            yield warning(message, (*unit.places[name], "field"), hint)
        elif count > palette and not (isinstance(scale, dict) and scale.keys() & _OWN_HUES):
            message = (
                f'"{field}" has {count} values and the theme {palette} colours, which begin anew'
            )
            hint = "name a colour for each (scale: {range: […]}), or keep the most important"
            yield warning(message, (*unit.places[name], "field"), hint)


def _too_faint(unit: Unit, pages: tuple[Background, ...]) -> Iterator[Fault]:
    need = TEXT_NEEDS if unit.kind == "text" else MARKS_NEED
    if unit.kind == "text" and _SOLID & set(unit.kin):
        return  # it may stand on a bar, whose colour decides
    paints = list(_paints(unit))
    faint = [(path, found) for path, color in paints if (found := _faint(unit, color, pages, need))]
    if not faint or (len(faint) < len(paints) and "range" not in faint[0][0]):
        return  # an outline that can be seen is enough
    path, message = faint[0]
    yield warning(message, path, _THEMES[unit.kind == "text"])


TEXT_SUITS = "without a colour it takes the theme's, which suits both"
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
    for name in HUED:
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
        elif isinstance(unit.mark.get(name), str) and not unit.encoding.keys() & set(HUED):
            yield (*unit.places["mark"], name), unit.mark[name]
