"""CUT: a dataset in parts, by what some of its columns hold."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, json, structs

from generator.data.dataset import Column, Dataset
from generator.engine import Made, Read, keep


class Cutting(Struct, frozen=True):
    """A dataset, and the columns by whose values it is to be parted."""

    dataset: Dataset
    columns: tuple[str, ...]


def key_of_values(values: Sequence[Any]) -> str:
    """Return what rows of one part share: equal values, one text."""
    is_number = (isinstance(each, int | float) and not isinstance(each, bool) for each in values)
    pairs = zip(values, is_number, strict=True)
    return json.encode([float(each) if number else each for each, number in pairs]).decode()


def cut(value: Cutting, read: Read) -> Made[tuple[tuple[str, Dataset], ...]]:
    """Part a dataset once, in the time that it takes to read it."""
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in json.decode(read(value.dataset.rows)):
        parts[key_of_values([row.get(name) for name in value.columns])].append(row)
    columns = tuple(_alone(each) for each in value.dataset.columns)
    made, blobs = [], []
    for key, rows in parts.items():
        blob, raw = keep(json.encode(rows))
        made.append((key, Dataset(value.dataset.name, columns, blob, len(rows))))
        blobs.append(raw)
    return Made(tuple(made), blobs=tuple(blobs))


def _alone(column: Column) -> Column:
    """Return a column whose doubt knows nothing of where its rows stand in the whole."""
    if column.doubt is None:
        return column
    return structs.replace(
        column, doubt=structs.replace(column.doubt, row=0, spot=(0, 0), place="")
    )
