"""The types of the columns that a short chart's transforms make: Vega is asked for their values."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from generator.charts.cutting.probe import Probe, ask
from generator.charts.short.parts import KnownColumns
from generator.charts.spec import Records, Row, Spec, Vega
from generator.charts.units import made_columns
from generator.charts.vega.convert import compile_vega
from generator.charts.vocabulary import words
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
