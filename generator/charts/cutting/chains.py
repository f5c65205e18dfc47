"""What of a Vega specification no reader changes: its signals, transforms and datasets."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.charts.fields import LITERAL, column_of
from generator.charts.spec import Data, Node, Transform, Vega, mappings, rows_in, texts_in, walk

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
_QUOTED = re.compile(LITERAL, re.DOTALL)
_WORD = re.compile(r"(\.\s*)?([A-Za-z_$][\w$]*)(\s*\()?(\s*:)?")
_ASKED = tuple((key,) for key in ("expr", "signal", "test", "update", "init"))
_MOVED = frozenset(("width", "height", "padding", "autosize", "background", "cursor"))
_REDUCING = frozenset(("aggregate", "filter", "density", "quantile", "regression", "loess"))
_DEFAULT_NAMES = {"stack": ("y0", "y1"), "bin": ("bin0", "bin1"), "fold": ("key", "value"),
                  "timeunit": ("unit0", "unit1"), "density": ("value", "density"),
                  "quantile": ("prob", "value"), "countpattern": ("text", "count")}  # fmt: skip
_VALID = rf"isValid\(datum\[(?:{LITERAL})\]\) && isFinite\(\+datum\[(?:{LITERAL})\]\)"
_ALL_VALID = re.compile(rf"{_VALID}(?: && {_VALID})*")


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


class Chain(Struct, frozen=True):
    """A dataset, and how many of its first transforms give the same whatever readers do."""

    data: Data
    fixed: int

    @property
    def computed(self) -> list[Transform]:
        """Return the transforms that can be computed ahead."""
        return list((self.data.get("transform") or ())[: self.fixed])

    @property
    def left(self) -> Node:
        """Return what remains of the dataset beside its name and its computed rows."""
        if not self.fixed:
            kept = ("source", "transform")
            return {key: part for key, part in self.data.items() if key in kept}
        rest = self.data["transform"][self.fixed :]
        return {"transform": rest} if rest else {}

    @property
    def reduces(self) -> bool:
        """Tell whether computing it ahead leaves fewer rows."""
        return any(each["type"] in _REDUCING and not keeps_all(each) for each in self.computed)

    @property
    def hides(self) -> bool:
        """Tell whether rows are taken out that readers shall not have either."""
        return any(each["type"] == "filter" and not keeps_all(each) for each in self.computed)

    @property
    def signals(self) -> Iterator[tuple[str, str]]:
        """Yield the signals that its computed transforms give, with the kind of transform."""
        for each in self.computed:
            if isinstance(each.get("signal"), str):
                yield each["signal"], each["type"]

    def column_names(self, chains: Mapping[str, "Chain"]) -> Iterator[str]:
        """Yield the names of all columns that its rows may have when it is computed."""
        source = chains.get(self.data.get("source", ""))
        if source:
            yield from source.column_names(chains)
        for keys in dict.fromkeys(map(tuple, rows_in(self.data.get("values")) or ())):
            yield from keys
        for transform in self.computed:
            yield from _names_of(transform)


def chains_of(vega: Vega, large: int) -> dict[str, Chain]:
    """Find the root datasets of more rows than ``large``, and those that come of them."""
    known = known_signals(vega)
    chains: dict[str, Chain] = {}
    whole: set[str] = set()
    for data in vega.get("data", ()):
        if not _is_given(data, whole):
            continue
        fixed = _fixed(data, known, whole)
        if fixed == len(data.get("transform") or ()):
            whole.add(data["name"])
        for signal, _ in Chain(data, fixed).signals:
            known = known.with_static(signal)
        rows = rows_in(data.get("values"))
        source = data.get("source")
        is_chained = isinstance(source, str) and source in chains
        if is_chained or (rows is not None and _is_large(rows, large)):
            chains[data["name"]] = Chain(data, fixed)
    return chains


def _is_given(data: Data, whole: set[str]) -> bool:
    if "on" in data:
        return False
    source = data.get("source")
    return rows_in(data.get("values")) is not None or (isinstance(source, str) and source in whole)


def _is_large(rows: list[Any], large: int) -> bool:
    return len(rows) > large and all(isinstance(row, dict) for row in rows)


def _fixed(data: Data, known: StaticSignals, whole: set[str]) -> int:
    count = 0
    for transform in data.get("transform") or ():
        if not is_static(transform, known, whole):
            break
        signal = transform.get("signal")
        known = known.with_static(signal) if isinstance(signal, str) else known
        count += 1
    return count


def keeps_all(transform: Transform) -> bool:
    """Tell whether this is the filter for valid numbers that Vega-Lite puts before most marks."""
    return bool(_ALL_VALID.fullmatch(str(transform.get("expr", ""))))


def _names_of(transform: Transform) -> Iterator[str]:
    stated = transform.get("as")
    yield from texts_in(stated)
    yield from _DEFAULT_NAMES.get(transform["type"], ())
    for key in ("fields", "groupby", "values", "key"):
        yield from map(column_of, texts_in(transform.get(key)))
    for op, field in zip(transform.get("ops") or (), transform.get("fields") or (), strict=False):
        yield f"{op}_{column_of(field)}" if isinstance(field, str) else str(op)
