"""The promise of the house: a Step is a named pure function and one frozen value."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from msgspec import Struct

from generator.engine.digest import Blob, digest
from generator.problems import Problem

T = TypeVar("T")

Read = Callable[[Blob], bytes]
"""Gives the bytes of a Blob that the step's value holds; any other is refused."""


class Made(Struct, Generic[T], frozen=True):
    """What a maker returns: a value with its problems, or problems alone.

    ``blobs`` are the bytes of every Blob that the value newly names. What is not ``lasting``
    is not kept in the cache: a program that failed may do better the next time.
    """

    value: T | None
    problems: tuple[Problem, ...] = ()
    blobs: tuple[bytes, ...] = ()
    lasting: bool = True


Maker = Callable[[Any, Read], Made[Any]]
"""A top-level function ``make(value, read)``, annotated with ``Made[Result]``.

It is pure: it finds everything in its value (and in the Blobs that the value
holds), and returns problems instead of raising.
"""


class Step(Struct, frozen=True):
    """A maker and its argument."""

    make: Maker
    value: Any


def keep(content: bytes | str) -> tuple[Blob, bytes]:
    """Name some bytes: return their Blob and the bytes, ready for ``Made.blobs``."""
    raw = content.encode() if isinstance(content, str) else content
    return Blob(digest(raw)), raw
