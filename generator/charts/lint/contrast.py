"""Contrast by the rules of WCAG 2, of a chart's colours with the page in both schemes."""

import re
from typing import Any

from msgspec import Struct

from generator.charts.look import role
from generator.site.look import Color, Look, parse_color

MARKS_NEED, TEXT_NEEDS = 3.0, 4.5
_VARIABLE = re.compile(r"var\(\s*--([\w-]+)\s*\)\Z")


class Page(Struct, frozen=True):
    """What a chart stands on: its colour, and the values of the theme's variables there."""

    name: str
    color: Color
    variables: dict[str, str]


def pages_of(spec: dict[str, Any], look: Look) -> tuple[Page, ...]:
    """Return the pages that a chart is seen on: light and dark, or its own background."""
    light = {name: value for name, value, _ in look.colors}
    dark = {name: value for name, _, value in look.colors}
    config = spec.get("config")
    own = spec.get("background") or (config.get("background") if isinstance(config, dict) else None)
    painted = parse_color(own) if isinstance(own, str) else None
    if own and own != "transparent":
        return (Page("chart's own", painted, light),) if painted else ()
    name = _VARIABLE.match(role(look, "page"))
    grounds = (("light", light, "#ffffff"), ("dark", dark, "#111111"))
    return tuple(
        Page(scheme, color, values)
        for scheme, values, otherwise in grounds
        if (color := parse_color(values.get(name[1] if name else "", otherwise)))
    )


def faintest(color: str, pages: tuple[Page, ...], need: float) -> str:
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
