"""What makes a figure live: specifications, the rows that they share, what they need to run."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from generator.charts.bundle.cuts import called_for
from generator.charts.plot import Plot
from generator.charts.rows import Records, SharedRows, only_named, plain, text_of, with_each_data
from generator.charts.spec import Data, Vega, mappings
from generator.engine import Blob, keep

LEAST = 2_048
"""Bytes of rows below which a file of their own does not pay."""


class LiveSpecs(Struct, frozen=True):
    """The specifications of the wide and of the narrow drawing."""

    spec: Blob | None = None
    narrow: Blob | None = None
    parts: tuple[str, ...] = ()
    shared: tuple[tuple[str, Blob], ...] = ()


def live_specs(
    wide: Plot, narrow: Plot | None, shared: SharedRows
) -> tuple[LiveSpecs, tuple[bytes, ...]]:
    """Write out the specifications, with the bytes of their Blobs.

    Rows that are shared are only named in them.
    """
    found: dict[str, bytes] = {}
    drawn = [wide, *([narrow] if narrow else [])]
    kept = [keep(_written(each.vega, shared, found)) for each in drawn]
    parts = tuple(sorted({part for each in drawn for part in parts_of(each.vega)}))
    blobs = [blob for blob, _ in kept]
    files = tuple((name, keep(raw)[0]) for name, raw in found.items())
    made = LiveSpecs(blobs[0], blobs[1] if narrow else None, parts, files)
    return made, (*(raw for _, raw in kept), *found.values())


def _written(vega: Vega, shared: SharedRows, found: dict[str, bytes]) -> bytes:
    named = with_each_data(vega, lambda data: _named(data, shared, found))
    return msgspec.json.encode(named, enc_hook=plain)


def _named(data: Data, shared: SharedRows, found: dict[str, bytes]) -> Data:
    """Return data with the address of its rows in their stead, where that saves bytes."""
    name, rows = str(data.get("name")), data.get("values")
    if not isinstance(rows, Records) or not shared.holds(name, rows):
        return data
    own = len(msgspec.json.encode(rows.rows))
    if own < LEAST:
        return data
    whole = found.get(name) or shared.encoded(name)
    if 2 * own < len(whole):
        return data
    found[name] = whole
    return only_named(data) | {"url": f"{keep(whole)[0].digest}.json"}


def parts_of(vega: Vega) -> tuple[str, ...]:
    """Return what of Vega a specification needs: transforms, rare functions, colour schemes."""
    return tuple(sorted({*_parts(vega), *called_for(vega, text_of(vega))}))


def _parts(vega: Vega) -> Iterator[str]:
    for _, node in mappings(vega):
        steps = node.get("transform")
        for one in steps if isinstance(steps, list) else ():
            if isinstance(one, dict) and "type" in one:
                yield str(one["type"])
        if "projections" in node:
            yield "projection"
