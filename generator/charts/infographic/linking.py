"""Charts that filter one another: what is selected in one, as a param that all of them have."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.charts.fields import name_of, steps_of, value_at
from generator.charts.spec import Data, Encoding, Node, Row, Spec, rows_in, with_inner_views
from generator.charts.units import units
from generator.data.dataset import Dataset
from generator.data.table import columns_of
from generator.problems import suggestion
from generator.problems.fault import Fault, Spot

FADED, USUAL = 0.25, 0.7
_POINTS = ("point", "tick", "circle", "square")
_PLACES = ("x", "y")
_GROUPING = ("aggregate", "bin", "timeUnit")


def signal_of(column: str) -> str:
    """Return the name of the param that holds what is selected of a column."""
    return f"picked_{re.sub(r'[^A-Za-z0-9]', '_', column)}"


def linked(
    full: Spec, select: str, selected: tuple[str, ...], datasets: Mapping[str, Dataset]
) -> Spec:
    """Let a chart filter the others by a column, and be filtered by those of the others.

    ``full`` has its data inside, ``selected`` are the columns of the whole infographic.
    Params start with nothing selected, so that it draws as it is.
    """
    columns = [column for column in selected if column != select]
    made = _filtered(full, columns, datasets, full.get("datasets") or {})
    made = _faded(made, select, {}) if select else made
    # A signal that says where it listens is one that the build does not take for a constant.
    params = [{"name": signal_of(column), "value": [], "on": []} for column in selected]
    return made | {"params": [*params, *made.get("params", [])]}


def check_selected(full: Spec, select: str, spot: Spot) -> None:
    """Refuse a column that a chart selects by and does not draw. Raises Fault."""
    fields = set(_plain_fields(full))
    if select not in fields:
        hint = suggestion(select, fields, f"it draws {', '.join(sorted(fields))}" if fields else "")
        raise Fault(f'this chart draws no column "{select}" as it is', spot, hint)


def _plain_fields(full: Spec) -> Iterator[str]:
    for unit in units(full):
        yield from _fields(unit.encoding)


def _fields(encoding: Encoding) -> Iterator[str]:
    """Yield the columns that each mark still has: none that is counted or put into bins."""
    for channel in encoding.values():
        for part in channel if isinstance(channel, list) else [channel]:
            is_plain = isinstance(part, dict) and not any(part.get(key) for key in _GROUPING)
            if is_plain and isinstance(part.get("field"), str):
                yield name_of(part["field"])


def _filtered(view: Spec, columns: list[str], datasets: Mapping[str, Dataset], named: Node) -> Spec:
    """Put the filters before all that is made of each data source that has these columns."""
    made = dict(view)
    if isinstance(view.get("data"), dict):
        rows = _rows(view["data"], named)
        own = _columns(view["data"], datasets, rows)
        made = _held(made, rows) if columns else made
        steps = [{"filter": _is_picked(column)} for column in columns if column in own]
        if steps:
            made["transform"] = [*steps, *view.get("transform", [])]
    return with_inner_views(made, lambda each: _filtered(each, columns, datasets, named))


def _rows(data: Data, named: Node) -> list[Row]:
    rows = rows_in(data.get("values", named.get(str(data.get("name"))))) or []
    return rows if all(isinstance(row, dict) for row in rows) else []


def _columns(data: Data, datasets: Mapping[str, Dataset], rows: list[Row]) -> frozenset[str]:
    name = str(data.get("name"))
    columns = datasets[name].columns if name in datasets else columns_of(rows)
    return frozenset(column.name for column in columns)


def _held(view: Spec, rows: list[Row]) -> Spec:
    """Keep the names along an axis where they are, also those of which no row is left."""
    encoding = view.get("encoding") or {}
    held = {name: _channel(part, rows) for name, part in encoding.items() if name in _PLACES}
    made = view | ({"encoding": encoding | held} if held else {})
    if isinstance(view.get("layer"), list):
        made["layer"] = [each if "data" in each else _held(each, rows) for each in view["layer"]]
    return made


def _channel(channel: Any, rows: list[Row]) -> Any:
    is_open = isinstance(channel, dict) and not {"sort", "bin", "timeUnit"} & channel.keys()
    if not is_open or channel.get("type") not in ("nominal", "ordinal"):
        return channel
    values = {value_at(row, steps_of(str(channel.get("field")))) for row in rows}
    names = [value for value in values if isinstance(value, str)]
    scale = channel.get("scale") or {}
    if "domain" in scale or len(names) < len(values):
        return channel
    return channel | {"scale": scale | {"domain": sorted(names, key=_units)}}


def _units(text: str) -> bytes:
    """Return what a browser sorts a text by."""
    return text.encode("utf-16-be", "surrogatepass")


def _is_picked(column: str) -> str:
    signal, field = signal_of(column), f"datum[{json.dumps(column)}]"
    return f"length({signal}) === 0 || indexof({signal}, {field}) >= 0"


def _faded(view: Spec, select: str, around: Encoding) -> Spec:
    """Let marks fade that are not selected, where their author says nothing of opacity."""
    own = view.get("encoding") or {}
    encoding = around | own
    made = with_inner_views(view, lambda each: _faded(each, select, encoding))
    if "mark" not in view or "opacity" in encoding or select not in _fields(encoding):
        return made
    whole = _opacity(view["mark"])
    condition = {"test": _is_picked(select), "value": whole}
    return made | {"encoding": own | {"opacity": {"condition": condition, "value": FADED * whole}}}


def _opacity(mark: Any) -> float:
    """Return what a mark has without a channel for it: Vega-Lite draws points half through."""
    told = mark if isinstance(mark, dict) else {"type": mark}
    usual = USUAL if told.get("type") in _POINTS else 1.0
    stated = told.get("opacity", usual)
    return float(stated) if isinstance(stated, int | float) else usual
