"""Databases by their addresses: SQLAlchemy finds what speaks to them, and opens them."""

import os
from typing import TYPE_CHECKING, Any

from generator.data.sql.answers import ROWS, check_count, check_names
from generator.data.sql.fetched import Fetched, table_of
from generator.data.table import Table
from generator.problems.fault import Fault

if TYPE_CHECKING:
    from sqlalchemy import URL, Engine, PoolProxiedConnection

PATIENCE = 10
"""Seconds to wait for a connection."""
EXTRA = 'pip install "postrock[postgres]"'


class MissingPackage(Exception):
    """What speaks to a kind of database is not installed."""

    def __init__(self, package: str, hint: str) -> None:
        super().__init__(f"{package}, which is not installed")
        self.hint = hint


class Unreachable(Exception):
    """A database did not answer, or did not let us in."""


def rows_of(address: str, text: str) -> Table:
    """Put one query to a database. Raises Fault, MissingPackage or Unreachable."""
    url = _url(address)
    engine = _engine(url)
    connection = _connected(engine, url)
    try:
        fetched = _fetched(engine, connection, text)
    finally:
        connection.invalidate()  # closed without a word; nothing is committed
        engine.dispose()
    check_names(fetched.names)
    check_count(fetched.rows)
    return table_of(fetched)


def _url(address: str) -> "URL":
    try:
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError
    except ImportError:
        raise MissingPackage("SQLAlchemy", EXTRA) from None
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        hint = "write it as postgresql://user@host/database, under connections: in site.yaml"
        raise Fault("the address of this connection cannot be read", (0, 0), hint) from None
    # The names that libpq takes mean the one driver that our tests know.
    is_postgres = url.drivername in ("postgres", "postgresql")
    return url.set(drivername="postgresql+psycopg") if is_postgres else url


def _engine(url: "URL") -> "Engine":
    from sqlalchemy import create_engine
    from sqlalchemy.exc import NoSuchModuleError
    from sqlalchemy.pool import NullPool

    is_postgres = url.drivername == "postgresql+psycopg"
    patience = {"connect_timeout": PATIENCE} if is_postgres else {}
    try:
        return create_engine(url, poolclass=NullPool, connect_args=patience)
    except NoSuchModuleError:
        message = f'no kind of database is called "{url.drivername}"'
        raise Fault(message, (0, 0), "the address begins with postgresql://") from None
    except ImportError as missing:
        package = (missing.name or str(missing)).partition(".")[0]
        raise MissingPackage(package, EXTRA if is_postgres else f"pip install {package}") from None


def _connected(engine: "Engine", url: "URL") -> "PoolProxiedConnection":
    if url.get_backend_name() == "sqlite" and not os.path.isfile(url.database or ""):
        raise Unreachable(f"there is no file {url.database}")  # SQLite would make one
    try:
        return engine.raw_connection()
    except _errors(engine) as error:
        raise Unreachable(_first_line(error)) from None


def _errors(engine: "Engine") -> Any:
    return engine.dialect.loaded_dbapi.Error


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].removeprefix("connection failed: ") if lines else type(error).__name__


def _fetched(engine: "Engine", connection: "PoolProxiedConnection", text: str) -> Fetched:
    if engine.dialect.name == "postgresql":
        from generator.data.sql.postgres import fetch

        return fetch(connection.driver_connection, text)
    try:
        return _fetched_by_any(engine.dialect.name, connection, text)
    except _errors(engine) as error:
        raise Fault(_first_line(error), (1, 1)) from None


def _fetched_by_any(dialect: str, connection: "PoolProxiedConnection", text: str) -> Fetched:
    cursor = connection.cursor()
    if dialect == "sqlite":
        cursor.execute("PRAGMA query_only = ON")
    cursor.execute(text)
    names = tuple(str(column[0]) for column in cursor.description or ())
    return Fetched(names, ("",) * len(names), cursor.fetchmany(ROWS + 1))
