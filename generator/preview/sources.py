"""What the sources are right now: a glance at what rang, or a look at everything."""

import time
from collections.abc import Callable, Collection
from pathlib import Path

from generator.pipeline.story import places
from generator.preview.bell import EVERYTHING
from generator.site.snapshot import Memory, Snapshot, take_snapshot
from generator.site.suspects import Odd, look_again

Places = tuple[tuple[str, Path], ...]


class Sources:
    """Remembers the last look, so that the next has less to do.

    ``cost`` is how many seconds of a processor the last look at everything took.
    """

    def __init__(self, root: Path, memory: Memory) -> None:
        self.cost = 0.0
        self._root = root
        self._places: Places = ()
        self._seen = Snapshot({}, {}, memory)

    def holds(self, file: str) -> bool:
        """Tell whether a file was there at the last look."""
        return file in self._seen.memory

    def glance(self, suspects: Collection[str], heed: Callable[[], None]) -> Snapshot:
        """Look at what is suspected alone, or at everything where that cannot tell."""
        now = places(self._root)
        if EVERYTHING in suspects or now != self._places:
            return self.look(heed)
        try:
            self._seen = look_again(self._root, now, self._seen, suspects)
        except Odd:
            return self.look(heed)
        return self._seen

    def look(self, heed: Callable[[], None]) -> Snapshot:
        """Look at everything; ``heed`` may raise to end that before."""
        started = time.thread_time()
        now = places(self._root)
        self._seen = take_snapshot(self._root, now, self._seen.memory, heed)
        self._places = now
        self.cost = time.thread_time() - started
        return self._seen
