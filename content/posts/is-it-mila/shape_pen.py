"""A pen for the twenty kinds of things that the second network's body learns to tell apart."""

import math
import random
from collections.abc import Sequence

from PIL import ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]

FINE = 128  # pictures are drawn twice as large as they are shown: soft edges, as photos have
BLACK: Colour = (22, 22, 24)


def colour(dice: random.Random) -> Colour:
    """Draw a colour, mostly a muted one."""
    base = dice.choice((40, 90, 140, 200, 240))
    spread = dice.choice((25, 60, 110))
    red, green, blue = (min(255, max(0, base + dice.randint(-spread, spread))) for _ in range(3))
    return red, green, blue


def darker(of: Colour, share: float = 0.3) -> Colour:
    """Return a shade of a colour."""
    return int(of[0] * share), int(of[1] * share), int(of[2] * share)


def around(centre: Point, radii: Point, degrees: float, turned: float = 0.0) -> Point:
    """Return a point of an ellipse that is itself turned by degrees."""
    x, y = (
        radii[0] * math.cos(math.radians(degrees)),
        radii[1] * math.sin(math.radians(degrees)),
    )
    across, down = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    return centre[0] + x * across - y * down, centre[1] + x * down + y * across


class Pen:
    """Draws in a square from -1 to 1, y downwards, in a few colours that it picks for a picture."""

    def __init__(self, draw: ImageDraw.ImageDraw, dice: random.Random) -> None:
        self.draw = draw
        self.dice = dice
        self.main, self.second, self.third = colour(dice), colour(dice), colour(dice)
        self.ink = darker(self.main) if dice.random() < 0.5 else BLACK
        self.outlined = dice.random() < 0.6
        self.between = dice.uniform

    def pixels(self, points: Sequence[Point]) -> list[Point]:
        """Return points of the square in pixels."""
        return [((1 + x) * FINE / 2, (1 + y) * FINE / 2) for x, y in points]

    def shape(self, points: Sequence[Point], fill: Colour | None = None) -> None:
        """Fill a polygon; about half of the pictures have an ink line around everything."""
        corners = self.pixels(points)
        self.draw.polygon(corners, fill=fill or self.main)
        if self.outlined:
            self.draw.line([*corners, corners[0]], fill=self.ink, width=2, joint="curve")

    def disc(
        self, centre: Point, radii: Point, fill: Colour | None = None, turned: float = 0.0
    ) -> None:
        """Fill an ellipse."""
        self.shape([around(centre, radii, step, turned) for step in range(0, 360, 20)], fill)

    def stroke(self, points: Sequence[Point], width: float, fill: Colour | None = None) -> None:
        """Draw a line."""
        thick = max(1, round(width * FINE / 2))
        self.draw.line(self.pixels(points), fill=fill or self.main, width=thick, joint="curve")

    def eye(self, x: float, y: float, size: float = 0.06) -> None:
        """Draw an eye."""
        self.draw.ellipse([*self.pixels([(x - size, y - size), (x + size, y + size)])], fill=BLACK)

    def star(self, points: int, inner: float, fill: Colour | None = None) -> None:
        """Fill a star."""
        radii = ((0.9, 0.9), (inner, inner))
        steps = range(2 * points)
        self.shape([around((0, 0), radii[k % 2], 180 * k / points - 90) for k in steps], fill)
