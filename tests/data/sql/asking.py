"""Tables and queries for tests, in memory."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.data.dataset import Column, ColumnType, Dataset, Querying
from generator.data.sql.querying import query
from generator.engine import Blob, Made, keep

Given = tuple[Dataset, Blob, bytes]


def dataset(name: str, columns: Mapping[str, ColumnType], rows: Sequence[Sequence[Any]]) -> Given:
    """Return a dataset with its blob and bytes."""
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    blob, raw = keep(json.dumps(records))
    typed = tuple(Column(column, kind) for column, kind in columns.items())
    return Dataset(name, typed, blob, len(records)), blob, raw


FEES = dataset(
    "fees.csv",
    {"fee": "number", "year": "number", "day": "date", "total": "number", "open": "boolean"},
    [(0.2, 2020, "2020-01-31", 95, True), (1, 2021, "2021-02-28", None, False)],
)


def ask(text: str, *given: Given) -> Made[Dataset]:
    """Put a query over some datasets, FEES where none are given."""
    asked = given or (FEES,)
    blobs = {blob: raw for _, blob, raw in asked}
    tables = tuple(one for one, _, _ in asked)
    return query(Querying(text, tables), blobs.__getitem__)
