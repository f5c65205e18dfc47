"""The datasets of a Vega specification that come of a large one, and what of them is fixed."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.charts.cutting.expressions import StaticSignals, is_static, known_signals
from generator.charts.spec import Data, Node, Transform, Vega, rows_in

_REDUCING = frozenset(("aggregate", "filter", "density", "quantile", "regression", "loess"))
_DEFAULT_NAMES = {"stack": ("y0", "y1"), "bin": ("bin0", "bin1"), "fold": ("key", "value"),
                  "timeunit": ("unit0", "unit1"), "density": ("value", "density"),
                  "quantile": ("prob", "value"), "countpattern": ("text", "count")}  # fmt: skip
_VALID = r'isValid\(datum\["[^"]+"\]\) && isFinite\(\+datum\["[^"]+"\]\)'
_ALL_VALID = re.compile(rf"{_VALID}(?: && {_VALID})*")


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
        if data.get("source") in chains or (rows is not None and _is_large(rows, large)):
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
    yield from _texts(stated)
    yield from _DEFAULT_NAMES.get(transform["type"], ())
    for key in ("fields", "groupby", "values", "key"):
        yield from _texts(transform.get(key))
    for op, field in zip(transform.get("ops") or (), transform.get("fields") or (), strict=False):
        yield f"{op}_{field}" if field else str(op)


def _texts(value: Any) -> Iterator[str]:
    yield from (each for each in (value if isinstance(value, list) else [value])
                if isinstance(each, str))  # fmt: skip
