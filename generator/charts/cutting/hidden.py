"""Rows that a chart takes out whatever its readers do: these are not published with it."""

from collections.abc import Callable, Iterator

import msgspec

from generator.charts.cutting.ahead import LARGE, is_told
from generator.charts.cutting.chains import StaticSignals, is_static, keeps_all, known_signals
from generator.charts.cutting.probe import Probe, ask
from generator.charts.rows import text_of
from generator.charts.spec import Data, Node, Records, Spec, Vega, mappings, rewrite, rows_in
from generator.charts.vega.convert import compile_vega
from generator.charts.vega.utc import in_utc
from generator.problems.fault import Path

_OF_ONE_ROW = frozenset(("filter", "formula", "timeunit"))
"""What looks at one row alone, so that others may be gone before."""
_NUMBER = "\2"
"""A column that no author can have."""


def without_hidden(spec: Spec) -> Spec:
    """Return a specification without the rows that its own filters take out for good.

    It has its data inside. What any view shows stays. Raises Fault.
    """
    steps = (node for path, node in mappings(spec) if path[-2:-1] == ("transform",))
    if not any("filter" in step for step in steps):
        return spec
    starts: dict[int, int] = {}
    held: list[Records] = []  # so that no other rows get their identity
    count = 0

    def numbered(rows: Records) -> Records:
        nonlocal count
        if id(rows) not in starts:
            starts[id(rows)], count = count, count + len(rows.rows)
            held.append(rows)
        return Records([row | {_NUMBER: n} for n, row in enumerate(rows.rows, starts[id(rows)])])

    vega = in_utc(compile_vega(_with_each_rows(spec, numbered)))
    hidden = frozenset(_hidden(vega))

    def shown(rows: Records) -> Records:
        kept = [row for n, row in enumerate(rows.rows, starts[id(rows)]) if n not in hidden]
        return rows if len(kept) == len(rows.rows) else Records(kept)

    return _with_each_rows(spec, shown) if hidden else spec


def is_large(spec: Spec) -> bool:
    """Tell whether a specification has rows of which the rest is computed ahead."""
    held = [
        *(spec.get("datasets") or {}).values(),
        *(node.get("values") for _, node in mappings(spec)),
    ]
    return any(len(rows_in(each) or ()) > LARGE for each in held)


def _with_each_rows(spec: Spec, change: Callable[[Records], Records]) -> Spec:
    def changed(node: Node, path: Path) -> Node:
        made = {key: each(part) for key, part in node.items() if key == "values"}
        named = {} if path or "datasets" not in node else node["datasets"]
        inner = {"datasets": {name: each(part) for name, part in named.items()}} if named else {}
        return node | made | inner

    def each(part: object) -> object:
        rows = rows_in(part) if isinstance(part, Records) else None
        is_table = rows is not None and all(isinstance(row, dict) for row in rows)
        return change(part) if isinstance(part, Records) and is_table else part

    return rewrite(spec, changed)


def _hidden(vega: Vega) -> set[int]:
    """Tell the numbers of the rows that no view is left with."""
    known = known_signals(vega)
    asked: list[Probe] = []
    every: set[int] = set()
    shown: set[int] = set()
    for data in vega["data"]:
        rows = rows_in(data.get("values")) or ()
        numbers = {row[_NUMBER] for row in rows if type(row) is dict and _NUMBER in row}
        probes = [Probe(name, n, (_NUMBER,)) for name, n in _filtered(vega, data, known)]
        if all(probe.count for probe in probes):
            asked += probes if numbers else ()
        else:
            shown |= numbers
        every |= numbers
    answer = ask(vega, tuple(asked), (), {}) if asked else None
    if answer is None:
        return set()
    return every - shown - {row[_NUMBER] for rows in answer.rows.values() for row in rows}


def _filtered(vega: Vega, data: Data, known: StaticSignals) -> Iterator[tuple[str, int]]:
    """Yield the datasets that rows are read in, and how many steps end with a fixed filter."""
    if data.get("transform") or "on" in data:
        yield data["name"], _fixed(data, known)
        return
    heirs = [each for each in vega["data"] if each.get("source") == data["name"]]
    others = [each for each in vega["data"] if each is not data and each not in heirs]
    rest = vega.copy()
    rest["data"] = others
    steps = [each.get("transform") for each in heirs]
    if is_told(data["name"], text_of(rest) + msgspec.json.encode(steps).decode()):
        yield data["name"], 0
    yield from ((each["name"], _fixed(each, known)) for each in heirs)


def _fixed(data: Data, known: StaticSignals) -> int:
    count = 0
    for number, step in enumerate(data.get("transform") or (), 1):
        if step["type"] not in _OF_ONE_ROW or "signal" in step or not is_static(step, known, set()):
            break
        count = number if step["type"] == "filter" and not keeps_all(step) else count
    return count
