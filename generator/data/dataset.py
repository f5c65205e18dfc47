"""Dataset: named rows, the same for a file, a data block and inline rows."""

from typing import Literal

from msgspec import Struct

from generator.engine import Blob

ColumnType = Literal["number", "date", "text", "boolean"]


class Column(Struct, frozen=True):
    """A column's name and its type as pandas infers it."""

    name: str
    type: ColumnType


class Dataset(Struct, frozen=True):
    """Named rows; ``rows`` is a JSON array of objects, dates in ISO 8601."""

    name: str
    columns: tuple[Column, ...]
    rows: Blob
    count: int
