"""DuckDB's errors as an author wants to read them."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from generator.data.places import spot_of
from generator.problems import suggestion
from generator.problems.fault import Fault

Said = tuple[str, str]
"""A message and a hint."""

_SYNTAX = re.compile(r'syntax error at (?:or near "(?P<near>.*)"|end of input)', re.DOTALL)


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


def _types(call: str, near: str, known: KnownNames) -> Said:
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
