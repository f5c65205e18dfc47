"""The rows that a chart draws, after all that the chart itself does to its data."""

from generator.charts.cutting.probe import Probe, ask
from generator.charts.fields import column_of as column_in
from generator.charts.fields import steps_of
from generator.charts.spec import Data, Row, Vega, mappings, rows_in
from generator.charts.units import Unit

_MOST = 20_000


def drawn_rows(vega: Vega, unit: Unit, channels: dict[str, str]) -> list[Row]:
    """Return what a view draws, each row by channel; none where it cannot be told.

    ``channels`` are the columns of the compiled specification by channel.
    """
    if _count(vega) > _MOST or not channels:
        return []
    columns = tuple(dict.fromkeys(channels.values()))
    sources = _sources(vega)
    every = [_rows(vega, data, columns) for data in vega["data"] if data["name"] in sources]
    found = [rows for rows in every if rows]
    if not found or any(rows != found[0] for rows in found):
        return []
    return [{name: row[column] for name, column in channels.items()} for row in found[0]]


def _rows(vega: Vega, data: Data, columns: tuple[str, ...]) -> list[Row]:
    """Return a dataset's rows, none where it lacks one of the columns."""
    question = Probe(data["name"], len(data.get("transform") or ()), columns)
    answer = ask(vega, (question,), (), {})
    rows = answer.rows[data["name"]] if answer else []
    return rows if rows and set(columns) <= rows[0].keys() else []


def column_of(unit: Unit, channel: str) -> str:
    """Return the compiled specification's name for what a channel shows, empty where unknown."""
    part, field = unit.channel(channel), unit.field(channel)
    if part.get("bin") or (field and len(steps_of(part["field"])) != 1):
        return ""
    aggregate, time_unit = part.get("aggregate"), part.get("timeUnit")
    if aggregate == "count":
        return "__count"
    if not field or isinstance(aggregate, dict) or isinstance(time_unit, dict):
        return ""
    if aggregate:
        return f"{aggregate}_{field}"
    return f"{time_unit}_{field}" if time_unit else field


def bin_of(vega: Vega, field: str) -> str:
    """Return the column that holds where each bin of a column begins."""
    shown = (node.get("field") for _, node in mappings([vega.get("marks"), vega.get("scales")]))
    names = (column_in(field) for field in shown if isinstance(field, str))
    every = (name for name in names if name.startswith("bin_") and name.endswith(f"_{field}"))
    return next(every, "")


def _count(vega: Vega) -> int:
    return max((len(rows_in(data.get("values")) or ()) for data in vega.get("data", ())), default=0)


def _sources(vega: Vega) -> frozenset[str]:
    """Return the names of the data that marks are drawn from, each for itself or in groups."""
    return frozenset(
        node["data"]
        for path, node in mappings(vega.get("marks"))
        if path[-1:] in (("from",), ("facet",)) and node.get("data")
    )
