"""DuckDB, closed to everything but the datasets that it is given as tables.

Every name that this module offers imports duckdb when it is called.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from msgspec import json

from generator.data.dataset import Column, Dataset
from generator.engine import Read
from generator.problems.fault import Fault
from generator.problems.regex import regex

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


MEMORY = "500MB"
"""What a query may use: more than that is rather a loader's work."""

CLOSED = {
    "threads": "1",
    "memory_limit": MEMORY,
    "temp_directory": "",
    "errors_as_json": "true",
    "preserve_insertion_order": "true",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    # A query can ask for its settings: where the home of whoever builds is, is no answer.
    "home_directory": "/",
    "secret_directory": "/",
    "extension_directory": "/",
}


@contextmanager
def open_duck(timezone: str = "UTC") -> Iterator["DuckDBPyConnection"]:
    """Open an empty database in memory that reads no file and reaches no network.

    In one thread, one zone and with one seed, so that an answer is always the same.
    """
    import duckdb

    with duckdb.connect(":memory:", config=dict(CLOSED)) as duck:
        duck.execute("SET TimeZone = ?", [timezone])
        duck.execute("SET enable_external_access = false")
        duck.execute("SET lock_configuration = true")
        duck.execute("SELECT setseed(0.5)")
        yield duck


@contextmanager
def interrupted_after(seconds: float, duck: "DuckDBPyConnection") -> Iterator[None]:
    """Interrupt what the database is doing when the time is over."""
    timer = threading.Timer(seconds, duck.interrupt)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


_DAY = regex(r"\d{4}-\d\d-\d\d\Z")
_MOMENT = regex(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?\Z")
_ZONED = regex(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?)?\Z")
LARGEST = 2**63 - 1


def add_tables(duck: "DuckDBPyConnection", datasets: Sequence[Dataset], read: Read) -> None:
    """Add datasets under their names. Raises Fault for what SQL cannot take."""
    import duckdb

    _check_twins("tables", [dataset.name for dataset in datasets])
    for dataset in datasets:
        if not dataset.columns:
            raise Fault(f'"{dataset.name}" has no rows and columns to ask for', (0, 1))
        _check_twins("columns", [column.name for column in dataset.columns])
        try:
            _add_table(duck, dataset, read)
        except duckdb.Error as error:
            why = str(error).partition("\n")[0]
            raise Fault(f'SQL cannot take "{dataset.name}" as a table: {why}', (0, 1)) from None


def _check_twins(what: str, names: Sequence[str]) -> None:
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            message = f'SQL takes the {what} "{other}" and "{name}" for one'
            raise Fault(message, (0, 1), "rename one of them")


def _add_table(duck: "DuckDBPyConnection", dataset: Dataset, read: Read) -> None:
    text = read(dataset.rows).decode()
    rows: list[dict[str, Any]] = json.decode(text)
    types = {column.name: _type(duck, column, rows) for column in dataset.columns}
    select = "SELECT unnest(from_json(?, ?), recursive := false) AS r"
    columns = ", ".join(_selected(column) for column in dataset.columns)
    table = f"CREATE TABLE {quoted(dataset.name)} AS SELECT {columns} FROM ({select})"  # noqa: S608
    duck.execute(table, [text, json.encode([types]).decode()])


def _selected(column: Column) -> str:
    """Select a column; what clocks of a known zone showed is a moment again."""
    name = quoted(column.name)
    return (
        f"r.{name} AT TIME ZONE '{column.zone}' AS {name}" if column.zone else f"r.{name} AS {name}"
    )


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _type(duck: "DuckDBPyConnection", column: Column, rows: Sequence[dict[str, Any]]) -> Any:
    values = [value for row in rows if (value := row.get(column.name)) is not None]
    if column.type == "number":
        whole = all(isinstance(value, int) and abs(value) <= LARGEST for value in values)
        return "BIGINT" if whole else "DOUBLE"
    if column.type == "boolean":
        return "BOOLEAN"
    if column.type == "date":
        return _date_type(values)
    if any(isinstance(value, list | dict) for value in values):
        return _nested_type(duck, values)
    return "VARCHAR"


def _date_type(values: Sequence[Any]) -> str:
    for name, form in (("DATE", _DAY), ("TIMESTAMP", _MOMENT), ("TIMESTAMPTZ", _ZONED)):
        if all(form.match(value) for value in values):
            return name
    return "VARCHAR"


def _nested_type(duck: "DuckDBPyConnection", values: Sequence[Any]) -> Any:
    found = duck.execute("SELECT json_structure(?)", [json.encode(values).decode()]).fetchone()
    structure = json.decode(found[0]) if found else []
    return structure[0] if isinstance(structure, list) else "JSON"
