"""Asking Vega for the rows of a specification's datasets, and for its signals."""

import json
from typing import Any

import msgspec
from msgspec import Struct

from generator.charts.cutting.chains import known_signals
from generator.charts.rows import plain, text_of
from generator.charts.spec import Data, Mark, Node, Row, Vega
from generator.charts.vega.convert import listening
from generator.charts.vega.renderer import renderer

# A date is told in milliseconds, as Vega's own reader of dates has it. Fractions are told as
# text, since vl-convert may read their last digit amiss. A list of nothing stands for what JSON
# cannot hold: with one of these a dataset is left as it was.
_CELL = (
    "isDate(datum[{0}]) ? (isFinite(+datum[{0}]) ? +datum[{0}] : [])"
    " : isNumber(datum[{0}]) && datum[{0}] % 1 ? (isFinite(datum[{0}]) ? [''+datum[{0}]] : [])"
    " : isObject(datum[{0}]) || (isNumber(datum[{0}]) && !isFinite(datum[{0}])) ? []"
    " : datum[{0}]"
)
_SIGNAL = {
    "bin": "[''+{0}.start, ''+{0}.stop, ''+{0}.step]",
    "extent": "[''+{0}[0], ''+{0}[1]]",
}


class Probe(Struct, frozen=True):
    """Columns of one dataset, after its first ``count`` transforms."""

    dataset: str
    count: int
    columns: tuple[str, ...]


class Probed(Struct, frozen=True):
    """The rows of each dataset, and the values of signals."""

    rows: dict[str, list[Row]]
    signals: Node


Memory = dict[str, Probed | None]
"""Answers by what was asked, for other drawings of the same rows."""


def ask(
    vega: Vega,
    questions: tuple[Probe, ...],
    signals: tuple[tuple[str, str], ...],
    memory: Memory,
) -> Probed | None:
    """Let Vega compute rows and signals; None where JSON cannot hold them.

    ``signals`` pair a name with the kind of transform that gives it.
    """
    probe = _probe(vega, questions, signals)
    key = text_of(probe)
    if key not in memory:
        memory[key] = _answer(_run(probe), questions, signals)
    return memory[key]


def _probe(vega: Vega, questions: tuple[Probe, ...], signals: tuple[tuple[str, str], ...]) -> Vega:
    counts = {question.dataset: question.count for question in questions}
    static = known_signals(vega).static
    marks = [_mark(question.dataset, [_cell(name) for name in question.columns])
             for question in questions]  # fmt: skip
    told = [_SIGNAL[kind].format(name) for name, kind in signals]
    locale = (vega.get("config") or {}).get("locale")
    return {
        **({"config": {"locale": locale}} if locale else {}),
        "data": [_until(data, counts) for data in _needed(vega, counts)],
        "signals": [each for each in vega.get("signals", ()) if each["name"] in static],
        "marks": [*marks, _mark("", told)],
    }


def _mark(dataset: str, cells: list[str]) -> Mark:
    told = {"description": {"signal": f"[{', '.join(cells)}]"}}
    return {"type": "symbol", "encode": {"enter": told}} | (
        {"from": {"data": dataset}} if dataset else {}
    )


def _cell(name: str) -> str:
    return _CELL.format(json.dumps(name))


def _needed(vega: Vega, counts: dict[str, int]) -> list[Data]:
    """Return the datasets that the asked ones come of."""
    needed = set(counts)
    for data in reversed(vega["data"]):
        if data["name"] not in needed:
            continue
        needed |= {data["source"]} if isinstance(data.get("source"), str) else set()
        needed |= {str(each["from"]) for each in data.get("transform", ()) if "from" in each}
    return [data for data in vega["data"] if data["name"] in needed]


def _until(data: Data, counts: dict[str, int]) -> Data:
    if data["name"] not in counts or "transform" not in data:
        return data
    return data | {"transform": data["transform"][: counts[data["name"]]]}


def _run(probe: Vega) -> list[list[list[Any]]]:
    asked = msgspec.json.encode(probe, enc_hook=plain).decode()
    try:
        # What Vega says of it, it says again where the chart itself is drawn.
        with listening():
            drawn = renderer().vega_to_scenegraph(asked, allowed_base_urls=[])
    except ValueError:
        return []
    groups = drawn["scenegraph"]["items"][0]["items"]
    return [[each.get("description", []) for each in group["items"]] for group in groups]


def _answer(
    told: list[list[list[Any]]],
    questions: tuple[Probe, ...],
    signals: tuple[tuple[str, str], ...],
) -> Probed | None:
    if len(told) != len(questions) + 1:
        return None
    rows = {}
    for question, cells in zip(questions, told, strict=False):
        if any(value == [] for row in cells for value in row):
            return None
        rows[question.dataset] = _rows(question.columns, cells)
    values = [[_number(text) for text in value] for value in (told[-1] or [[]])[0]]
    if not all(isinstance(number, int | float) for value in values for number in value):
        return None
    return Probed(rows, dict(map(_signal, signals, values)))


def _rows(columns: tuple[str, ...], cells: list[list[Any]]) -> list[Row]:
    # A column that is nowhere filled is one that the dataset does not have.
    filled = [any(row[at] is not None for row in cells) for at in range(len(columns))]
    names = [(at, name) for at, name in enumerate(columns) if filled[at]]
    return [{name: _value(row[at]) for at, name in names} for row in cells]


def _value(cell: Any) -> Any:
    return _number(cell[0]) if isinstance(cell, list) else cell


def _number(text: str) -> Any:
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _signal(signal: tuple[str, str], value: Any) -> tuple[str, Any]:
    name, kind = signal
    return name, dict(zip(("start", "stop", "step"), value)) if kind == "bin" else value
