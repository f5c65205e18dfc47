"""What charts of a page must know of one another: the columns that each shows and colours."""

from collections.abc import Iterator

from generator.charts.authored import filled, with_columns
from generator.charts.chart import read_authored
from generator.charts.fields import EVERY, column_of
from generator.charts.figure import Drawing
from generator.charts.page_colors import colored_in
from generator.charts.rows import decoded
from generator.charts.shared import Shared, Uses, shared_of
from generator.charts.spec import Spec
from generator.charts.table.columns import columns_used
from generator.engine import Made, Read
from generator.problems.fault import Fault

_CHARTS = ("chart", "vega-lite", "altair")


def name_columns(value: Drawing, read: Read) -> Made[Uses]:
    """Return the columns that a block names; what is wrong is told when it is drawn."""
    if value.block.kind not in _CHARTS:
        return Made(Uses(tuple(shared_of(each, (value.block.text,)) for each in value.datasets)))
    datasets = {dataset.name: dataset for dataset in value.datasets}
    rows = decoded({name: read(dataset.rows) for name, dataset in datasets.items()})
    try:
        authored = with_columns(read_authored(value, datasets, rows, read), datasets)
        full = filled(authored, datasets, rows, value.timezone)
    except Fault:
        return Made(Uses())
    return Made(Uses(tuple(_shared(value, authored.spec)), tuple(colored_in(full))))


def _shared(value: Drawing, spec: Spec) -> Iterator[Shared]:
    used = columns_used(spec)
    named = used | {column_of(each) for each in used}
    for dataset in value.datasets:
        columns = (column.name for column in dataset.columns)
        yield Shared(dataset.name, tuple(n for n in columns if EVERY in used or n in named))
