"""Make steps here or in a pool of warm processes: one seam for both."""

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing.context import BaseContext
from typing import TypeAlias

from msgspec import Struct

from generator.engine.digest import Blob, encode
from generator.engine.step import Made, Step

FEW = 8
"""Up to this many steps are made here: a pool would take longer to start."""


class Job(Struct, frozen=True):
    """A step that is to be made, its key, and the bytes of the blobs that it holds."""

    key: str
    step: Step
    blobs: Mapping[str, bytes]


class Finished(Struct, frozen=True):
    """What a worker sends back: encoded result and blobs, or the traceback of our bug."""

    key: str
    result: bytes = b""
    blobs: tuple[tuple[str, bytes], ...] = ()
    crash: str = ""


Batch: TypeAlias = list[Finished]


class MakerCrashed(Exception):
    """A maker broke its promise not to raise: a bug of ours, with the worker's traceback."""


def make(job: Job) -> Finished:
    """Make one step; whatever is raised comes back as text."""

    def read(blob: Blob) -> bytes:
        return job.blobs[blob.digest]

    try:
        return _finished(job.key, job.step.make(job.step.value, read))
    except Exception:
        return Finished(job.key, crash=f"{label(job.step)}\n{traceback.format_exc()}")


def label(step: Step) -> str:
    """Return the maker's name, as keys and reports carry it."""
    return f"{step.make.__module__}.{step.make.__qualname__}"


def _finished(key: str, made: Made[object]) -> Finished:
    from generator.engine.digest import digest

    blobs = tuple((digest(content), content) for content in made.blobs)
    return Finished(key, encode((made.value, made.problems)), blobs)


def _make_batch(jobs: Sequence[Job]) -> Batch:
    return [make(job) for job in jobs]


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Workers:
    """A pool that starts when it is first needed and stays warm until closed."""

    def __init__(self, count: int = 0) -> None:
        """Plan for ``count`` processes, or for one a processor where it is 0."""
        self._count = count or _processors()
        self._pool: ProcessPoolExecutor | None = None

    def run(self, jobs: Sequence[Job]) -> Iterator[Batch]:
        """Make all jobs, and give them back in batches as they are done."""
        if len(jobs) <= FEW or self._count == 1:
            return ([make(job)] for job in jobs)
        return self._in_pool(jobs)

    def _in_pool(self, jobs: Sequence[Job]) -> Iterator[Batch]:
        pool = self._started()
        size = max(1, min(32, len(jobs) // (4 * self._count)))
        waiting: set[Future[Batch]] = {
            pool.submit(_make_batch, jobs[start : start + size])
            for start in range(0, len(jobs), size)
        }
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._count, mp_context=_start_method(), initializer=_ignore_interrupts
            )
        return self._pool

    def close(self, *, at_once: bool = False) -> None:
        """End the processes; at once also those that are at work."""
        if self._pool is None:
            return
        if at_once:
            for process in (getattr(self._pool, "_processes", None) or {}).values():
                process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start_method() -> BaseContext:
    """Fork where that is safe, for it starts in milliseconds: with one thread, and no V8 loaded."""
    alone = threading.active_count() == 1 and "vl_convert" not in sys.modules
    return multiprocessing.get_context("fork" if alone and sys.platform == "linux" else "spawn")
