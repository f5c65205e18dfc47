"""Rows beside a specification: decoded once, and a leaf of its tree that nothing walks through."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from generator.charts.fields import steps_of, value_at
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
from generator.problems.fault import Path

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


def plain(value: Any) -> list[Any]:
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


def with_data(spec: Spec, datasets: Mapping[str, Dataset], rows: Mapping[str, Records]) -> Spec:
    """Put the rows of every named dataset, and those written inside, beside a specification."""
    used: set[str] = set()

    def filled(node: Node, path: Path) -> Node:
        return _source(node, datasets, rows, used) if path[-1:] == ("data",) else node

    made = rewrite(spec, filled)
    own = made.get("datasets")
    named = {} if not isinstance(own, dict) else {
        name: Records(each) if isinstance(each, list) else each for name, each in own.items()
    }  # fmt: skip
    named |= {name: rows[name] for name in sorted(used)}
    return made | {"datasets": named} if named else made


def _source(
    data: Source, datasets: Mapping[str, Dataset], rows: Mapping[str, Records], used: set[str]
) -> Source:
    name = data.get("url") or data.get("name")
    if isinstance(data.get("values"), list):
        return data | {"values": Records(data["values"])}
    if "values" in data or not isinstance(name, str) or name not in rows:
        return data
    form = _form(data.get("format"), datasets[name])
    if form:
        return {"values": rows[name], "format": form}
    used.add(name)
    return {"name": name}


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


class Shared(Struct, frozen=True):
    """A dataset's name, and those of its columns that blocks speak of."""

    name: str
    columns: tuple[str, ...]


def shared_of(dataset: Dataset, texts: Iterable[str]) -> Shared:
    """Return a dataset with the columns whose names stand in one of the blocks that use it."""
    every = "\n".join(texts)
    names = (column.name for column in dataset.columns)
    return Shared(dataset.name, tuple(name for name in names if _stands_in(name, every)))


def _stands_in(name: str, text: str) -> bool:
    # A name within a longer word is another name; one that is no word may stand anywhere.
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


class SharedRows:
    """The rows that several figures of a page use: stored once, in the columns that these name."""

    def __init__(
        self, shared: Iterable[Shared], datasets: Mapping[str, Dataset], rows: Mapping[str, Records]
    ) -> None:
        self._columns = {each.name: each.columns for each in shared if each.name in datasets}
        self._datasets, self._rows = datasets, rows

    def holds(self, name: str, rows: Records) -> bool:
        """Tell whether all of some rows is in those that are stored for a dataset."""
        if rows.name != name or name not in self._columns:
            return False
        columns = frozenset(self._columns[name])
        return all(columns.issuperset(keys) for keys in dict.fromkeys(map(tuple, rows.rows)))

    def encoded(self, name: str) -> bytes:
        """Return the rows of a dataset that are stored, as JSON."""
        columns = self._columns[name]
        if len(columns) == len(self._datasets[name].columns):
            return self._rows[name].raw
        kept = [{n: row[n] for n in columns if n in row} for row in self._rows[name].rows]
        return msgspec.json.encode(kept)
