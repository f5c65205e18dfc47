"""What can be said of an SQL text before anybody runs it."""

from collections.abc import Iterator, Sequence
from itertools import chain

from generator.data.places import spot_of
from generator.data.sql.tables import STARTS, SqlToken, tables, tokens
from generator.problems import nearest
from generator.problems.fault import Fault

CLOCK = ("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp")
CLOCK_CALLS = ("now", "today", "get_current_timestamp", "get_current_time", "transaction_timestamp")
CHANCE_CALLS = ("uuid", "gen_random_uuid", "uuidv4", "uuidv7")


def fault_of(text: str, *, lasting: bool) -> Fault | None:
    """Return what forbids to run a text: it is no query, or more than one.

    A ``lasting`` answer must not depend on the clock; its tables are datasets.
    """
    found = list(tokens(text))
    faults = _faults(found, lasting=lasting)
    dotted = _dotted(text) if lasting else ()
    first = next(chain(faults, dotted), None)
    if first is None:
        return None
    token, message, hint = first
    return Fault(message, spot_of(text, token.start), hint)


def _faults(found: Sequence[SqlToken], *, lasting: bool) -> Iterator[tuple[SqlToken, str, str]]:
    if not found:
        yield SqlToken("sign", "", 0), "this query is empty", 'SELECT * FROM "fees.csv"'
        return
    first = next((token for token in found if not token.says("(")), found[0])
    if not first.says(*STARTS):
        yield first, f"a query begins with SELECT, FROM or WITH, not {_shown(first)}", _hint(first)
    yield from (
        (token, "this quotation mark has no partner", "") for token in found if token.kind == "open"
    )
    yield from _second(found)
    if lasting:
        yield from _by_the_clock(found)


def _shown(token: SqlToken) -> str:
    return f'"{token.value}"' if token.kind in ("word", "sign", "open") else "a text in quotes"


def _hint(first: SqlToken) -> str:
    near = nearest(first.value, STARTS) if first.kind == "word" else None
    return f'did you mean "{near.upper()}"?' if near else "it reads tables and changes nothing"


def _second(found: Sequence[SqlToken]) -> Iterator[tuple[SqlToken, str, str]]:
    ended = False
    for token in found:
        if ended and not token.says(";"):
            yield token, "a second statement begins here", "give each query a block of its own"
            return
        ended = ended or token.says(";")


def _by_the_clock(found: Sequence[SqlToken]) -> Iterator[tuple[SqlToken, str, str]]:
    for token, after in zip(found, [*found[1:], SqlToken("sign", "", 0)]):
        called = after.says("(")
        if token.says(*CLOCK) or (called and token.says(*CLOCK_CALLS)):
            hint = "write the date, or take the newest from the data: max(date)"
            name = f"{token.value}()" if called else token.value
            yield token, f"{name} would make the page depend on when it is built", hint
        elif called and token.says(*CHANCE_CALLS):
            hint = "number the rows: row_number() OVER ()"
            yield token, f"{token.value}() is another one in every build", hint


def _dotted(text: str) -> Iterator[tuple[SqlToken, str, str]]:
    for token in tables(text):
        if token.kind == "word" and "." in token.value:
            yield token, "a table's name with a dot in it needs quotes", f'write "{token.value}"'
