"""What a chart stands on: a ground of its own, which settles its colours, or a light or dark page.

On both pages more is stronger: sequential scales are turned round in the dark. What lies between
two colours is computed, so that no variable of the theme can stand for it: a signal says which page
the chart is on, and the still drawing holds the colours of both.
"""

import json
import re
from typing import Any, cast
from xml.etree import ElementTree as ET

from generator.charts.look import FONT, dark, dark_ranges, hexadecimal, light, light_ranges
from generator.charts.spec import HOLD_ROWS, Config, Node, Vega, mappings, rewrite
from generator.problems.fault import Path
from generator.site.colors import Color, parse_color
from generator.site.look import Look

_CLEAR = re.compile(r"(?i)#(?:[0-9a-f]{3}0|[0-9a-f]{6}00)\Z|.*[,/]\s*0*\.?0+%?\s*\)\Z")
_DARK = 110
"""How light a ground may be, of 255, on which pale letters stand better."""
_HEADERS = re.compile(r"(?:row|column)-(?:header|title|footer)")
_AROUND = ("group-", "guide-")
"""How the styles begin of titles, axes and legends."""


def painted(color: Any) -> Color | None:
    """Return the colour of a ground, None where it lets the page through or follows its scheme."""
    return parse_color(color) if isinstance(color, str) and not _CLEAR.match(color) else None


def is_dark(color: Color) -> bool:
    """Tell whether what stands on a colour should be light."""
    red, green, blue = color
    return 0.299 * red + 0.587 * green + 0.114 * blue < _DARK


def on_own_ground(vega: Vega, look: Look) -> Vega:
    """Return a specification whose colours are settled where its author names what they stand on.

    Where only its views have a ground, what stands around them goes on with the page.
    """
    config = vega.get("config") or {}
    ground = ground_of(vega)
    if not ground or _whole(vega):
        return cast("Vega", _settled(vega, ground, look)) if ground else vega
    return _with_views(vega, config, ground, look)


def ground_of(vega: Vega) -> Color | None:
    """Return the colour that marks stand on where their author names one."""
    return _whole(vega) or painted(_of_views(vega, vega.get("config") or {}))


def _whole(vega: Vega) -> Color | None:
    return painted(vega.get("background") or (vega.get("config") or {}).get("background"))


def _with_views(vega: Vega, config: Config, ground: Color, look: Look) -> Vega:
    made = vega.copy()
    made["marks"] = [_mark(each, ground, look) for each in vega.get("marks", [])]
    made["scales"] = _settled(vega.get("scales", []), ground, look)
    made["config"] = {key: _inside(key, part, ground, look) for key, part in config.items()}
    return made


def _mark(mark: Node, ground: Color, look: Look) -> Node:
    """Settle a mark, but for the names of small multiples, which stand beside their views."""
    if _HEADERS.match(str(mark.get("role"))):
        return mark
    title = {"title": mark["title"]} if "title" in mark else {}
    settled: Node = _settled(mark, ground, look)
    return settled | title


def _inside(key: str, part: Any, ground: Color, look: Look) -> Any:
    """Settle what a configuration says of what is drawn within views."""
    if key == "range":
        return _settled(part, ground, look)
    if not isinstance(part, dict):
        return part
    if key == "style":
        return {name: each if name.startswith(_AROUND) else _settled(each, ground, look)
                for name, each in part.items()}  # fmt: skip
    grid = {name: _settled(part[name], ground, look) for name in part if name == "gridColor"}
    return part | grid


def _of_views(vega: Vega, config: Config) -> Any:
    root: Any = vega
    own = (root.get("encode") or {}).get("update", {}).get("fill", {})
    groups = (each for each in vega.get("marks", ()) if each.get("type") == "group")
    inner = (each.get("encode", {}).get("update", {}).get("fill", {}) for each in groups)
    cell = (config.get("style") or {}).get("cell", {}).get("fill")
    return next((each["value"] for each in (own, *inner) if each.get("value")), cell)


def _settled(part: Any, ground: Color, look: Look) -> Any:
    """Put the colours that suit a ground in the place of the theme's variables."""
    if isinstance(part, dict):
        return {key: each if key in HOLD_ROWS else _settled(each, ground, look)
                for key, each in part.items()}  # fmt: skip
    if isinstance(part, list):
        return [_settled(each, ground, look) for each in part]
    if not isinstance(part, str) or "var(" not in part:
        return part
    scheme = dark if is_dark(ground) else light
    return FONT.join(scheme(look, each) for each in part.split(FONT))


SCHEME = "_dark"
"""The signal that tells whether the page is dark; ``browser/chart.js`` sets it."""
_CHOICES = (f"{SCHEME} ?", "true ?", "false ?")
_PAINTS = ("fill", "stroke", "stop-color")


def with_ramps(vega: Vega, look: Look) -> Vega:
    """Return a specification whose interpolated scales have colours for both schemes."""
    ours, night = light_ranges(look), dark_ranges(look)
    stated = (vega.get("config") or {}).get("range") or {}
    turned = {name for name, colors in ours.items() if stated.get(name) == colors}
    ground = ground_of(vega)
    always = {None: "", True: "true", False: "false"}[None if ground is None else is_dark(ground)]

    def changed(node: Node, path: Path) -> Node:
        name = node.get("range")
        if path[-2:-1] != ("scales",) or not isinstance(name, str) or name not in turned:
            return node
        choice = f"{always or SCHEME} ? {json.dumps(night[name])} : {json.dumps(ours[name])}"
        # Between two hues its way around the circle leads over a third.
        straight = {"interpolate": "rgb"} if name == "diverging" else {}
        return node | straight | {"range": {"scheme": {"signal": choice}}}

    made = rewrite(vega, changed)
    if always or not _has_choice(made):
        return made
    made["signals"] = [{"name": SCHEME, "value": False}, *made.get("signals", [])]
    return made


def _has_choice(vega: Vega) -> bool:
    scales = (each for _, node in mappings(vega) for each in node.get("scales") or ())
    ranges = (each.get("range") for each in scales)
    return any(isinstance(each, dict) and is_choice(each.get("scheme")) for each in ranges)


def is_choice(scheme: object) -> bool:
    """Tell whether a scale's scheme is one of ours."""
    return isinstance(scheme, dict) and str(scheme.get("signal")).startswith(_CHOICES)


def in_the_dark(vega: Vega) -> Vega | None:
    """Return a specification as it is drawn on a dark page; None where it is drawn alike."""
    signals = vega.get("signals", [])
    if not any(each["name"] == SCHEME for each in signals):
        return None
    made = vega.copy()
    made["signals"] = [each | {"value": True} if each["name"] == SCHEME else each
                       for each in signals]  # fmt: skip
    return made


def pair_colors(root: ET.Element, dark: ET.Element) -> None:
    """Give a drawing the colours of the same in the dark, where they are others."""
    for part, other in zip(root.iter(), dark.iter(), strict=False):
        for name in _PAINTS:
            light, night = _hex(part.get(name)), _hex(other.get(name))
            if light and night and light != night:
                part.set(name, f"light-dark({light}, {night})")


def _hex(color: str | None) -> str:
    found = parse_color(color) if color else None
    return hexadecimal(found) if found else ""
