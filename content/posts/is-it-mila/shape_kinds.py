"""Twenty kinds of things, each drawn a little differently each time."""

from collections.abc import Callable, Mapping

from shape_pen import Pen, around


def circle(pen: Pen) -> None:
    """Draw a disc."""
    pen.disc((0, 0), (0.85, 0.85))


def ring(pen: Pen) -> None:
    """Draw a ring."""
    width = pen.between(0.2, 0.4)
    points = [around((0, 0), (0.75, 0.75), step) for step in range(0, 361, 15)]
    pen.stroke(points, width)


def triangle(pen: Pen) -> None:
    """Draw a triangle."""
    pen.shape([(pen.between(-0.5, 0.5), -0.85), (0.9, 0.75), (-0.9, 0.75)])


def square(pen: Pen) -> None:
    """Draw a box."""
    tall = pen.between(0.5, 0.85)
    pen.shape([(-0.8, -tall), (0.8, -tall), (0.8, tall), (-0.8, tall)])


def star(pen: Pen) -> None:
    """Draw a star."""
    pen.star(pen.dice.choice((5, 6)), pen.between(0.3, 0.5))


def cross(pen: Pen) -> None:
    """Draw a cross."""
    width = pen.between(0.3, 0.55)
    pen.stroke([(-0.85, 0), (0.85, 0)], width)
    pen.stroke([(0, -0.85), (0, 0.85)], width)


def stripes(pen: Pen) -> None:
    """Draw a few bars side by side."""
    count = pen.dice.choice((4, 5, 6))
    for bar in range(count):
        x = -0.8 + 1.6 * bar / (count - 1)
        pen.stroke([(x, -0.8), (x, 0.8)], 0.8 / count, (pen.main, pen.second)[bar % 2])


def heart(pen: Pen) -> None:
    """Draw a heart."""
    left = [around((-0.4, -0.3), (0.45, 0.45), step) for step in range(135, 361, 15)]
    right = [around((0.4, -0.3), (0.45, 0.45), step) for step in range(180, 406, 15)]
    pen.shape([*left, *right, (0, 0.85)])


def car(pen: Pen) -> None:
    """Draw a car from the side."""
    front, roof = pen.between(0.3, 0.6), pen.between(-0.5, -0.3)
    pen.shape([(-0.6, -0.02), (-0.35, roof), (0.2, roof), (front, -0.02)], pen.second)
    pen.shape([(-0.95, 0.3), (-0.92, -0.02), (0.6, -0.05), (0.95, 0.1), (0.95, 0.3)])
    for x in (-0.5, 0.5):
        pen.disc((x, 0.32), (0.2, 0.2), pen.ink)
        pen.disc((x, 0.32), (0.09, 0.09), pen.third)


def house(pen: Pen) -> None:
    """Draw a house."""
    eaves, wide = pen.between(-0.2, 0.1), pen.between(0.5, 0.75)
    pen.shape([(-wide, eaves), (wide, eaves), (wide, 0.85), (-wide, 0.85)])
    pen.shape([(-wide - 0.15, eaves), (0, eaves - 0.7), (wide + 0.15, eaves)], pen.second)
    pen.shape([(-0.12, 0.85), (-0.12, 0.4), (0.12, 0.4), (0.12, 0.85)], pen.third)


def tree(pen: Pen) -> None:
    """Draw a tree, round or pointed."""
    pen.shape([(-0.12, 0), (0.12, 0), (0.14, 0.9), (-0.14, 0.9)], pen.second)
    if pen.dice.random() < 0.5:
        for x, y in ((-0.3, -0.1), (0.3, -0.1), (0, -0.45)):
            pen.disc((x, y), (0.42, 0.4))
    else:
        for y in (0.1, -0.2, -0.5):
            pen.shape([(-0.55, y + 0.35), (0.55, y + 0.35), (0, y - 0.4)])


def flower(pen: Pen) -> None:
    """Draw a flower."""
    petals = pen.dice.choice((5, 6, 7))
    pen.stroke([(0, 0), (0.05, 0.95)], 0.1, pen.third)
    for petal in range(petals):
        at = around((0, -0.25), (0.38, 0.38), 360 * petal / petals)
        pen.disc(at, (0.25, 0.25))
    pen.disc((0, -0.25), (0.22, 0.22), pen.second)


def boat(pen: Pen) -> None:
    """Draw a sailing boat."""
    pen.shape([(-0.85, 0.4), (0.85, 0.4), (0.55, 0.8), (-0.55, 0.8)])
    pen.stroke([(0, 0.4), (0, -0.9)], 0.07, pen.ink)
    pen.shape([(0.08, -0.85), (0.08, 0.25), (0.75, 0.25)], pen.second)
    pen.shape([(-0.08, -0.7), (-0.08, 0.25), (-0.5, 0.25)], pen.third)


def legs(pen: Pen, top: float, foot: float, width: float) -> None:
    """Draw four legs, the far pair further in."""
    swing = pen.between(-0.1, 0.1)
    for x in (-0.4, -0.25, 0.25, 0.4):
        pen.stroke([(x, top), (x + swing, foot)], width)
        swing = -swing


def dog(pen: Pen) -> None:
    """Draw a dog: from the side, or its face with ears that hang or stand."""
    if pen.dice.random() < 0.5:
        return dog_face(pen)
    tail = pen.between(-0.6, -0.2)
    pen.stroke([(-0.5, 0), (-0.75, -0.1), (-0.85, tail)], 0.12)
    legs(pen, 0.1, 0.8, 0.15)
    pen.disc((-0.05, 0.1), (0.55, 0.27))
    pen.disc((0.5, -0.3), (0.27, 0.25))
    pen.disc((0.73, -0.2), (0.2, 0.12), pen.second)
    pen.eye(0.88, -0.24, 0.05)
    pen.eye(0.56, -0.36, 0.04)
    return pen.disc((0.36, -0.25), (0.1, pen.between(0.2, 0.3)), pen.third, 10)


def dog_face(pen: Pen) -> None:
    """Draw a dog's face."""
    for side in (-1, 1):
        if pen.dice.random() < 0.6:
            pen.disc((0.62 * side, -0.15), (0.2, 0.5), pen.third, -12 * side)
        else:
            pen.shape([(0.2 * side, -0.5), (0.65 * side, -0.95), (0.65 * side, -0.2)], pen.third)
    pen.disc((0, 0), (0.6, 0.7))
    if pen.dice.random() < 0.5:
        pen.disc((0.25, -0.2), (0.22, 0.28), pen.third)
    pen.disc((0, 0.35), (0.35, 0.28), pen.second)
    pen.disc((0, 0.22), (0.13, 0.09), (25, 22, 22))
    pen.eye(-0.25, -0.15, 0.08)
    pen.eye(0.25, -0.15, 0.08)


def cat(pen: Pen) -> None:
    """Draw a cat: sitting, or its face with whiskers."""
    face = pen.dice.random() < 0.5
    big, y = (0.62, 0.1) if face else (0.33, -0.45)
    if not face:
        pen.stroke([(0.3, 0.75), (0.75, 0.6), (0.7, pen.between(-0.2, 0.2))], 0.12)
        pen.disc((0, 0.4), (0.38, 0.5))
    for side in (-1, 1):
        edge = big * side
        pen.shape([(0.15 * edge, y - 0.8 * big), (0.9 * edge, y - 1.5 * big), (edge, y)])
    pen.disc((0, y), (big, big * 0.9))
    for side in (-1, 1):
        pen.eye(0.4 * big * side, y - 0.15 * big, 0.13 * big)
        for lift in (-0.1, 0.1):
            pen.stroke(
                [(0.2 * big * side, y + 0.35 * big), (1.2 * big * side, y + (0.35 + lift) * big)],
                0.02,
                pen.ink,
            )
    pen.disc((0, y + 0.25 * big), (0.1 * big, 0.08 * big), (230, 140, 140))


def bird(pen: Pen) -> None:
    """Draw a bird on two thin legs."""
    for x in (-0.1, 0.15):
        pen.stroke([(x, 0.3), (x, 0.85)], 0.05, pen.ink)
    pen.shape([(-0.4, 0), (-0.95, pen.between(-0.3, 0.2)), (-0.45, 0.3)], pen.second)
    pen.disc((0, 0.05), (0.55, 0.4))
    pen.disc((0.45, -0.4), (0.27, 0.27))
    pen.shape([(0.68, -0.5), (0.98, -0.36), (0.68, -0.28)], (235, 160, 50))
    pen.eye(0.5, -0.46, 0.05)
    pen.disc((-0.1, 0.05), (0.33, 0.2), pen.second, pen.between(-30, 10))


def fish(pen: Pen) -> None:
    """Draw a fish."""
    pen.shape([(-0.35, 0), (-0.9, -0.4), (-0.75, 0), (-0.9, 0.4)], pen.second)
    pen.shape([(-0.2, -0.25), (0.1, -0.65), (0.3, -0.25)], pen.second)
    pen.disc((0.15, 0), (0.65, pen.between(0.3, 0.5)))
    pen.stroke([(0.35, -0.25), (0.28, 0), (0.35, 0.25)], 0.04, pen.ink)
    pen.eye(0.55, -0.08, 0.07)


def butterfly(pen: Pen) -> None:
    """Draw a butterfly."""
    for side in (-1, 1):
        pen.disc((0.42 * side, -0.3), (0.45, 0.35), pen.main, -30 * side)
        pen.disc((0.35 * side, 0.35), (0.33, 0.28), pen.second, 30 * side)
        pen.disc((0.45 * side, -0.3), (0.15, 0.12), pen.third)
        pen.stroke([(0, -0.5), (0.2 * side, -0.85)], 0.04, pen.ink)
    pen.disc((0, 0), (0.09, 0.55), pen.ink)


def goat(pen: Pen) -> None:
    """Draw a goat, with horns and a beard."""
    legs(pen, 0.1, 0.85, 0.1)
    pen.disc((-0.1, 0.05), (0.55, 0.3))
    pen.shape([(0.25, -0.1), (0.5, -0.6), (0.7, -0.45), (0.45, 0.15)])
    pen.disc((0.68, -0.42), (0.24, 0.14), pen.main, 25)
    for x in (0.5, 0.58):
        pen.stroke([(x, -0.5), (x - 0.08, -0.8), (x - 0.28, -0.92)], 0.08, pen.second)
    pen.shape([(0.72, -0.3), (0.82, -0.26), (0.74, 0.05)], pen.third)
    pen.eye(0.63, -0.48, 0.04)


def squirrel(pen: Pen) -> None:
    """Draw a squirrel with its tail up behind it."""
    curl = pen.between(0.15, 0.3)
    pen.stroke([(-0.2, 0.7), (-0.7, 0.5), (-0.75, -0.2), (-0.5, -0.6), (-0.2, -0.6 + curl)], 0.35)
    pen.disc((0.15, 0.4), (0.35, 0.45))
    pen.disc((0.25, 0.45), (0.2, 0.3), pen.second)
    pen.shape([(0.2, -0.5), (0.22, -0.85), (0.4, -0.5)])
    pen.disc((0.4, -0.25), (0.3, 0.25))
    pen.eye(0.48, -0.32, 0.06)
    pen.stroke([(0.35, 0.2), (0.6, 0.25)], 0.12)


KINDS: Mapping[str, Callable[[Pen], None]] = {
    kind.__name__: kind
    for kind in (
        *(circle, ring, triangle, square, star, cross, stripes, heart),
        *(car, house, tree, flower, boat),
        *(dog, cat, bird, fish, butterfly, goat, squirrel),
    )
}
ANIMALS = ("dog", "cat", "bird", "fish", "butterfly", "goat", "squirrel")
IN_SCENES = ("car", "house", "tree", "flower", "boat")
"""What stands about in the scenes anyway, so that it says nothing there."""
