"""What is wrong with a drawing, and which part of the specification Vega stumbled over."""

import math
import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from generator.charts.authored import Authored
from generator.charts.pictures.bounds import MOST_AREA
from generator.charts.pictures.svg import has_marks
from generator.charts.plot import Plot
from generator.charts.spec import EXPRESSIONS, HOLD_ROWS, walk
from generator.charts.vega.convert import listening
from generator.charts.vega.renderer import renderer
from generator.problems.fault import Fault, Path

_SIZES = ("width", "height", "step", "padding", "spacing", "columns")


def refuse(drawn: Plot, authored: Authored) -> None:
    """Let only drawings pass that show something, in a box that can be drawn. Raises Fault."""
    width, height = (_side(drawn.root.get(name, "0")) for name in ("width", "height"))
    if not 0 < width * height <= MOST_AREA:
        path = max(_sizes(authored.spec), key=itemgetter(0), default=(0, ()))[1]
        hint = f"{MOST_AREA:,} pixels are the most, and none the least"
        message = f"this chart would be {width:,.0f} by {height:,.0f} pixels"
        raise Fault(message, authored.spot(path) if path else (0, 0), hint)
    if not has_marks(drawn.root):
        message = "nothing to draw: no row is left for this chart"
        hint = "is a filter too strict, or a column empty?"
        raise Fault(message, authored.spot(("data",)), hint)


def _side(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0
    return number if math.isfinite(number) else 0


def _sizes(spec: Any) -> Iterator[tuple[float, Path]]:
    """Find the numbers that make a drawing large."""
    for path, part in walk(spec):
        if path and path[-1] in _SIZES and isinstance(part, int | float):
            yield part, path


_UNSAID = HOLD_ROWS | {"config"}
_NAMED = re.compile(r"[\"'](.+?)[\"']|: ([^\s\"']+)\Z")


def blamed(fault: Fault, authored: Authored) -> Fault:
    """Return a fault of a whole chart as one of an expression of it, or of a word that it names."""
    if fault.spot[0] > 0:
        return fault
    texts = [(path, part) for path, part in walk(authored.spec, _UNSAID) if isinstance(part, str)]
    path = next(_broken(texts), None) or next(_named(fault.message, texts), None)
    return fault.moved(authored.spot(path)) if path else fault


def _broken(texts: list[tuple[Path, str]]) -> Iterator[Path]:
    """Let Vega read each expression by itself: only where a chart could not be made."""
    for path, text in texts:
        if path[-1] not in EXPRESSIONS:
            continue
        step = {"type": "formula", "expr": text, "as": "read"}
        rows = {"name": "none", "values": [], "transform": [step]}
        try:
            with listening():
                renderer().vega_to_svg({"data": [rows]}, allowed_base_urls=[])
        except ValueError as error:
            if "Unrecognized signal" not in str(error):
                yield path


def _named(message: str, texts: list[tuple[Path, str]]) -> Iterator[Path]:
    for match in _NAMED.finditer(message):
        word = re.compile(rf"(?<!\w){re.escape(match[1] or match[2])}(?!\w)")
        yield from (path for path, text in texts if word.search(text))
