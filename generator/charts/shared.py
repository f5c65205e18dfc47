"""Rows that several figures of a page use: stored once, in the columns that these name."""

import re
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from generator.data.dataset import Dataset


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


class SharedRows(Struct, frozen=True):
    """The rows of datasets that several figures of a page use, by their names."""

    rows: Mapping[str, bytes] = {}


def shared_rows(
    shared: Iterable[Shared], datasets: Mapping[str, Dataset], rows: Mapping[str, bytes]
) -> SharedRows:
    """Cut the rows of datasets to their shared columns."""
    found = {each.name: each.columns for each in shared if each.name in datasets}
    return SharedRows(
        {name: _cut(rows[name], columns, datasets[name]) for name, columns in found.items()}
    )


def _cut(rows: bytes, columns: tuple[str, ...], dataset: Dataset) -> bytes:
    if len(columns) == len(dataset.columns):
        return rows
    whole = msgspec.json.decode(rows)
    return msgspec.json.encode([{n: row[n] for n in columns if n in row} for row in whole])
