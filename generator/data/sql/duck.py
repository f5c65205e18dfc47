"""DuckDB, closed to everything but the tables that it is given.

Every name that this module offers imports duckdb when it is called.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

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
def open_duck() -> Iterator["DuckDBPyConnection"]:
    """Open an empty database in memory that reads no file and reaches no network.

    In one thread, one zone and with one seed, so that an answer is always the same.
    """
    import duckdb

    with duckdb.connect(":memory:", config=dict(CLOSED)) as duck:
        duck.execute("SET TimeZone = 'UTC'")
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
