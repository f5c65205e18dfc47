"""Databases by their addresses: SQLAlchemy opens one, and it answers one query.

To PostgreSQL the query is declared as a cursor. So the server itself takes nothing but one
SELECT, and no more rows travel than a page could show.
"""

import os
from typing import TYPE_CHECKING, Any

from generator.data.sql.answers import (
    ROWS,
    SECONDS,
    Fetched,
    check_count,
    check_names,
    table_of,
    too_long,
)
from generator.data.sql.tables import spot_of
from generator.data.table import Table
from generator.problems import suggestion
from generator.problems.fault import Fault, Spot
from generator.problems.regex import regex

if TYPE_CHECKING:
    from psycopg import Connection, Cursor, Error
    from sqlalchemy import URL, Engine, PoolProxiedConnection


DECLARE = "DECLARE answer NO SCROLL CURSOR FOR "
CANCELLED, NO_TABLE, NO_COLUMN, UNSUPPORTED = "57014", "42P01", "42703", "0A000"
KINDS = {16: "boolean", **dict.fromkeys((20, 21, 23, 26, 700, 701, 1700), "number"),
         **dict.fromkeys((1082, 1114, 1184), "date")}  # fmt: skip
"""PostgreSQL's numbers of types; others are texts."""
TABLES = (
    "SELECT DISTINCT table_name FROM information_schema.tables"
    " WHERE table_schema NOT IN ('information_schema', 'pg_catalog')"
)
_QUOTED = regex(r'"([^"]*)"')


def fetch(connection: Any, text: str) -> Fetched:
    """Put one query to PostgreSQL, read-only. Raises Fault with its place in the text."""
    from psycopg import Error

    opened: Connection[Any] = connection
    opened.read_only = True
    try:
        return _from_cursor(opened, text)
    except Error as error:
        raise _fault(opened, error, text) from None


def _from_cursor(connection: "Connection[Any]", text: str) -> Fetched:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = {int(SECONDS * 1000)}")
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        # In binary, for only then the server is asked in a way that allows one statement alone.
        cursor.execute((DECLARE + text).encode(), binary=True)
        cursor.execute(f"FETCH FORWARD {ROWS + 1} FROM answer")
        rows = cursor.fetchall()
        return Fetched(*_columns(cursor), rows)


def _columns(cursor: "Cursor[Any]") -> tuple[tuple[str, ...], tuple[str, ...]]:
    columns = cursor.description or []
    names = tuple(column.name for column in columns)
    return names, tuple(KINDS.get(column.type_code, "text") for column in columns)


def _fault(connection: "Connection[Any]", error: "Error", text: str) -> Fault:
    if error.sqlstate == CANCELLED:
        return too_long()
    if error.sqlstate == UNSUPPORTED and "data-modifying" in str(error):
        return Fault("a query only reads; this WITH changes something", (1, 1))
    said = error.diag.message_primary or str(error).strip().partition("\n")[0]
    return Fault(said, _spot(error, text), _hint(connection, error, said))


def _spot(error: "Error", text: str) -> Spot:
    position = error.diag.statement_position
    offset = int(position) - 1 - len(DECLARE) if position else 0
    return spot_of(text, max(offset, 0))


def _hint(connection: "Connection[Any]", error: "Error", said: str) -> str:
    told = error.diag.message_hint or ""
    quoted = _QUOTED.findall(told)
    if error.sqlstate == NO_COLUMN and quoted:
        return f'did you mean "{quoted[0].rpartition(".")[2]}"?'
    if error.sqlstate == NO_TABLE:
        name = (_QUOTED.findall(said) or [""])[0].rpartition(".")[2]
        return suggestion(name, _tables(connection))
    return told


def _tables(connection: "Connection[Any]") -> list[str]:
    from psycopg import Error

    try:
        connection.rollback()
        with connection.cursor() as cursor:
            return [row[0] for row in cursor.execute(TABLES).fetchall()]
    except Error:
        return []


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
        raise Fault("the address of this connection cannot be read", (0, 1), hint) from None
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
        raise Fault(message, (0, 1), "the address begins with postgresql://") from None
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
