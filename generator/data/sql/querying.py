"""A query over datasets, answered by DuckDB."""

from typing import TYPE_CHECKING

from generator.data.dataset import Dataset
from generator.data.fault import Fault
from generator.data.query import Querying
from generator.data.sql.answers import (
    ROWS,
    SECONDS,
    check_count,
    check_names,
    made_of,
    problem_of,
    too_long,
)
from generator.data.sql.checks import fault_of
from generator.data.sql.duck import MEMORY, interrupted_after, open_duck
from generator.data.sql.duck_errors import Known, fault_from
from generator.data.sql.duck_results import expressions, selecting, table_of
from generator.data.sql.duck_tables import add_tables
from generator.data.sql.tokens import without_end
from generator.data.table import Table
from generator.engine import Made, Read

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def answer(value: Querying, read: Read) -> Made[Dataset]:
    """Answer a query over datasets; places are those of the query's own text."""
    try:
        import duckdb  # noqa: F401
    except ImportError:
        hint = 'pip install "postrock[sql]"'
        missing = Fault("sql blocks are answered by DuckDB, which is not installed", (0, 0), hint)
        return Made(None, (problem_of(missing),), lasting=False)
    try:
        table = _answered(value, read)
    except Fault as fault:
        return Made(None, (problem_of(fault),))
    return made_of(table)


def _answered(value: Querying, read: Read) -> Table:
    fault = fault_of(value.text, lasting=True)
    if fault:
        raise fault
    with open_duck() as duck:
        add_tables(duck, value.tables, read)
        return _run(duck, without_end(value.text), _known(value))


def _known(value: Querying) -> Known:
    columns = (column.name for dataset in value.tables for column in dataset.columns)
    return Known(tuple(dataset.name for dataset in value.tables), tuple(columns))


def _run(duck: "DuckDBPyConnection", text: str, known: Known) -> Table:
    import duckdb

    before = ""
    try:
        with interrupted_after(SECONDS, duck):
            _check_kind(duck.extract_statements(text)[0].type.name)
            before = "SELECT * FROM (\n"
            asked = duck.execute(f"{before}{text}\n) AS answer LIMIT 0").description or []
            check_names(duck.sql(text).columns)  # DuckDB renames twins in an inner query
            columns = expressions([(str(name), type_) for name, type_, *_ in asked])
            before = selecting(columns)
            rows = duck.execute(f"{before}{text}\n) AS answer").fetchmany(ROWS + 1)
    except duckdb.InterruptException:
        raise too_long() from None
    except duckdb.OutOfMemoryException:
        raise Fault(f"this query needs more than {MEMORY} of memory", (1, 1)) from None
    except duckdb.Error as error:
        raise fault_from(error, text, known, len(before.encode())) from None
    check_count(rows)
    return table_of(columns, rows)


def _check_kind(kind: str) -> None:
    if kind not in ("SELECT", "MULTI"):
        raise Fault(f"a query only reads; this is {kind}", (1, 1))
