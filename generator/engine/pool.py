"""The pool of warm processes; only loaded where there is much to make, or what may break."""

import multiprocessing
import os
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import wait
from multiprocessing.context import ForkContext, SpawnContext

from generator.engine.job import LIMIT, Batch, Finished, Job, Limit, MakerCrashed
from generator.engine.worker import Worker

BATCH = 12
"""So many jobs go to a worker at once: few enough that all workers end at about the same time."""
MANY = 4 * BATCH
"""With so many jobs a worker, each has its next batch at hand while we look at what it made."""
AT_HAND = 2
"""So many batches a worker has then."""
GLANCE = 0.05
"""Seconds between two looks at what workers use."""
GRACE, FAREWELL = 0.2, 5.0
"""Seconds that workers have to end when they are told to, at once or in good order."""
MOST_FAILED_STARTS = 3
"""So many workers in a row that end before they begin to work mean that none will."""


class Pool:
    """Processes that stay warm until they are closed; each that dies is replaced."""

    def __init__(self, count: int) -> None:
        """Start with the first jobs."""
        self._count = count
        self._workers: list[Worker] = []
        self._failed_starts = 0
        self._glanced = 0.0
        self._chances = 0
        self._is_closed = False

    def run(self, jobs: Sequence[Job], limit: Limit = LIMIT) -> Iterator[Batch]:
        """Make all jobs; a job whose worker dies comes back as lost.

        The first whose time is over is made once more: a machine may have stood still meanwhile.
        """
        self._chances = 1
        waiting = deque(self._parted(jobs))
        # With few jobs or long ones, those given early would wait behind others.
        room = AT_HAND if len(jobs) >= MANY * self._count else 1
        try:
            self._give_out(waiting, limit, room)
            while waiting or self._busy:
                taken = [self._taken(worker, waiting) for worker in self._ready()]
                # Workers go on while whoever asked looks at what they made.
                self._give_out(waiting, limit, room)
                yield from (batch for batch in taken if batch)
        finally:
            # What was given up is not waited for.
            for worker in self._busy:
                self._dismiss(worker, at_once=True)

    def start(self, count: int) -> None:
        """Start workers before there are jobs, while it is safe to fork."""
        while len(self._workers) < count:
            self._workers.append(Worker(_start_method()))

    @property
    def processes(self) -> set[int]:
        """Return the ids of the processes."""
        return {worker.id for worker in self._workers}

    def close(self, *, at_once: bool = False) -> None:
        """End the processes; at once also those that are at work."""
        self._is_closed = True
        for worker in self._workers:
            worker.dismiss(at_once=at_once)
        deadline = time.monotonic() + (GRACE if at_once else FAREWELL)
        for worker in self._workers:
            worker.end(deadline - time.monotonic())
        self._workers = []

    @property
    def _busy(self) -> list[Worker]:
        return [worker for worker in self._workers if worker.jobs]

    def _parted(self, jobs: Sequence[Job]) -> Iterator[Sequence[Job]]:
        size = max(1, min(BATCH, len(jobs) // (4 * self._count)))
        return (jobs[start : start + size] for start in range(0, len(jobs), size))

    def _give_out(self, waiting: deque[Sequence[Job]], limit: Limit, room: int) -> None:
        if self._is_closed:
            raise MakerCrashed("the workers were closed while they were at work")
        self.start(min(self._count, len(self._busy) + len(waiting)))
        for worker in sorted(self._workers, key=lambda worker: worker.given):
            if waiting and worker.given < room:
                jobs = waiting.popleft()
                if not worker.give(jobs, limit):
                    waiting.appendleft(jobs)
                    self._forget_idle(worker)

    def _forget_idle(self, worker: Worker) -> None:
        """Dismiss a worker that is gone; one that had jobs will be found when it is waited for."""
        if not worker.given:
            self._dismiss(worker, at_once=True)

    def _ready(self) -> list[Worker]:
        """Wait until workers have sent something or have ended."""
        busy = self._busy
        ready = wait([worker.results for worker in busy], GLANCE)
        if time.monotonic() > self._glanced + GLANCE:
            self._glanced = time.monotonic()
            for worker in busy:
                worker.stop_what_uses_too_much()
        return [worker for worker in busy if worker.results in ready]

    def _taken(self, worker: Worker, waiting: deque[Sequence[Job]]) -> Batch:
        """Return what a worker made, nothing where it never began."""
        jobs, done = worker.jobs, worker.take()
        if done is not None:
            self._failed_starts = 0
            return done
        self._workers.remove(worker)
        worker.end(GRACE)
        if worker.next_jobs:
            waiting.appendleft(worker.next_jobs)
        at, why = worker.begun - 1, worker.reason
        if at < 0:
            self._failed_starts += 1
            if self._failed_starts >= MOST_FAILED_STARTS:
                raise MakerCrashed(f"workers end before they begin to work\n{worker.stderr_tail}")
            waiting.appendleft(jobs)
            return []
        # What it had made before is lost with it.
        waiting.extendleft(part for part in (jobs[at + 1 :], jobs[:at]) if part)
        if worker.took_too_long and self._chances:
            self._chances -= 1
            waiting.append(jobs[at : at + 1])
            return []
        return [Finished(jobs[at].key, lost=why)]

    def _dismiss(self, worker: Worker, *, at_once: bool) -> None:
        if worker in self._workers:
            self._workers.remove(worker)
        worker.dismiss(at_once=at_once)
        worker.end(GRACE)


def _start_method() -> ForkContext | SpawnContext:
    """Fork where that is safe, for it starts in milliseconds."""
    if is_safe_to_fork():
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def is_safe_to_fork() -> bool:
    """Tell whether a fork can hang on no lock: with one thread, and no V8 loaded.

    Threads of foreign code count too, though Python does not know of them.
    """
    try:
        threads = len(os.listdir("/proc/self/task"))
    except OSError:
        return False
    return threads == 1 and "vl_convert" not in sys.modules
