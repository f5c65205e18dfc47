"""A query to a connection: its address is filled, it is asked read-only once, and closed."""

import os
from collections.abc import Mapping
from urllib.parse import quote, unquote

from msgspec import Struct

from generator.data.dataset import Asking, ConnectionAnswer
from generator.data.sql.answers import made_of, problem_of
from generator.data.sql.databases import MissingPackage, Unreachable, rows_of
from generator.data.sql.faults import fault_of
from generator.data.sql.tables import without_end
from generator.engine import Made, Read
from generator.problems.fault import Fault
from generator.problems.regex import regex

_VARIABLE = regex(r"\$\{(\w+)\}")
SHORTEST = 4
"""Shorter values are words of every message; a password is hidden however short it is."""


class Unset(Exception):
    """A variable of the environment that an address names is not set."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Address(Struct, frozen=True):
    """An address with its secrets; it is never kept, and never shown."""

    url: str
    secrets: tuple[str, ...]

    def scrub(self, message: str) -> str:
        """Return a message without what is secret."""
        clean = message
        for secret in self.secrets:
            clean = clean.replace(secret, "…")
        return clean


def fill(address: str, environment: Mapping[str, str]) -> Address:
    """Put the environment's values into an address. Raises Unset."""
    values = {name: _value(name, environment) for name in _VARIABLE.findall(address)}
    if _VARIABLE.fullmatch(address):
        url = next(iter(values.values()))
    else:
        start, at, rest = address.rpartition("@")
        # A password may hold what would end it in an address.
        url = _put(start, {name: quote(value, safe="") for name, value in values.items()})
        url += at + _put(rest, values)
    return Address(url, _secrets(url, values))


def _value(name: str, environment: Mapping[str, str]) -> str:
    if not environment.get(name):
        raise Unset(name)
    return environment[name]


def _put(text: str, values: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda match: values[match[1]], text)


def _secrets(url: str, values: Mapping[str, str]) -> tuple[str, ...]:
    user = url.partition("://")[2].rpartition("@")[0]
    password = user.partition(":")[2]
    found = {url, password, unquote(password)}
    found |= {form for value in values.values() if len(value) >= SHORTEST
              for form in (value, quote(value, safe=""))}  # fmt: skip
    return tuple(sorted((each for each in found if each), key=lambda each: (-len(each), each)))


def ask(value: Asking, read: Read) -> Made[ConnectionAnswer]:
    """Put a query to a connection; places are those of the query's own text.

    What went wrong out there may be right the next time, so it is not kept.
    """
    fault = fault_of(value.text, lasting=False)
    if fault:
        return _wrong(fault)
    try:
        # The one look at the environment that no Request knows of: secrets belong in no value.
        address = fill(value.address, os.environ)
    except Unset as unset:
        what = f'the connection "{value.connection}" needs the environment variable {unset.name}'
        return _silent(what, "set it where you build")
    return _fetched(value, address)


def _fetched(value: Asking, address: Address) -> Made[ConnectionAnswer]:
    try:
        table = rows_of(address.url, without_end(value.text))
    except MissingPackage as missing:
        return _silent(f'the connection "{value.connection}" needs {missing}', missing.hint)
    except Unreachable as unreachable:
        why = address.scrub(str(unreachable))
        return _silent(f'cannot reach "{value.connection}": {why}', "")
    except Fault as fault:
        return _wrong(Fault(address.scrub(fault.message), fault.spot, address.scrub(fault.hint)))
    made = made_of(table, value.timezone, is_exact=False)
    return Made(ConnectionAnswer(made.value), made.problems, made.blobs)


def _silent(silence: str, hint: str) -> Made[ConnectionAnswer]:
    return Made(ConnectionAnswer(None, silence, hint), lasting=False)


def _wrong(fault: Fault) -> Made[ConnectionAnswer]:
    return Made(None, (problem_of(fault),), lasting=False)
