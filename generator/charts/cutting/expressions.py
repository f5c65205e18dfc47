"""What of a Vega specification can be told when the site is built: no reader moves it."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from generator.charts.spec import Node, Transform, Vega, mappings, walk

_TRANSFORMS = frozenset(
    ("aggregate", "bin", "collect", "countpattern", "density", "extent", "filter", "flatten",
     "fold", "formula", "impute", "joinaggregate", "loess", "lookup", "project", "quantile",
     "regression", "stack", "timeunit", "window")
)  # fmt: skip
"""Their result follows from their rows alone, and the names of their columns are known."""
_CONSTANTS = frozenset(
    ("datum", "true", "false", "null", "undefined", "NaN", "Infinity", "PI", "E", "LN2", "LN10",
     "LOG2E", "LOG10E", "SQRT2", "SQRT1_2", "MIN_VALUE", "MAX_VALUE")
)  # fmt: skip
_FUNCTIONS = frozenset(
    """
    isArray isBoolean isDate isDefined isNumber isObject isRegExp isString isValid
    toBoolean toDate toNumber toString abs acos asin atan atan2 ceil cos exp floor hypot log max
    min pow round sin sqrt tan clamp if isNaN isFinite parseFloat parseInt length indexof
    lastindexof inrange slice join reverse sort span split replace substring trim upper lower pad
    truncate btoa atob format utcFormat utcParse timeUnitSpecifier utc utcdate utcday
    utcdayofyear utcfullyear utchours utcmilliseconds utcminutes utcmonth utcquarter utcseconds
    utcweek utcyear utcOffset utcSequence utctime time datetime sequence extent regexp test merge
    lerp peek pluck rgb hsl lab hcl luminance contrast monthFormat monthAbbrevFormat dayFormat
    dayAbbrevFormat quarter
    """.split()
)
_QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
_WORD = re.compile(r"(\.\s*)?([A-Za-z_$][\w$]*)(\s*\()?(\s*:)?")
_ASKED = tuple((key,) for key in ("expr", "signal", "test", "update", "init"))
_MOVED = frozenset(("width", "height", "padding", "autosize", "background", "cursor"))


class StaticSignals(Struct, frozen=True):
    """The names of the signals that hold one value for good."""

    static: frozenset[str]

    def with_static(self, name: str) -> "StaticSignals":
        """Return these names and one more."""
        return StaticSignals(self.static | {name})


def known_signals(vega: Vega) -> StaticSignals:
    """Find the root signals that nothing moves: no event, no slider, no view within."""
    pushed = {signal["name"] for signal in _inner_signals(vega) if signal.get("push") == "outer"}
    known = StaticSignals(frozenset())
    for signal in vega.get("signals", ()):
        moves = "on" in signal or "bind" in signal or signal["name"] in pushed | _MOVED
        told = (signal[key] for key in ("init", "update") if key in signal)
        if not moves and all(_is_plain(text, known) for text in told):
            known = known.with_static(signal["name"])
    return known


def _inner_signals(vega: Vega) -> Iterator[Node]:
    for path, node in mappings(vega.get("marks")):
        if path[-2:-1] == ("signals",):
            yield node


def is_static(transform: Transform, known: StaticSignals, whole: set[str]) -> bool:
    """Tell whether a transform gives the same rows whatever readers do.

    ``whole`` are the datasets of which the same is known.
    """
    if transform.get("type") not in _TRANSFORMS:
        return False
    if transform["type"] == "lookup" and not (
        transform.get("from") in whole and "values" in transform
    ):
        return False
    return all(_is_plain(text, known) for text in _expressions(transform))


def _expressions(transform: Transform) -> Iterator[str]:
    for path, part in walk(transform, frozenset()):
        # A transform's own "signal" is the name it gives, not one that it asks for.
        if path[-1:] in _ASKED and path != ("signal",) and isinstance(part, str):
            yield part


def _is_plain(expression: Any, known: StaticSignals) -> bool:
    """Tell whether an expression asks only for its row and for what nobody moves."""
    if not isinstance(expression, str):
        return False
    for match in _WORD.finditer(_QUOTED.sub("''", expression)):
        member, word, call, key = match.groups()
        if member or key:
            continue
        if call and word not in _FUNCTIONS:
            return False
        if not call and word not in _CONSTANTS and word not in known.static:
            return False
    return True
