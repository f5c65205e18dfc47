"""Which columns of its datasets a block speaks of, before it is drawn."""

from collections.abc import Iterator

from generator.charts.authored import with_columns
from generator.charts.chart import read_authored
from generator.charts.fields import EVERY, column_of
from generator.charts.figure import Drawing
from generator.charts.rows import decoded
from generator.charts.shared import Shared, shared_of
from generator.charts.table.columns import columns_used
from generator.engine import Made, Read
from generator.problems.fault import Fault

_CHARTS = ("chart", "vega-lite", "altair")


def name_columns(value: Drawing, read: Read) -> Made[tuple[Shared, ...]]:
    """Return the columns of each dataset that a block names; what is wrong is told when drawn."""
    return Made(tuple(_shared(value, read)))


def _shared(value: Drawing, read: Read) -> Iterator[Shared]:
    if value.block.kind not in _CHARTS:
        yield from (shared_of(each, (value.block.text,)) for each in value.datasets)
        return
    datasets = {dataset.name: dataset for dataset in value.datasets}
    rows = decoded({name: read(dataset.rows) for name, dataset in datasets.items()})
    try:
        spec = with_columns(read_authored(value, datasets, rows, read), datasets).spec
    except Fault:
        return
    used = columns_used(spec)
    named = used | {column_of(each) for each in used}
    for dataset in value.datasets:
        columns = (column.name for column in dataset.columns)
        yield Shared(dataset.name, tuple(n for n in columns if EVERY in used or n in named))
