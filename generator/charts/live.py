"""What makes a figure live: specifications, the rows that they share, what they need to run."""

from math import isclose
from typing import Any

import msgspec
from msgspec import Struct

from generator.charts.compile import parts_of
from generator.charts.plot import Plot
from generator.charts.shared import SharedRows
from generator.charts.spec import Data, Vega
from generator.engine import Blob, keep

LEAST = 2_048
"""Bytes of rows below which a file of their own does not pay."""


class Live(Struct, frozen=True):
    """The specifications of the wide and of the narrow drawing."""

    spec: Blob | None = None
    narrow: Blob | None = None
    parts: tuple[str, ...] = ()
    shared: tuple[tuple[str, Blob], ...] = ()


def live_specs(
    wide: Plot, narrow: Plot | None, shared: SharedRows
) -> tuple[Live, tuple[bytes, ...]]:
    """Write out the specifications, with the bytes of their Blobs.

    Rows that are shared are only named in them.
    """
    found: dict[str, bytes] = {}
    drawn = [wide, *([narrow] if narrow else [])]
    kept = [keep(msgspec.json.encode(_with_shared(each.vega, shared, found))) for each in drawn]
    parts = tuple(sorted({part for each in drawn for part in parts_of(each.vega)}))
    blobs = [blob for blob, _ in kept]
    files = tuple((name, keep(raw)[0]) for name, raw in found.items())
    made = Live(blobs[0], blobs[1] if narrow else None, parts, files)
    return made, (*(raw for _, raw in kept), *found.values())


def _with_shared(vega: Vega, shared: SharedRows, found: dict[str, bytes]) -> Vega:
    data = [_named(each, shared, found) for each in vega.get("data", ())]
    return vega | {"data": data} if data else vega


def _named(data: Data, shared: SharedRows, found: dict[str, bytes]) -> Data:
    """Return data with the address of its rows in their stead, where that saves bytes."""
    name, rows = str(data.get("name")), data.get("values")
    if name not in shared.rows or not isinstance(rows, list):
        return data
    whole = shared.rows[name]
    own = len(msgspec.json.encode(rows))
    if own < LEAST or 2 * own < len(whole) or not _are_the_same(rows, msgspec.json.decode(whole)):
        return data
    found[name] = whole
    rest = {key: part for key, part in data.items() if key != "values"}
    return rest | {"url": f"{keep(whole)[0].digest}.json"}


def _are_the_same(rows: list[Any], whole: list[Any]) -> bool:
    """Tell whether rows are those of the dataset, but for columns and digits that nobody sees."""
    return len(rows) == len(whole) and all(
        _is_close(cell, full.get(name))
        for row, full in zip(rows, whole, strict=True)
        for name, cell in row.items()
    )


def _is_close(cell: Any, full: Any) -> bool:
    if isinstance(cell, float) and isinstance(full, int | float):
        return isclose(cell, full, rel_tol=1e-6, abs_tol=1e-12)
    return bool(cell == full)
