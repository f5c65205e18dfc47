"""A theme's look as Vega-Lite configuration: CSS variables for colours and font."""

import re
from collections.abc import Callable, Iterable

from generator.charts.spec import Config
from generator.site.colors import parse_color
from generator.site.look import Look

FONT = "var(--font-chart)"
MEASURED = "Liberation Sans"
"""The font that stands in for a theme's that names none, to measure text and for PNG: vl-convert
carries it, so that every machine draws the same."""

_LIGHT = {"text": "#333333", "page": "#ffffff"}
_DARK = {"text": "#cccccc", "page": "#111111"}
"""Where a theme names no colours."""
_VARIABLE = re.compile(r"var\(\s*--([\w-]+)\s*(?:,\s*([^()]*(?:\([^()]*\))?[^()]*))?\)")
_PAIR = re.compile(r"light-dark\((#\w+), (#\w+)\)")


def variable(name: str) -> str:
    """Return the CSS expression for a theme's variable."""
    return f"var(--{name})"


def role(look: Look, name: str) -> str:
    """Return the CSS expression for a colour's role: text, text-muted, grid, page or accent.

    A theme may keep its charts' own (``chart-text``, ``chart-muted``) beside its others.
    """
    known = {variable for variable, _, _ in look.colors}
    short = name.removeprefix("text-")
    own = (f"chart-{name}", f"chart-{short}", name, short)
    return variable(next((each for each in own if each in known), name))


def light(look: Look, text: str) -> str:
    """Replace every CSS variable in a text by its light value, and pairs of colours by theirs."""
    values = {name: value for name, value, _ in look.colors}
    return _PAIR.sub(r"\1", _resolved(look, values, text, _LIGHT))


def dark(look: Look, text: str) -> str:
    """Do the same with the dark ones."""
    values = {name: value for name, _, value in look.colors}
    return _PAIR.sub(r"\2", _resolved(look, values, text, _DARK))


def family_of(look: Look) -> str:
    """Return the font that text is measured in and pictures are drawn with, as CSS has it."""
    return f"'{look.font}'" if look.font else MEASURED


def _resolved(look: Look, values: dict[str, str], text: str, unknown: dict[str, str]) -> str:
    known = unknown | values
    fallback = values.get("chart-text") or known["text"]

    def resolve(match: re.Match[str]) -> str:
        if match[0] == FONT:
            return family_of(look)
        return known.get(match[1]) or (match[2] or "").strip() or fallback

    return _VARIABLE.sub(resolve, text)


def configuration(look: Look, *, single: bool) -> Config:
    """Return the configuration under every chart; an author's own goes over it.

    ``single`` is a chart of one view, which fills the figure's box.
    """
    return {
        "background": "transparent",
        "font": FONT,
        "mark": {"color": variable(look.palette[0])},
        "text": {"color": role(look, "text"), "fontSize": look.font_size},
        "rule": {"color": role(look, "text-muted")},
        "tick": {"color": variable(look.palette[0])},
        "line": {"strokeWidth": 2.25},
        "area": {"fillOpacity": 0.75, "line": False},
        "bar": {"cornerRadiusEnd": 2},
        "arc": {"stroke": role(look, "page"), "strokeWidth": 1.5},
        "view": _view(look, single=single),
        "axis": _axis(look),
        "axisX": {"grid": False},
        "axisBand": {"ticks": False, "labelAngle": 0, "grid": False},
        "axisPoint": {"labelAngle": 0},
        "axisXDiscrete": {"labelSeparation": 4},
        "legend": _guide(look) | {"symbolType": "circle", "symbolStrokeWidth": 2.25},
        "header": _guide(look),
        "title": _title(look),
        "style": _styles(look),
        "range": _ranges(look),
    }


def _view(look: Look, *, single: bool) -> Config:
    if not single:
        return {"stroke": None}
    sizes = {"continuousWidth": look.width, "discreteWidth": look.width,
             "continuousHeight": look.height, "discreteHeight": {"step": 28}}  # fmt: skip
    return {"stroke": None} | sizes


def _guide(look: Look) -> Config:
    return {
        "labelColor": role(look, "text-muted"),
        "labelFontSize": look.font_size - 1,
        "titleColor": role(look, "text-muted"),
        "titleFontSize": look.font_size,
        "titleFontWeight": "normal",
    }


def _axis(look: Look) -> Config:
    return _guide(look) | {
        "grid": look.grid,
        "gridColor": role(look, "grid"),
        "domainColor": role(look, "grid"),
        "tickColor": role(look, "grid"),
        "labelPadding": 6,
        "labelSeparation": 6,
        "titlePadding": 10,
        "ticks": True,
    }


def _title(look: Look) -> Config:
    return {
        "anchor": "start",
        "color": role(look, "text"),
        "subtitleColor": role(look, "text-muted"),
        "fontSize": look.font_size + 2,
        "subtitleFontSize": look.font_size,
        "fontWeight": 600,
    }


def _styles(look: Look) -> Config:
    """Return the looks of what the short chart adds to marks of Vega-Lite's."""
    small = {"fontSize": look.font_size - 1}
    halo = {"stroke": role(look, "page"), "strokeWidth": 4, "strokeJoin": "round"}
    return {
        "reference": {"color": role(look, "text-muted"), "strokeDash": [4, 3]},
        "reference-halo": {"color": role(look, "page"), "strokeWidth": 3, "opacity": 0.7},
        "reference-label": {"color": role(look, "text")} | small | halo,
        "band": {"color": role(look, "text-muted"), "opacity": 0.12},
        "note": {"color": role(look, "text")} | small | halo,
        "value-label": {"color": role(look, "text")} | small,
        "trend": {"color": role(look, "text"), "strokeWidth": 1.75, "strokeDash": [6, 3]},
        "outline": {"color": role(look, "grid"), "stroke": role(look, "page"), "strokeWidth": 0.75},
        "region": {"stroke": role(look, "page"), "strokeWidth": 0.75},
        "end-label": {"color": role(look, "text")} | small,
        "heatmap": {"stroke": role(look, "page"), "strokeWidth": 1},
    }


def _ranges(look: Look) -> Config:
    return {"category": [variable(name) for name in look.palette], **light_ranges(look)}


def light_ranges(look: Look) -> Config:
    """Return the colours of interpolated scales: a variable has no value to mix."""
    return _interpolated(look, light, page_color(look))


def dark_ranges(look: Look) -> Config:
    """Return the same for dark pages, where more is lighter."""
    page = dark(look, role(look, "page"))
    return _interpolated(look, dark, page)


def _interpolated(look: Look, scheme: Callable[[Look, str], str], page: str) -> Config:
    first, second = (scheme(look, variable(name)) for name in (look.palette * 2)[:2])
    ramp = [mix(first, page, 0.75), mix(first, page, 0.35), first]
    return {
        "ramp": ramp,
        "ordinal": ramp,
        "heatmap": ramp,
        "diverging": [second, mix(page, "#888888", 0.2), first],
    }


def page_color(look: Look) -> str:
    """Return the light colour of the page that charts stand on."""
    known = {name for name, _, _ in look.colors}
    return light(look, role(look, "page")) if {"page", "chart-page"} & known else "#ffffff"


def mix(color: str, other: str, share: float) -> str:
    """Mix two colours; what is no colour stays as it is."""
    one, two = parse_color(color), parse_color(other)
    if one is None or two is None:
        return color
    return hexadecimal(round(a + (b - a) * share) for a, b in zip(one, two, strict=True))


def hexadecimal(color: Iterable[int]) -> str:
    """Return a colour's red, green and blue as CSS has them."""
    return "#" + "".join(f"{channel:02x}" for channel in color)
