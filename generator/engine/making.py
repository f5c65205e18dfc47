"""Make steps here or in a pool of warm processes: one seam for both."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.engine.ending import clean_up
from generator.engine.job import (
    LIMIT,
    Batch,
    Finished,
    Job,
    Limit,
    TookTooLong,
    bytes_given_to,
    make,
    stopped_after,
    too_long,
)

if TYPE_CHECKING:
    from generator.engine.pool import Pool

FEW = 8
"""Up to this many steps are made here: a pool would take longer to start."""


def _make_here(job: Job, limit: Limit) -> Finished:
    seconds = limit.seconds_for(bytes_given_to(job))
    try:
        with stopped_after(seconds):
            return make(job)
    except TookTooLong:
        return Finished(job.key, lost=too_long(seconds))


class Workers:
    """A pool that starts when it is first needed and stays warm until closed."""

    def __init__(self, count: int = 0) -> None:
        """Plan for ``count`` processes, or for one a processor where it is 0."""
        self._count = count or _processors()
        self._pool: Pool | None = None

    def run(self, jobs: Sequence[Job], few: int = FEW, limit: Limit = LIMIT) -> Iterator[Batch]:
        """Make all jobs, and give them back in batches as they are done; a few are made here.

        With ``few`` 0 none is: what they run may not end, or take its whole process down.
        """
        if len(jobs) <= few or (few and self._count == 1):
            return ([_make_here(job, limit)] for job in jobs)
        return self._opened().run(jobs, limit)

    def start(self) -> None:
        """Start a worker now, while it is cheap and safe."""
        self._opened().start(1)

    def _opened(self) -> "Pool":
        # To load multiprocessing takes longer than to look up a small site's keys.
        from generator.engine.pool import Pool

        self._pool = self._pool or Pool(self._count)
        return self._pool

    @property
    def processes(self) -> set[int]:
        """Return the ids of the processes, none before the pool has started."""
        return set() if self._pool is None else self._pool.processes

    def close(self, *, at_once: bool = False) -> None:
        """End the processes, even busy ones if at once, and remove their files."""
        if self._pool is not None:
            self._pool.close(at_once=at_once)
        self._pool = None
        clean_up()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
