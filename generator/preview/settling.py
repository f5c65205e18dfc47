"""Waiting until what rang holds still: a save may take several steps."""

import os
import time
from collections.abc import Callable, Iterable, Mapping

from generator.preview.bell import Bell, Rings

STILL, LONGEST_STILL = 0.004, 0.128
"""Seconds for which two looks must agree; the longer ones while saves follow one another."""
HURRY = 0.06
"""Saves that are fewer seconds apart follow one another at once."""
UNFINISHED = 0.06
"""Seconds that an editor has to fill a file that it emptied, or to put another in its place."""
PATIENCE = 1.0
"""Seconds after which what does not hold still is looked at as it is."""

_Mark = tuple[int, int, int] | None


class Settling:
    """Waits as short as it can; a hand that saves without end is not answered at each save.

    ``is_source`` tells whether a file was part of the site the last time that we looked: that
    one is gone may be half of a save, that an editor's own passing file is gone says nothing.
    """

    def __init__(self, bell: Bell, is_source: Callable[[str], bool]) -> None:
        self._bell = bell
        self._is_source = is_source
        self._still = STILL
        self._last = 0.0

    def settle(self, rings: Rings) -> frozenset[str]:
        """Return all paths that rang, after they held still."""
        hurried = rings.first - self._last < HURRY
        self._still = min(2 * self._still, LONGEST_STILL) if hurried else STILL
        self._last = rings.last
        paths, before = rings.paths, _marks(rings.paths)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            more = self._bell.answer(self._pause(before))
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
