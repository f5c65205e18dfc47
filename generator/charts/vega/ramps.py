"""Sequential scales that are turned round in the dark, so that more is stronger on both pages.

What lies between two colours is computed, so that no variable of the theme can stand for it: a
signal says which page the chart is on, and the still drawing holds the colours of both.
"""

import json
from xml.etree import ElementTree as ET

from generator.charts.look import dark_ranges, light_ranges
from generator.charts.spec import Node, Vega, mappings, rewrite
from generator.charts.vega.ground import ground_of, is_dark
from generator.problems.fault import Path
from generator.site.look import Look, parse_color

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
    return "#" + "".join(f"{channel:02x}" for channel in found) if found else ""
