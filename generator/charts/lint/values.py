"""Values that nobody could draw: no colours, no numbers, sizes beyond all bounds, odd letters."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.charts.spec import HOLD_ROWS, PAINTS, Node, Spec, is_number, mappings
from generator.charts.vega.language import forms_in
from generator.data.numbers import currency_in
from generator.problems import shortened
from generator.problems.encoding import UNFIT, named
from generator.problems.fault import At, Fault, Path
from generator.site.colors import is_color

MOST_SIDE = 10_000
"""CSS pixels: no width, height, step, padding or offset is more."""
MOST_FONT = 1_000
MOST_TICKS = 1_000
MOST_LETTERS = 2_000
MOST_ROWS = 100_000

_ROWS = HOLD_ROWS | {"usermeta"}
_LENGTHS = re.compile(r"(?:[a-z]\w*)?(?:padding|offset|spacing|Padding|Offset|Spacing)\Z")
_FONT = re.compile(r"(?:[a-z]\w*)?(?:font|Font)(?:Style)?\Z")
_UNQUOTED = re.compile(r'["<>&;{}\\]')
_LINES = ("text", "title", "subtitle")
_LONG = frozenset(("calculate", "filter", "expr", "test", "update", "url", "href"))
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def value_faults(spec: Spec) -> Iterator[Fault]:
    """Find values that Vega-Lite takes and nobody could draw, without the rows of data."""
    yield from _part(spec, ())
    yield from _generated(spec)
    yield from _currencies(spec)


def _part(value: Any, path: Path) -> Iterator[Fault]:
    if isinstance(value, dict):
        for key, inner in value.items():
            where = (*path, key)
            yield from _row(inner, where) if _holds_rows(key, inner) else _part(inner, where)
    elif isinstance(value, list):
        if _key(path) in _LINES and all(isinstance(each, str) for each in value):
            yield from _text("\n".join(value), path)
            return
        for index, inner in enumerate(value):
            yield from _part(inner, (*path, index))
    elif isinstance(value, str):
        yield from _text(value, path)
    elif is_number(value):
        yield from _number(value, path)


def _holds_rows(key: str, value: Any) -> bool:
    return key in _ROWS and isinstance(value, dict | list)


def _row(value: Any, path: Path) -> Iterator[Fault]:
    """Find numbers within data that no computer computes with; its texts are told by channel."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if not isinstance(inner, str):
                yield from _row(inner, (*path, key))
    elif isinstance(value, int | float):
        yield from _endless(value, path)


def _endless(value: float, path: Path) -> Iterator[Fault]:
    key = _key(path)
    if isinstance(value, int) and abs(value) >= 2**1023:
        yield Fault(f"{key} is too large a number", At(path))
    elif not math.isfinite(value):
        yield Fault(f"{key} cannot be {value}", At(path), "write null for a missing number")


def _text(value: str, path: Path) -> Iterator[Fault]:
    key = _key(path)
    if found := UNFIT.search(value):
        yield Fault(f"{key} holds a letter that nothing can show: {named(found[0])}", At(path))
    elif len(value) > MOST_LETTERS and key not in _LONG and not value.startswith("data:"):
        message = f"{key} has {len(value):,} letters, more than a chart can show"
        yield Fault(message, At(path), f"{MOST_LETTERS:,} are the most")
    elif _is_paint(path) and not is_color(value):
        hint = "such as steelblue, #4682b4 or var(--chart-2)"
        yield Fault(f'no colour "{shortened(value, 40)}"', At(path), hint)
    elif _FONT.match(key) and (found := _UNQUOTED.search(value)):
        hint = "families are written without quotation marks, or between '…'"
        yield Fault(f"{key} cannot have {found[0]} in it", At(path), hint)
    elif key == "shape" and any(abs(float(each)) > 1e6 for each in _NUMBER.findall(value)):
        yield Fault("shape leads out of every drawing", At(path), "a shape is about 2 wide")


def _is_paint(path: Path) -> bool:
    """Tell whether a text at a path is one colour."""
    key, around = path[-1], path[-3:-1]
    if "resolve" in path or "sort" in around:
        return False
    if key in (*PAINTS, "background") or (isinstance(key, str) and key.endswith("Color")):
        return path[-2:-1] != ("scale",)
    if key == "value":
        return any(each in PAINTS for each in around) and "encoding" in path
    return path[-3:-1] == ("scale", "range") and path[-4] in PAINTS


def _number(value: float, path: Path) -> Iterator[Fault]:
    key = _key(path)
    if endless := next(_endless(value, path), None):
        yield endless
    elif bounds := _bounds(key, path):
        low, high = bounds
        if not low <= value <= high:
            yield Fault(f"{key} cannot be {value:g}", At(path), f"from {low:,} to {high:,}")
        elif key == "columns" and value != int(value):
            yield Fault(f"columns cannot be {value:g}", At(path), "a whole number")


def _bounds(key: str, path: Path) -> tuple[int, int] | None:
    """Return the least and the most that a number may be."""
    if key in ("width", "height") or path[-2:] in (("width", "step"), ("height", "step")):
        return 0, MOST_SIDE
    if key == "columns":
        return 0, MOST_SIDE
    if key in ("tickCount", "maxbins"):
        return 0, MOST_TICKS
    if key.endswith(("fontSize", "FontSize")):
        return 0, MOST_FONT
    if _LENGTHS.match(key) or "padding" in path[-2:-1]:
        return -MOST_SIDE, MOST_SIDE
    return None


def _generated(spec: Any) -> Iterator[Fault]:
    """Find generators that would make more rows than can be drawn."""
    for path, node in mappings(spec, _ROWS):
        if path[-1:] in (("sequence",), ("keyvals",)):
            yield from _too_many(of_sequence(node), "rows", path)
        elif path[-1:] == ("graticule",):
            yield from _too_many(_of_graticule(node), "points", path)
        if isinstance(node.get("density"), str) and "steps" in node:
            yield from _too_many(_count(node["steps"]), "rows", (*path, "steps"))


def _too_many(count: float, what: str, path: Path) -> Iterator[Fault]:
    if count > MOST_ROWS:
        shown = f"{count:,.0f}" if math.isfinite(count) else "endless"
        hint = f"{MOST_ROWS:,} are the most"
        yield Fault(f"{path[-1]} makes {shown} {what}, too many to draw", At(path), hint)


def _count(value: Any) -> float:
    return float(value) if is_number(value) and abs(value) < 2**1000 else 0


def of_sequence(given: Mapping[str, Any]) -> float:
    """Return how many numbers a sequence has."""
    start, stop = (_count(given.get(key, 0)) for key in ("start", "stop"))
    step = _count(given.get("step", 1))
    if not step:
        return math.inf if "step" in given and given["step"] == 0 else 0
    return max((stop - start) / step, 0)


def _of_graticule(given: Node) -> float:
    steps = given.get("step") or given.get("stepMinor") or [10, 10]
    if not isinstance(steps, list) or len(steps) != 2:
        return 0
    across, down = (abs(_count(each)) for each in steps)
    precision = abs(_count(given.get("precision", 2.5)))
    if not (across and down and precision):
        return math.inf
    return 2 * 360 / across * 180 / precision + 180 / down * 360 / precision


def _currencies(spec: Spec) -> Iterator[Fault]:
    """Find a second currency: d3 writes one in all of a chart."""
    told = [(path, own) for path, form in forms_in(spec) if (own := currency_in(form))]
    for path, own in told[1:]:
        if own != told[0][1]:
            hint = "say it in the title, and write the number by a format such as ,.2f"
            yield Fault(f"a chart has one currency, and {told[0][1]} comes first", At(path), hint)


def _key(path: Path) -> str:
    return next((each for each in reversed(path) if isinstance(each, str)), "this")
