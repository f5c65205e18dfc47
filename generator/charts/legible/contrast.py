"""How well what is drawn stands out from what lies behind it, in the light and dark scheme."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct

from generator.charts.legible.boxes import touch
from generator.charts.legible.geometry import Point, is_within, moved_back
from generator.charts.legible.scene import Lettering, Painted, Scene
from generator.charts.look import dark, light, role
from generator.charts.spec import Spec, mapping_at
from generator.charts.vega.ground import is_dark, painted
from generator.site.colors import Color, parse_color
from generator.site.look import Look

MARKS_NEED, TEXT_NEEDS = 3.0, 4.5
TEXT_SUITS = "without a colour it takes the theme's, which suits both"
_VARIABLE = re.compile(r"var\(\s*--([\w-]+)\s*\)\Z")
_SAMPLES = 7
"""Points along a line that are looked at; so many of them may be hard to see."""
_MAY_FAIL = 1
_LARGE, _LARGE_BOLD, _DECOR = 24.0, 18.5, 40.0
"""CSS pixels: letters that need less contrast, and those that nobody reads line by line."""
_HIDES = 0.7
_ALPHA = re.compile(
    r"(?:rgba|hsla)\(.*[,/\s]\s*([\d.]+)\s*\)\Z|#[0-9a-f]{6}([0-9a-f]{2})\Z", re.IGNORECASE
)
_CHOICE = re.compile(r"light-dark\(([^,()]*(?:\([^()]*\))?),([^,()]*(?:\([^()]*\))?)\)")
Paint = tuple[Color, float]


class Faint(Struct, frozen=True):
    """A label that is hard to read in a scheme, with the contrast that it has and needs."""

    text: str
    scheme: str
    ratio: float
    need: float
    on_page: bool


def faint_labels(scene: Scene, look: Look) -> Iterator[Faint]:
    """Find the labels that do not stand out; a text over paint that is unknown is passed over."""
    near = list(_beneath(scene))
    for scheme, resolve in (("light", light), ("dark", dark)):
        paints = _paints(look, resolve, at=scheme == "dark")
        page = paints(role(look, "page"))
        for label, shapes in near:
            found = _judged(label, shapes, paints, page[0] if page else (255, 255, 255))
            if found:
                yield Faint(label.text, scheme, *found)


def _beneath(scene: Scene) -> Iterator[tuple[Lettering, list[Painted]]]:
    """Pair each label with the shapes that touch its box, those over it too."""
    for label in scene.labels:
        box = label.box
        yield label, [each for each in scene.shapes if touch(each.box, box)]


def _paints(
    look: Look, resolve: Callable[[Look, str], str], *, at: bool
) -> Callable[[str], Paint | None]:
    """Return what reads a colour in one scheme; None is one that nobody can tell."""

    @lru_cache(maxsize=512)
    def read(text: str) -> Paint | None:
        chosen = _CHOICE.sub(lambda match: match[1 + at].strip(), resolve(look, text))
        color = parse_color(chosen)
        return (color, _alpha(chosen.strip())) if color else None

    return read


def _alpha(color: str) -> float:
    match = _ALPHA.match(color)
    if not match:
        return 1
    return float(match[1]) if match[1] else int(match[2], 16) / 255


def _judged(
    label: Lettering, shapes: list[Painted], paints: Callable[[str], Paint | None], page: Color
) -> tuple[float, float, bool] | None:
    """Return the least contrast of a label that is hard to read, and what it needs."""
    fill, halo = paints(label.fill), paints(label.halo) if label.halo else None
    is_large = label.size >= (_LARGE_BOLD if label.is_bold else _LARGE)
    if fill is None or label.size >= _DECOR:
        return None
    failing: list[tuple[float, float, bool]] = []
    for point in _points(label):
        ground = _ground(point, label, shapes, paints, page)
        if ground is None:
            return None
        need = MARKS_NEED if is_large or ground != page else TEXT_NEEDS
        behind = halo[0] if halo else ground
        ratio = _ratio(fill, behind, label.alpha)
        if ratio < need:
            failing.append((ratio, need, ground == page))
    return min(failing) if len(failing) > _MAY_FAIL * len(label.lines) else None


@lru_cache(maxsize=1024)
def _ratio(fill: Paint, behind: Color, alpha: float) -> float:
    return contrast(_over(fill, behind, alpha), behind)


def _points(label: Lettering) -> Iterator[Point]:
    for (left, top), (right, bottom), _, (x, y) in label.lines:
        for number in range(_SAMPLES):
            share = (number + 0.5) / _SAMPLES
            across, down = (right - left) * share, (bottom - top) * share
            yield left + across + (x - left) / 2, top + down + (y - top) / 2


def _ground(
    point: Point,
    label: Lettering,
    shapes: list[Painted],
    paints: Callable[[str], Paint | None],
    page: Color,
) -> Color | None:
    """Return the colour behind a point of a label; None where it is not known."""
    ground: Color | None = page
    for shape in shapes:
        left, top, right, bottom = shape.box
        if not (left <= point[0] <= right and top <= point[1] <= bottom):
            continue
        if not is_within(moved_back(point, shape.matrix), shape.outline):
            continue
        paint = paints(shape.fill) if shape.fill else None
        if shape.order > label.order:
            hides = paint is not None and paint[1] * shape.alpha >= _HIDES
            own = paints(label.fill)
            return own[0] if hides and own else ground
        ground = _over(paint, ground, shape.alpha) if paint and ground else None
    return ground


def _over(paint: Paint, ground: Color, alpha: float) -> Color:
    color, own = paint
    share = own * alpha
    red, green, blue = (
        round(above * share + below * (1 - share))
        for above, below in zip(color, ground, strict=True)
    )
    return red, green, blue


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
