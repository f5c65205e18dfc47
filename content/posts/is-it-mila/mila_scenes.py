"""The places that the pictures are taken at, and what stands about there."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from mila_parts import painted, placed

Chance = np.random.Generator
SKIES = ("sky", "sky", "sky", "far", "blue", "pink", "stone", "cream", "slate")


class Scene(NamedTuple):
    """A place: how it is drawn, where its ground begins, and what there is."""

    name: str
    backdrop: Callable[[Chance], str]
    ground: float
    far: tuple[str, ...]
    """What may stand at the back."""
    subjects: tuple[str, ...]
    """What somebody takes a picture of who has no dog."""
    dog: bool = True


def area(colour: str, top: float, chance: Chance, swing: float = 14, outlined: bool = True) -> str:
    """Draw everything below a line that goes up and down a little."""
    heights = top + chance.uniform(-swing, swing, 4)
    one, two, three, four = (f"{height:.0f}" for height in heights)
    edge = colour if outlined else f"{colour} b"
    return (
        f'<path class="{edge}" d="M-10 {one}C200 {two} 480 {three} 640 {four}'
        f'S860 {one} 970 {three}V610H-10Z"/>'
    )


def sky(chance: Chance) -> str:
    """Draw a sky of any weather, with or without sun and clouds."""
    drawn = [f'<path class="{chance.choice(SKIES)} b" d="M0 0H960V600H0Z"/>']
    if chance.random() < 0.35:
        x, y, r = chance.uniform((60, 50, 30), (900, 180, 80))
        drawn.append(f'<circle class="berry b" cx="{x:.0f}" cy="{y:.0f}" r="{r:.0f}"/>')
    for _ in range(chance.integers(0, 4)):
        x, y, scale = chance.uniform((0, 60, 0.6), (900, 190, 1.5))
        drawn.append(
            f'<path class="white b" transform="translate({x:.0f} {y:.0f}) scale({scale:.2f})"'
            ' d="M-70 14C-80 -10 -46 -26 -22 -12C-10 -40 40 -40 50 -10C78 -18 96 2 84 16Z"/>'
        )
    return "".join(drawn)


def lawn(chance: Chance) -> str:
    """Draw hills and grass."""
    hills = area(str(chance.choice(("far", "mid", "slate"))), 260, chance, 60, outlined=False)
    grass = area(str(chance.choice(("grass", "turf", "grass", "wall"))), 380, chance)
    return sky(chance) + hills + grass + tufts(chance, 400)


def beach(chance: Chance) -> str:
    """Draw sea and sand."""
    sea = area(str(chance.choice(("blue", "spruce", "far", "mid"))), 250, chance, 3)
    waves = "".join(
        f'<path class="n" d="M{x:.0f} {y:.0f}q14 -10 28 0t28 0" stroke="#fff"/>'
        for x, y in chance.uniform((0, 270), (900, 350), (6, 2))
    )
    return (
        sky(chance) + sea + waves + area(str(chance.choice(("wall", "plank", "wood"))), 380, chance)
    )


def snow(chance: Chance) -> str:
    """Draw snow on the hills, on the ground and often in the air."""
    hills = area("cream", 270, chance, 60, outlined=False)
    flakes = "".join(
        f'<circle class="white b" cx="{x:.0f}" cy="{y:.0f}" r="{r:.0f}"/>'
        for x, y, r in chance.uniform((0, 0, 3), (960, 600, 8), (chance.integers(0, 50), 3))
    )
    return sky(chance) + hills + area("white", 370, chance) + flakes


def room(chance: Chance) -> str:
    """Draw a wall, a floor and perhaps a rug."""
    wall, floor = chance.choice(
        ("wall", "far", "plank", "pink", "stone", "mid", "cream", "berry"), 2
    )
    lines = "".join(f'<path class="n" d="M-10 {y}H970" opacity=".3"/>' for y in (440, 490, 550))
    drawn = f'<path class="{wall} b" d="M0 0H960V600H0Z"/>'
    if chance.random() < 0.4:
        bars = "".join(f"M{x} 0V380" for x in range(30, 960, 60))
        drawn += f'<path class="n" d="{bars}" opacity=".25" stroke-width="14"/>'
    boards = "wood" if chance.random() < 0.6 else floor
    drawn += f'<path class="{boards}" d="M-10 390H970V610H-10Z"/>{lines}'
    if chance.random() < 0.4:
        x, colour = chance.uniform(250, 700), chance.choice(("red", "spruce", "plum", "blue"))
        drawn += f'<ellipse class="{colour}" cx="{x:.0f}" cy="510" rx="260" ry="56"/>'
    return drawn


def street(chance: Chance) -> str:
    """Draw a row of houses, a pavement and asphalt."""
    houses = "".join(
        painted(placed("townhouse", x, 400, chance.uniform(0.8, 1.2), stretch=1.1), chance)
        for x in np.arange(0, 1000, 215) + chance.uniform(-20, 20)
    )
    kerb = f'<path class="{chance.choice(("stone", "plank"))}" d="M-10 392H970V470H-10Z"/>'
    road = '<path class="asphalt" d="M-10 470H970V610H-10Z"/>'
    dashes = "".join(f"M{x} 560h150" for x in (40, 300, 560, 820))
    road += f'<path class="n" d="{dashes}" stroke="#f5f3ea" stroke-width="10"/>'
    return sky(chance) + houses + kerb + road


def forest(chance: Chance) -> str:
    """Draw trees behind trees."""
    back = area(
        str(chance.choice(("mid", "deep", "spruce", "amber"))), 150, chance, 50, outlined=False
    )
    kind = str(chance.choice(("fir", "tree", "autumn")))
    trees = "".join(
        painted(placed(kind, x, chance.uniform(350, 400), chance.uniform(0.7, 1.3)), chance)
        for x in chance.uniform(0, 960, 7)
    )
    ground = area(str(chance.choice(("turf", "grass", "wood", "furdark"))), 370, chance)
    return sky(chance) + back + trees + ground + tufts(chance, 390)


def mountains(chance: Chance) -> str:
    """Draw mountains behind a lake or a meadow."""
    far = "".join(
        placed("mountain", x, 340, chance.uniform(0.6, 1.1), flip=bool(chance.random() < 0.5))
        for x in chance.uniform(0, 960, 3)
    )
    return sky(chance) + far + area(str(chance.choice(("blue", "turf", "far"))), 330, chance, 6)


def table(chance: Chance) -> str:
    """Draw a table, as one sees it before eating."""
    cloth = str(chance.choice(("red", "cream", "spruce", "blue", "wood", "white", "fur")))
    stripes = "".join(
        f'<path class="h" d="M{x} 0H{x + 40}V610H{x}Z"/>' for x in range(-20, 960, 110)
    )
    ground = f'<path class="{cloth} b" d="M0 0H960V600H0Z"/>'
    return ground + (stripes if chance.random() < 0.6 else "")


def tufts(chance: Chance, top: float) -> str:
    """Draw some blades of grass."""
    places = chance.uniform((0, top), (960, 600), (10, 2))
    blades = "".join(f"M{x:.0f} {y:.0f}l6 -17 6 17" for x, y in places)
    return f'<path class="n" d="{blades}"/>'


GARDEN = ("tree", "bush", "fence", "house", "autumn", "bench", "rock")
PEOPLE = ("person", "walker", "child", "portrait")
FOOD = ("pizza", "burger", "bread", "cake", "mug", "bowl", "soup")
ROOM = ("lamp", "plant", "shelf", "chair", "sofa", "sofa")
SCENES = (
    Scene("lawn", lawn, 390, GARDEN, ("house", "tree", "flower", "tulip", "bicycle", *PEOPLE)),
    Scene(
        "beach",
        beach,
        390,
        ("umbrella", "boat", "lighthouse", "rock"),
        ("sandcastle", "boat", "umbrella", "lighthouse", "ball", "log", *PEOPLE),
    ),
    Scene("snow", snow, 390, ("fir", "house", "fence"), ("snowman", "house", "fir", *PEOPLE)),
    Scene("room", room, 410, ROOM, ("guitar", "clock", "suitcase", "cushion", "table", *PEOPLE)),
    Scene(
        "street",
        street,
        470,
        ("streetlamp", "sign", "bench", "car"),
        ("car", "car", "van", "bus", "bicycle", *PEOPLE),
    ),
    Scene(
        "forest",
        forest,
        390,
        ("fir", "autumn", "rock", "bush"),
        ("mushroom", "log", "rock", "walker", "autumn", "tree", "bench"),
    ),
    Scene(
        "mountains", mountains, 360, ("fir", "rock", "house"), ("boat", "tulip", "rock", *PEOPLE)
    ),
    Scene("table", table, 330, ("mug", "bowl"), FOOD, dog=False),
)
