"""The sheets of parts that pictures are put together from, and one palette for each picture."""

import colorsys
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np

HERE = Path(__file__).parent
SVG = "http://www.w3.org/2000/svg"
SHEETS = ("mila-parts.svg", "world-parts.svg")
FREE: tuple[str, ...] = (
    "red",
    "spruce",
    "berry",
    "blue",
    "plum",
    "amber",
    "fur",
    "cream",
    "pink",
    "deep",
)
FREE += ("slate", "wood", "furdark", "white", "wall", "stone", "red", "blue")
"""What a thing may be painted in. The colours of Mila's fur are among them, or it would be easy."""
HAIR = ("#2b2320", "#5a3a22", "#9c5526", "#e9b04f", "#b9bdb4", "#c2452c")
SKIN = ("#f2c3a4", "#e0a47c", "#a8714b", "#6e4630")
OWN_COLOUR = re.compile(r'class="(c[123])"')
RULE = re.compile(r"\.([a-z0-9]+)\{fill:(#[0-9a-f]{6})\}")
REST = (
    ".n{fill:none}.b{stroke:none}.s{fill:#1c2625;fill-opacity:.15;stroke:none}"
    ".h{fill:#fff;fill-opacity:.35;stroke:none}"
)


@cache
def parts() -> dict[str, str]:
    """Return every part of the sheets by its name, as SVG."""
    ET.register_namespace("", SVG)
    found = (group for sheet in SHEETS for group in ET.parse(HERE / sheet).iter(f"{{{SVG}}}g"))
    return {
        name: "".join(ET.tostring(child, "unicode") for child in group)
        for group in found
        if (name := group.get("id"))
    }


def placed(  # noqa: PLR0913
    name: str,
    x: float,
    y: float,
    scale: float,
    *,
    turn: float = 0,
    stretch: float = 1,
    flip: bool = False,
) -> str:
    """Put a part, its foot at x, y, into a picture of 960 × 600."""
    across = -scale * stretch if flip else scale * stretch
    moves = f"translate({x:.1f} {y:.1f}) rotate({turn:.1f}) scale({across:.3f} {scale:.3f})"
    # The outline is as thick on a small thing as on a large one, as in the post's drawings.
    return f'<g transform="{moves}" stroke-width="{4 / scale:.2f}">{parts()[name]}</g>'


def painted(part: str, chance: np.random.Generator) -> str:
    """Give a part colours of its own."""
    colours = dict(zip(("c1", "c2", "c3"), chance.choice(FREE, 3, replace=False)))
    return OWN_COLOUR.sub(lambda found: f'class="{colours[found[1]]}"', part)


@cache
def colours() -> dict[str, str]:
    """Return the palette of the drawings: a colour for each class."""
    sheets = [(HERE / sheet).read_text(encoding="utf-8") for sheet in SHEETS]
    return {found[1]: found[2] for sheet in sheets for found in RULE.finditer(sheet)}


def palette(chance: np.random.Generator) -> str:
    """Write the style of one picture: every colour a little off, as no two lights are alike."""
    own = dict(colours(), hair=str(chance.choice(HAIR)), skin=str(chance.choice(SKIN)))
    rules = [f".{name}{{fill:{_off(colour, chance)}}}" for name, colour in own.items()]
    return f"<style>{''.join(rules)}{REST}</style>"


def _off(colour: str, chance: np.random.Generator) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    hue += chance.normal(0, 0.02)
    saturation *= chance.uniform(0.8, 1.15)
    value *= chance.uniform(0.88, 1.08)
    mixed = colorsys.hsv_to_rgb(hue % 1, min(saturation, 1), min(value, 1))
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)
