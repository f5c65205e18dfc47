"""Custom properties of a theme, and how colours look to different eyes."""

import math
import re
from pathlib import Path
from typing import Any

import yaml

DEFAULT = Path(__file__).parents[2] / "themes" / "default"

Linear = tuple[float, float, float]
EYES: dict[str, tuple[Linear, Linear, Linear]] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
"""Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB."""


def tokens(theme: str = "default") -> tuple[dict[str, str], dict[str, str]]:
    """Return the custom properties of the light and of the dark scheme, references resolved."""
    colors: dict[str, Any] = {}
    for name in dict.fromkeys(("default", theme)):
        text = (DEFAULT.parent / name / "theme.yaml").read_text("utf-8")
        colors |= yaml.safe_load(text)["colors"]
    sizes = _properties((DEFAULT / "assets/css/tokens.css").read_text("utf-8"))
    pairs = {
        name: said if isinstance(said, list) else [f"var(--{said})"] * 2
        for name, said in colors.items()
    }
    light, dark = (sizes | {name: pair[at] for name, pair in pairs.items()} for at in (0, 1))
    return _resolved(light), _resolved(dark)


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast ratio of two hexadecimal colours."""
    dim, bright = sorted((_luminance(_linear(one)), _luminance(_linear(other))))
    return (bright + 0.05) / (dim + 0.05)


def difference(one: str, other: str, eye: str) -> float:
    """Return the distance of two colours in OKLab, as an eye of that kind sees them."""
    return math.dist(_oklab(_seen(_linear(one), eye)), _oklab(_seen(_linear(other), eye)))


def _properties(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", css))


def _resolved(properties: dict[str, str]) -> dict[str, str]:
    return {
        name: properties[match[1]]
        if (match := re.fullmatch(r"var\(--([\w-]+)\)", value))
        else value
        for name, value in properties.items()
    }


def _linear(color: str) -> Linear:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _expanded(red), _expanded(green), _expanded(blue)


def _expanded(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _luminance(color: Linear) -> float:
    return 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]


def _seen(color: Linear, eye: str) -> Linear:
    red, green, blue = (max(0.0, min(1.0, _dot(row, color))) for row in EYES[eye])
    return red, green, blue


def _oklab(color: Linear) -> Linear:
    cones = (
        _dot((0.41222, 0.53633, 0.05145), color),
        _dot((0.21190, 0.68070, 0.10740), color),
        _dot((0.08830, 0.28172, 0.62998), color),
    )
    long, middle, short = (cone ** (1 / 3) for cone in cones)
    roots = (long, middle, short)
    return (
        _dot((0.21045, 0.79362, -0.00407), roots),
        _dot((1.97800, -2.42859, 0.45059), roots),
        _dot((0.02590, 0.78277, -0.80868), roots),
    )


def _dot(row: Linear, column: Linear) -> float:
    return sum(a * b for a, b in zip(row, column))
