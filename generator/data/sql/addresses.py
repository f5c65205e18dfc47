"""The address of a database: variables of the environment into it, secrets out of messages."""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from msgspec import Struct

_VARIABLE = re.compile(r"\$\{(\w+)\}")
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
