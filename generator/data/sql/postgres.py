"""One query to PostgreSQL: read-only, in limited time, with its own word on what is wrong.

The query is declared as a cursor. So the server itself takes nothing but one SELECT, and no
more rows travel than a page could show.
"""

import re
from typing import TYPE_CHECKING, Any

from generator.data.places import spot_of
from generator.data.sql.answers import ROWS, SECONDS, too_long
from generator.data.sql.fetched import Fetched
from generator.problems import suggestion
from generator.problems.fault import Fault, Spot

if TYPE_CHECKING:
    from psycopg import Connection, Cursor, Error

DECLARE = "DECLARE answer NO SCROLL CURSOR FOR "
CANCELLED, NO_TABLE, NO_COLUMN, UNSUPPORTED = "57014", "42P01", "42703", "0A000"
KINDS = {16: "boolean", **dict.fromkeys((20, 21, 23, 26, 700, 701, 1700), "number"),
         **dict.fromkeys((1082, 1114, 1184), "date")}  # fmt: skip
"""PostgreSQL's numbers of types; others are texts."""
TABLES = (
    "SELECT DISTINCT table_name FROM information_schema.tables"
    " WHERE table_schema NOT IN ('information_schema', 'pg_catalog')"
)
_QUOTED = re.compile(r'"([^"]*)"')


def fetch(connection: Any, text: str) -> Fetched:
    """Put one query. Raises Fault with its place in the text."""
    from psycopg import Error

    opened: Connection[Any] = connection
    opened.read_only = True
    try:
        return _fetched(opened, text)
    except Error as error:
        raise _fault(opened, error, text) from None


def _fetched(connection: "Connection[Any]", text: str) -> Fetched:
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
