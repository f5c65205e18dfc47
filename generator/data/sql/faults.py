"""What is wrong with an SQL text: seen in its words before it runs, or said by DuckDB."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct

from generator.data.sql.tables import STARTS, SqlToken, spot_of, tables, tokens
from generator.problems import nearest, suggestion
from generator.problems.fault import Fault
from generator.problems.regex import regex

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


Said = tuple[str, str]
"""A message and a hint."""

_SYNTAX = regex(r'syntax error at (?:or near "(?P<near>.*)"|end of input)', re.DOTALL)


class KnownNames(Struct, frozen=True):
    """What names there are, for hints."""

    tables: tuple[str, ...]
    columns: tuple[str, ...]


def fault_from(error: Exception, text: str, known: KnownNames, before: int = 0) -> Fault:
    """Return what DuckDB says against a text; ``before`` are the bytes that stood before it."""
    told = _told(str(error))
    offset = int(told.get("position") or before) - before
    spot = spot_of(text, len(text.encode()[: max(offset, 0)].decode("utf-8", "ignore")))
    message, hint = _syntax(told, text) or _reworded(told, known)
    return Fault(message, spot, hint)


def _told(text: str) -> dict[str, Any]:
    start = text.find("{")
    try:
        told = json.loads(text[start:])
    except ValueError:
        told = None
    return told if isinstance(told, dict) else {"exception_message": text}


def _syntax(told: dict[str, Any], text: str) -> Said | None:
    match = _SYNTAX.search(str(told.get("exception_message", "")))
    if not match:
        return None
    near = match["near"] or ""
    at_end = text.rstrip().endswith(near)
    return f'syntax error at {"or after " if at_end else ""}"{near}"', ""


def _reworded(told: dict[str, Any], known: KnownNames) -> Said:
    said = str(told.get("exception_message", ""))
    near = str(told.get("candidates") or "").split(", ", maxsplit=1)[0]
    for pattern, reword in _REWORDED:
        if match := re.search(pattern, said):
            return reword(match[1], near, known)
    return said.split("\n", maxsplit=1)[0].rstrip("!. "), ""


def _file(name: str, near: str, known: KnownNames) -> Said:
    return f'a query reads no files: "{name}"', f'name it as a table: FROM "{name}"'


def _column(name: str, near: str, known: KnownNames) -> Said:
    return _missing("column", name, known.columns)


def _table(name: str, near: str, known: KnownNames) -> Said:
    return _missing("table", name, known.tables)


def _alias(name: str, near: str, known: KnownNames) -> Said:
    return f'no table "{name}" stands under FROM', _meant(near)


def _function(name: str, near: str, known: KnownNames) -> Said:
    return f'no function "{name}"', _meant(near)


_CLEANING = regex(
    r"(?:(?:regexp_)?replace|strptime|try_strptime|trim|substr\w*|split_part)"
    r"\((?:DOUBLE|BIGINT|DATE|TIMESTAMP)"
)
"""What is done to texts that are meant to be numbers or dates."""


def _types(call: str, near: str, known: KnownNames) -> Said:
    if _CLEANING.match(call):
        hint = "the column is read as such already: leave it out, or state types: text"
        return f"no function fits {call}", hint
    return f"no function fits {call}", "cast what it is given: value::INTEGER"


_REWORDED: tuple[tuple[str, Callable[[str, str, KnownNames], Said]], ...] = (
    (r'Cannot access \w+ "([^"]*)"', _file),
    (r'Referenced column "(.*)" not found', _column),
    (r'"[^"]*" does not have a column named "(.*)"', _column),
    (r'Referenced table "(.*)" not found', _alias),
    (r"Table with name (.*) does not exist", _table),
    (r"Function with name (\S+) does not exist", _function),
    (r"""(?:types '|function call ")(.*?)['"]\. (?:You might|In order)""", _types),
)


def _meant(near: str) -> str:
    return f'did you mean "{near}"?' if near else ""


def _missing(what: str, name: str, known: Iterable[str]) -> Said:
    names = tuple(dict.fromkeys(known))
    listed = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
    hint = suggestion(name, names, f"the {what}s are {listed}" if names else "")
    return f'no {what} "{name}"', hint
