"""A query over datasets, answered by DuckDB."""

from typing import TYPE_CHECKING, Any

from generator.data.dataset import Dataset
from generator.data.query import Querying
from generator.data.sql.answers import (
    ROWS,
    SECONDS,
    check_count,
    check_names,
    check_size,
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
from generator.problems.fault import Fault

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BATCH = 2000


def query(value: Querying, read: Read) -> Made[Dataset]:
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
            duck.execute(f"{before}{text}\n) AS answer")
            rows = _fetched(duck, has_texts=any(column.kind == "text" for column in columns))
    except duckdb.InterruptException:
        raise too_long() from None
    except duckdb.OutOfMemoryException:
        raise Fault(f"this query needs more than {MEMORY} of memory", (1, 1)) from None
    except duckdb.Error as error:
        raise fault_from(error, text, known, len(before.encode())) from None
    check_count(rows)
    return table_of(columns, rows)


def _fetched(duck: "DuckDBPyConnection", *, has_texts: bool) -> list[tuple[Any, ...]]:
    """Fetch an answer bit by bit, so that one which is too large is never here as a whole."""
    rows: list[tuple[Any, ...]] = []
    characters = 0
    while len(rows) <= ROWS and (batch := duck.fetchmany(BATCH)):
        rows += batch
        if has_texts:
            characters += sum(_length(value) for row in batch for value in row)
            check_size(characters)
    return rows


def _length(value: Any) -> int:
    text = value["json"] if isinstance(value, dict) else value
    return len(text) if isinstance(text, str) else 0


def _check_kind(kind: str) -> None:
    if kind not in ("SELECT", "MULTI"):
        raise Fault(f"a query only reads; this is {kind}", (1, 1))
