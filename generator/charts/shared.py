"""What figures of a page share: rows, stored once in the columns that these show, and colours."""

import re
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from generator.charts.spec import Records
from generator.data.dataset import Dataset


class Shared(Struct, frozen=True):
    """A dataset's name, and those of its columns that blocks speak of."""

    name: str
    columns: tuple[str, ...]


Category = str | int | float


class Colored(Struct, frozen=True):
    """A column whose categories have colours, and these in the order of the colours.

    ``whole`` says that a chart shows them all.
    """

    column: str
    categories: tuple[Category, ...]
    whole: bool = True


class Uses(Struct, frozen=True):
    """The columns of each dataset that a block names, and those that it colours."""

    shared: tuple[Shared, ...] = ()
    colored: tuple[Colored, ...] = ()


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
