"""Rows beside a specification: decoded once, and a leaf of its tree that nothing walks through."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from generator.charts.fields import LITERAL, steps_of, taken_from, text_of_literal, value_at
from generator.charts.spec import (
    Data,
    Node,
    Records,
    Row,
    Source,
    Spec,
    Vega,
    mappings,
    rewrite,
    rows_in,
)
from generator.data.dataset import Dataset
from generator.data.dates import has_offset
from generator.data.json_forms import rewound
from generator.data.kinds import clocked, plain_values
from generator.problems.fault import Path
from generator.problems.regex import regex

_PARSED = regex(
    rf"\b(?:utc|time)Parse\(\s*(datum(?:\.([\w$]+)|\[({LITERAL})\]))\s*,\s*(?:{LITERAL})\s*\)"
)
_TEXT_FORMS = ("csv", "tsv", "dsv", "json")


def decoded(raw: Mapping[str, bytes]) -> dict[str, Records]:
    """Read the rows of datasets by their names."""
    return {name: Records(msgspec.json.decode(each), name, each) for name, each in raw.items()}


def with_rows(data: Data, rows: list[Any], *, same: bool) -> Data:
    """Return data with other rows; ``same`` are those that readers cannot tell from these."""
    values = data["values"]
    return data | {"values": Records(rows, values.name if same else "")}


def rows_of(spec: Spec) -> Iterator[Row]:
    """Yield the rows that a specification with its data inside carries."""
    for _, node in mappings(spec):
        named = node.get("datasets")
        for values in (node.get("values"), *(named.values() if isinstance(named, dict) else ())):
            yield from (row for row in rows_in(values) or () if isinstance(row, dict))


def distinct(spec: Spec, field: str) -> list[str]:
    """Return the different values of a field, as texts."""
    steps = steps_of(field)
    return list(
        {str(value_at(row, steps)): None for row in rows_of(spec) if steps and steps[0] in row}
    )


def plain(value: Any) -> Any:
    """Return rows as JSON has them, for an encoder that asks what they are."""
    if isinstance(value, Records):
        return value.rows
    raise TypeError(f"no part of a specification: {type(value)}")


def without_rows(vega: Vega) -> Vega:
    """Return a Vega specification whose data is only named."""
    return with_each_data(vega, only_named)


def with_each_data(vega: Vega, change: Callable[[Data], Data]) -> Vega:
    """Return a Vega specification with each entry of its data changed."""
    made = vega.copy()
    made["data"] = [change(each) for each in vega.get("data", ())]
    return made


def only_named(data: Data) -> Data:
    """Return data without its rows."""
    bare = data.copy()
    bare.pop("values", None)
    return bare


def text_of(vega: Vega) -> str:
    """Return all that is said in a Vega specification beside its rows."""
    return msgspec.json.encode(without_rows(vega)).decode()


def with_data(
    spec: Spec, datasets: Mapping[str, Dataset], rows: Mapping[str, Records], timezone: str = ""
) -> Spec:
    """Put the rows of every named dataset, and those written inside, beside a specification.

    Times with an offset that stand inside are shown in the time zone, as those of datasets are.
    Raises Fault where an object has no rows.
    """
    used: set[str] = set()
    every = (column for dataset in datasets.values() for column in dataset.columns)
    dates = frozenset(column.name for column in every if column.type == "date")

    def filled(node: Node, path: Path) -> Node:
        if path[-1:] == ("data",):
            return _source(node, _Tables(datasets, rows, timezone), used, path)
        return {key: _without_parsing(part, dates) for key, part in node.items()} if dates else node

    made = rewrite(spec, filled)
    own = made.get("datasets")
    named = {} if not isinstance(own, dict) else {
        name: Records(_read(each, timezone)) if isinstance(each, list) else each
        for name, each in own.items()
    }  # fmt: skip
    named |= {name: rows[name] for name in sorted(used)}
    return made | {"datasets": named} if named else made


class _Tables(Struct, frozen=True):
    datasets: Mapping[str, Dataset]
    rows: Mapping[str, Records]
    timezone: str


def _source(data: Source, given: _Tables, used: set[str], path: Path) -> Source:
    name, values = data.get("url") or data.get("name"), data.get("values")
    if isinstance(values, list):
        return data | {"values": Records(_read(values, given.timezone))}
    if isinstance(values, dict):
        return data | taken_from(rewound(values), data.get("format") or {}, "the data", path)
    if "values" in data or not isinstance(name, str) or name not in given.rows:
        return data
    form, rows = _form(data.get("format"), given.datasets[name]), given.rows[name]
    if isinstance(rows.rows, dict):
        return taken_from(rows.rows, form, name, path)
    if form:
        return {"values": rows, "format": form}
    used.add(name)
    return {"name": name}


def _read(rows: list[Any], zone: str) -> list[Any]:
    return by_the_clocks(rewound(rows), zone)


def by_the_clocks(rows: list[Any], zone: str) -> list[Any]:
    """Return rows whose times are without offsets, as clocks of the zone show them."""
    if not all(isinstance(row, dict) for row in rows):
        return rows
    cells = (pair for row in rows for pair in row.items())
    names = dict.fromkeys(name for name, v in cells if isinstance(v, str) and has_offset(v))
    for name in names:
        made = clocked(plain_values([row.get(name) for row in rows]), zone)
        if made.type == "date":
            rows = [row | {name: v} if name in row else row for row, v in zip(rows, made.values)]
    return rows


def _without_parsing(part: Any, dates: frozenset[str]) -> Any:
    """Take a column's dates as they are that an author's formula reads: they are read already."""

    def read(match: re.Match[str]) -> str:
        return (
            f"toDate({match[1]})" if (match[2] or text_of_literal(match[3])) in dates else match[0]
        )

    return _PARSED.sub(read, part) if isinstance(part, str) else part


def _form(form: Any, dataset: Dataset) -> Node:
    """Keep of a data format what still holds when the rows are read already."""
    if not isinstance(form, dict):
        return {}
    kept = {k: v for k, v in form.items() if k not in ("delimiter", "header")}
    if kept.get("type") in _TEXT_FORMS:
        del kept["type"]
    dates = {column.name for column in dataset.columns if column.type == "date"}
    if isinstance(kept.get("parse"), dict):
        parse = kept["parse"].items()
        kept["parse"] = {f: "date" if f in dates and kind else kind for f, kind in parse}
    return kept
