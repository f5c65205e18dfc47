"""What panels and the order of names ask of all rows, asked where it can be computed ahead.

Vega-Lite sums up within each panel of a facet, and sorts a scale's names by rows of their own.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.charts.fields import column_of, field_of
from generator.charts.spec import Data, Mark, Node, Transform, Vega, rewrite
from generator.problems.fault import Path

_PART = "part of panel"
_BEFORE = frozenset(("formula", "timeunit", "bin", "joinaggregate"))
"""What keeps every row, so that no panel is lost."""


def hoisted(vega: Vega) -> Vega:
    """Return a specification whose panels and scales are given what they ask for summed up."""
    names = {data["name"] for data in vega.get("data", ())}
    more: list[Data] = []
    marks = [_with_panel(mark, names, more) for mark in vega.get("marks", ())]
    scales = [_with_order(scale, names, more) for scale in vega.get("scales", ())]
    if not more:
        return vega
    made = vega.copy()
    made["data"] = [*vega["data"], *more]
    made["marks"], made["scales"] = marks, scales
    return made


def _with_order(scale: Node, names: set[str], more: list[Data]) -> Node:
    """Sort a scale's names by a table of their own: each name once, with what it is sorted by."""
    domain = scale.get("domain")
    if not isinstance(domain, dict):
        return scale
    order = domain.get("sort")
    if not isinstance(order, dict) or order.get("op") in (None, "count"):
        return scale
    source, field, by = domain.get("data"), domain.get("field"), order.get("field")
    if source not in names or not isinstance(field, str) or not isinstance(by, str):
        return scale
    step = {"type": "aggregate", "groupby": [field], "ops": [order["op"]], "fields": [by],
            "as": [column_of(by)]}  # fmt: skip
    own = f"{scale['name']}_order"
    if column_of(by) == column_of(field) or own in names:
        return scale
    more.append({"name": own, "source": source, "transform": [step]})
    return scale | {"domain": domain | {"data": own}}


def _with_panel(mark: Mark, names: set[str], more: list[Data]) -> Mark:
    """Give a group's panels rows that are summed up for all of them at once."""
    facet = (mark.get("from") or {}).get("facet")
    if not isinstance(facet, dict) or facet.get("data") not in names or "groupby" not in facet:
        return mark
    mark = _merged(mark, facet["name"])
    parts = [data for data in mark.get("data", ()) if data.get("source") == facet["name"]]
    counts = [_summing(data.get("transform", [])) for data in parts]
    if not parts or not all(counts) or _is_asked(facet["name"], mark, len(parts)):
        return mark
    own = f"{mark['name']}_rows"
    names_of_parts = [f"{own}_{number}" for number in range(len(parts))]
    if names & {own, *names_of_parts}:
        return mark
    order, kept = _sorted(facet)
    for number, (name, data, count) in enumerate(zip(names_of_parts, parts, counts, strict=True)):
        steps = [_grouped(step, kept) for step in data["transform"][:count]]
        tag = {"type": "formula", "expr": str(number), "as": _PART}
        more.append({"name": name, "source": facet["data"], "transform": [*order, *steps, tag]})
    more.append({"name": own, "source": names_of_parts})  # type: ignore[typeddict-item]
    made = mark | {"data": list(_left(mark, parts, counts))}
    words = {data["name"]: f"{own}_part_{at}" for at, data in enumerate(mark["data"])}
    renamed = {key: _renamed(part, words) for key, part in made.items() if key != "from"}
    return renamed | {"from": {"facet": _told(facet, own)}}


def _renamed(group: Any, words: Mapping[str, str]) -> Any:
    """Call a group's data by names that no other data has: rows are kept where a name is told."""
    literal = re.compile("|".join(re.escape(f"'{word}'") for word in words))

    def change(node: Node, path: Path) -> Node:
        is_data = path[-2:-1] == ("data",) or len(path) == 1
        return {key: _told_anew(key, part, is_data=is_data) for key, part in node.items()}

    def _told_anew(key: str, part: Any, *, is_data: bool) -> Any:
        if not isinstance(part, str):
            return part
        if key in ("data", "source") or (key == "name" and is_data):
            return words.get(part, part)
        return literal.sub(lambda found: f"'{words[found[0][1:-1]]}'", part)

    return rewrite(group, change, without=frozenset())


def _merged(mark: Mark, source: str) -> Mark:
    """Let data that only other data of a group is made of be a part of these."""
    for data in mark.get("data", ()):
        rest = [each for each in mark["data"] if each is not data]
        heirs = [each for each in rest if each.get("source") == data["name"]]
        is_given = data.get("source") == source and not _summing(data.get("transform", []))
        if not (is_given and heirs) or _is_asked(data["name"], mark, len(heirs) + 1):
            continue
        steps = data.get("transform", [])
        made = [each | {"source": source, "transform": [*steps, *each.get("transform", [])]}
                if each in heirs else each for each in rest]  # fmt: skip
        return _merged(mark | {"data": made}, source)
    return mark


def _summing(steps: list[Transform]) -> int:
    """Count the first transforms up to the one that sums up; 0 where rows may be lost before."""
    for number, step in enumerate(steps, 1):
        if step["type"] == "aggregate":
            return number if not step.get("cross") else 0
        if step["type"] not in _BEFORE or "signal" in step:
            return 0
    return 0


def _is_asked(name: str, mark: Mark, expected: int) -> bool:
    """Tell whether anything but data within a group asks for its rows as they are."""
    rest = {key: part for key, part in mark.items() if key != "from"}
    return len(re.findall(rf"'{re.escape(repr(name)[1:-1])}'", repr(rest))) > expected


def _sorted(facet: Node) -> tuple[list[Transform], list[str]]:
    """Return what computes by what panels are sorted, and the fields that rows are grouped by."""
    told = facet.get("aggregate") or {}
    if not told.get("ops"):
        return [], list(facet["groupby"])
    step = {"type": "joinaggregate", "groupby": facet["groupby"], "ops": told["ops"],
            "fields": told["fields"], "as": told["as"]}  # fmt: skip
    return [step], [*facet["groupby"], *map(field_of, told["as"])]


def _grouped(step: Transform, kept: list[str]) -> Transform:
    if step["type"] not in ("aggregate", "joinaggregate"):
        return step
    return step | {"groupby": list(dict.fromkeys([*step.get("groupby", []), *kept]))}


def _told(facet: Node, own: str) -> Node:
    told = facet.get("aggregate") or {}
    if not told.get("ops"):
        return facet | {"data": own}
    same = {"ops": ["min"] * len(told["as"]), "fields": list(map(field_of, told["as"]))}
    return facet | {"data": own, "aggregate": told | same}


def _left(mark: Mark, parts: list[Data], counts: list[int]) -> Iterator[Any]:
    """Yield a group's data without what is computed for all panels."""
    numbers = {data["name"]: number for number, data in enumerate(parts)}
    for data in mark["data"]:
        number = numbers.get(data["name"])
        if number is None:
            yield data
            continue
        chosen = {"type": "filter", "expr": f'datum["{_PART}"] === {number}'}
        yield data | {"transform": [chosen, *data["transform"][counts[number] :]]}
