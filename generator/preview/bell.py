"""The bell between the threads that watch and the one that builds."""

import time
from collections.abc import Iterable
from threading import Condition

from msgspec import Struct

EVERYTHING = ""
"""Rung for when any file may have changed."""


class Rings(Struct, frozen=True):
    """The paths that rang since the last answer; when the first and the last of them did."""

    paths: frozenset[str] = frozenset()
    first: float = 0.0
    last: float = 0.0


class Bell:
    """Keeps every ring until it is answered, however long a build takes."""

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._first = self._last = 0.0
        self._rung = Condition()

    def ring(self, paths: Iterable[str]) -> None:
        """Say that something happened to paths."""
        with self._rung:
            self._last = time.monotonic()
            self._first = self._first if self._paths else self._last
            self._paths.update(paths)
            self._rung.notify_all()

    def is_rung(self) -> bool:
        """Tell whether a ring waits for its answer."""
        return bool(self._paths)

    def answer(self, seconds: float) -> Rings:
        """Take all rings; wait so long for one where there is none."""
        with self._rung:
            self._rung.wait_for(self.is_rung, seconds)
            rings = Rings(frozenset(self._paths), self._first, self._last)
            self._paths.clear()
            return rings
