"""The queue of changed paths between watcher and builder, and the wait until they hold still."""

import os
import time
from collections.abc import Callable, Iterable, Mapping
from threading import Condition

from msgspec import Struct

EVERYTHING = ""
"""Added where any file may have changed."""


class ChangeBatch(Struct, frozen=True):
    """The paths that changed since the last batch; when the first and the last of them did."""

    paths: frozenset[str] = frozenset()
    first: float = 0.0
    last: float = 0.0


class ChangeQueue:
    """Keeps every change until it is taken, however long a build takes."""

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._first = self._last = 0.0
        self._added = Condition()

    def add(self, paths: Iterable[str]) -> None:
        """Say that something happened to paths."""
        with self._added:
            self._last = time.monotonic()
            self._first = self._first if self._paths else self._last
            self._paths.update(paths)
            self._added.notify_all()

    def is_waiting(self) -> bool:
        """Return whether a change waits to be taken."""
        return bool(self._paths)

    def take(self, seconds: float) -> ChangeBatch:
        """Take all changes; wait so long for one where there is none."""
        with self._added:
            self._added.wait_for(self.is_waiting, seconds)
            batch = ChangeBatch(frozenset(self._paths), self._first, self._last)
            self._paths.clear()
            return batch


STILL, LONGEST_STILL = 0.004, 0.128
"""Seconds for which two looks must agree; the longer ones while saves follow one another."""
HURRY = 0.06
"""Saves that are fewer seconds apart follow one another at once."""
UNFINISHED = 0.06
"""Seconds that an editor has to fill a file that it emptied, or to put another in its place."""
PATIENCE = 1.0
"""Seconds after which what does not hold still is looked at as it is."""

_Mark = tuple[int, int, int] | None


class Debouncer:
    """Waits as short as it can, and longer while saves follow one another.

    ``is_source`` tells whether a file was part of the site the last time that we looked: that
    one is gone may be half of a save, that an editor's own passing file is gone says nothing.
    """

    def __init__(self, changes: ChangeQueue, is_source: Callable[[str], bool]) -> None:
        self._changes = changes
        self._is_source = is_source
        self._still = STILL
        self._last = 0.0

    def debounce(self, batch: ChangeBatch) -> frozenset[str]:
        """Return all paths that changed, after they held still."""
        hurried = batch.first - self._last < HURRY
        self._still = min(2 * self._still, LONGEST_STILL) if hurried else STILL
        self._last = batch.last
        paths, before = batch.paths, _marks(batch.paths)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            more = self._changes.take(self._pause(before))
            paths |= more.paths
            self._last = max(self._last, more.last)
            now = _marks(paths)
            if now == before:
                break
            before = now
        return paths

    def _pause(self, marks: Mapping[str, _Mark]) -> float:
        unfinished = any(
            self._is_source(path) if mark is None else mark[0] == 0 for path, mark in marks.items()
        )
        return max(UNFINISHED, self._still) if unfinished else self._still


def _marks(paths: Iterable[str]) -> Mapping[str, _Mark]:
    return {path: _mark(path) for path in paths}


def _mark(path: str) -> _Mark:
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ino
