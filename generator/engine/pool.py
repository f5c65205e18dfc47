"""The pool of warm processes; only loaded where there is much to make."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.context import BaseContext

from generator.engine.workers import Batch, Job, MakerCrashed, make


def _make_batch(jobs: Sequence[Job]) -> Batch:
    return [make(job) for job in jobs]


def _start_worker() -> None:
    """Leave interrupts to the parent, and do not outlive it, should it be killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()


@contextmanager
def _interrupts_waiting() -> Iterator[None]:
    """Hold interrupts back while workers start, until they have learnt to ignore them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


BATCH = 12
"""So many jobs go to a worker at once: few enough that all workers end at about the same time."""


class Pool:
    """Processes that stay warm until they are closed."""

    def __init__(self, count: int) -> None:
        """Start with the first jobs."""
        self._count = count
        self._executor = ProcessPoolExecutor(
            count, mp_context=_start_method(), initializer=_start_worker
        )

    def run(self, jobs: Sequence[Job]) -> Iterator[Batch]:
        """Make all jobs; raises MakerCrashed where a process dies."""
        waiting: set[Future[Batch]] = set()
        try:
            waiting.update(self._submitted(jobs))
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        except BrokenProcessPool as error:
            self.close(at_once=True)
            raise MakerCrashed("a worker process died, perhaps for want of memory") from error
        finally:
            for future in waiting:
                future.cancel()

    @property
    def processes(self) -> set[int]:
        """Return the ids of the processes."""
        return set(getattr(self._executor, "_processes", None) or {})

    def close(self, *, at_once: bool = False) -> None:
        """End the processes; at once also those that are at work."""
        if at_once:
            for process in (getattr(self._executor, "_processes", None) or {}).values():
                process.terminate()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _submitted(self, jobs: Sequence[Job]) -> Iterator[Future[Batch]]:
        size = max(1, min(BATCH, len(jobs) // (4 * self._count)))
        for start in range(0, len(jobs), size):
            with _interrupts_waiting():
                future = self._executor.submit(_make_batch, jobs[start : start + size])
            yield future


def _start_method() -> BaseContext:
    """Fork where that is safe, for it starts in milliseconds: with one thread, and no V8 loaded."""
    alone = threading.active_count() == 1 and "vl_convert" not in sys.modules
    return multiprocessing.get_context("fork" if alone and sys.platform == "linux" else "spawn")
