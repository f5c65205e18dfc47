"""What is guessed of a short chart's columns: the types of what transforms make, and years."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from generator.charts.cutting.probe import Probe, ask
from generator.charts.schema import words
from generator.charts.short.channels import GUIDES
from generator.charts.short.parts import KnownColumns
from generator.charts.spec import Channel, Encoding, Records, Row, Spec, Vega
from generator.charts.units import made_columns
from generator.charts.vega.convert import compile_vega
from generator.data.dataset import ColumnType
from generator.data.kinds import plain_values
from generator.problems.fault import Fault

_TELLING = frozenset(("type", "aggregate", "bin", "timeUnit"))
"""Keys of a channel that tell its type."""
_MOST = 5_000
"""Rows that tell what a transform makes of a column."""


def with_made(
    known: KnownColumns, chart: Mapping[str, Any], rows: Mapping[str, Records], params: list[Any]
) -> KnownColumns:
    """Add the columns that transforms make and channels name without a type."""
    at_rest = [
        {"name": each["name"], "value": each["value"]}
        for each in params
        if isinstance(each, dict) and each.keys() >= {"name", "value"} and "select" not in each
    ]
    found: dict[str, ColumnType] = {}
    for view in _views(chart):
        names = tuple(wanted_of(view, known))
        source = view.get("data")
        own = rows[source].rows if isinstance(source, str) and source in rows else source
        if names and isinstance(own, list):
            spec = {"data": {"values": own[:_MOST]}, "transform": _steps(view), "params": at_rest}
            found |= _types(names, spec | {"mark": "point", "encoding": {}}, rows)
    return replace(known, types=dict(known.types) | found)


def _views(chart: Mapping[str, Any]) -> Iterator[Spec]:
    """Yield a chart's views, each with what stands around it."""
    around = {"data": chart.get("data")}
    first = _steps(chart)
    yield dict(chart)
    layers = chart.get("layer")
    for layer in layers if isinstance(layers, list) else ():
        if isinstance(layer, dict):
            own = first if "data" not in layer else []
            yield around | layer | {"transform": [*own, *_steps(layer)]}


def _steps(view: Mapping[str, Any]) -> list[Any]:
    steps = view.get("transform")
    return [step for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []


def wanted_of(view: Spec, known: KnownColumns) -> dict[str, str]:
    """Return the columns that transforms make and channels name without a type, and these."""
    made = {name for step in _steps(view) for name in made_columns(step)} - known.types.keys()
    found: dict[str, str] = {}
    for key in sorted(view.keys() & words("FacetedEncoding")):
        part = view[key]
        is_open = isinstance(part, dict) and not part.keys() & _TELLING
        name = part.get("field") if is_open else part
        found |= {name: key} if isinstance(name, str) and name in made else {}
    return found


def _types(
    names: tuple[str, ...], spec: Spec, rows: Mapping[str, Records]
) -> dict[str, ColumnType]:
    try:
        vega = compile_vega(spec | {"datasets": {name: each.rows for name, each in rows.items()}})
    except Fault:
        return {}  # what is wrong with it is told where the chart itself is compiled
    made = _asked(vega, names)
    values = {name: [row[name] for row in made if row.get(name) is not None] for name in names}
    return {name: plain_values(values[name]).type for name in names if values[name]}


def _asked(vega: Vega, names: tuple[str, ...]) -> list[Row]:
    last = vega["data"][-1]
    question = Probe(last["name"], len(last.get("transform") or ()), names)
    answer = ask(vega, (question,), (), {})
    return answer.rows[last["name"]] if answer else []


_BANDED = ("bar", "column", "rect", "heatmap", "boxplot", "tick", "errorbar")
"""Marks that stand on a band each, which a year is for them."""
_LONG = ("bar", "column", "boxplot", "errorbar", "area")
"""Marks whose length is a number: numbers beside names are no years, whatever they are called."""
_YEAR_FORMATS = ("", "d")


def with_years(
    mark: str, encoding: Encoding, stated: Mapping[str, Any], known: KnownColumns
) -> Any:
    """Write the years of a view's channels as years, and give them bands under some marks."""
    banded = _bands(mark, encoding, stated, known)
    return {
        name: _on_band(part) if name in banded else _as_year(name, encoding, stated, known)
        for name, part in encoding.items()
    }


def _bands(
    mark: str, encoding: Encoding, stated: Mapping[str, Any], known: KnownColumns
) -> tuple[str, ...]:
    """Return the axes that have a band for each year, one alone where the other is a length."""
    found = [
        name
        for name in ("x", "y")
        if mark in _BANDED
        and _is_year(name, encoding, stated, known)
        and not is_typed(stated.get(name), known)
        and not (mark in _LONG and _is_measure(name, encoding))
    ]
    found.sort(key=lambda name: encoding[name]["field"] not in known.years)
    return tuple(found[:1] if mark in _LONG else found)


def is_typed(stated: Any, known: KnownColumns) -> bool:
    """Tell whether an author says a channel's type."""
    word = stated.get("field", "") if isinstance(stated, dict) else stated
    return word not in known.types or (isinstance(stated, dict) and "type" in stated)


def _is_year(name: str, encoding: Encoding, stated: Mapping[str, Any], known: KnownColumns) -> bool:
    part = encoding.get(name)
    if not isinstance(part, dict) or {"aggregate", "bin", "timeUnit"} & part.keys():
        return False
    if part.get("type") != "quantitative" or _format(name, part) not in _YEAR_FORMATS:
        return False
    if part.get("field") in known.years:
        return True
    is_guess = name == "x" and not _is_measure(name, encoding)
    is_open = is_guess and not is_typed(stated.get(name), known)
    return is_open and part.get("field") in known.guessed_years


def _format(name: str, part: Channel) -> str:
    guide = part.get(GUIDES.get(name, ""))
    return str((guide or {}).get("format", part.get("format", "")))


def _is_measure(name: str, encoding: Encoding) -> bool:
    """Tell whether an axis is the one of numbers, since the other one has names or dates."""
    other = encoding.get("y" if name == "x" else "x")
    return isinstance(other, dict) and other.get("type") in ("nominal", "ordinal", "temporal")


def _as_year(name: str, encoding: Encoding, stated: Mapping[str, Any], known: KnownColumns) -> Any:
    part = encoding[name]
    guide = GUIDES.get(name, "")
    if not guide or not _is_year(name, encoding, stated, known) or part.get(guide, {}) is None:
        return part
    return part | {guide: {"format": "d"} | part.get(guide, {})}


def _on_band(part: Channel) -> Channel:
    """Return a channel as one of bands, on which a year is written as it is."""
    axis = part.get("axis")
    kept = {key: each for key, each in axis.items() if key != "format"} if axis else axis
    rest = {key: each for key, each in part.items() if key != "axis"}
    return rest | {"type": "ordinal"} | ({"axis": kept} if kept or "axis" in part else {})


def doubted_years(
    mark: str, encoding: Encoding, stated: Mapping[str, Any], known: KnownColumns
) -> Iterator[tuple[str, str]]:
    """Yield the axes, with their columns, that get bands for what may be no years."""
    for name in _bands(mark, encoding, stated, known):
        if (field := encoding[name]["field"]) in known.guessed_years:
            yield name, field
