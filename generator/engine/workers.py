"""Make steps here or in a pool of warm processes: one seam for both."""

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from typing import TypeAlias

from msgspec import Struct

from generator.engine.digest import Blob, digest, encode
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
    except KeyboardInterrupt:
        raise
    except BaseException:
        # Foreign code may raise more than Exception: a panic in Rust, a call of exit().
        return Finished(job.key, crash=f"{label(job.step)}\n{traceback.format_exc()}")


def label(step: Step) -> str:
    """Return the maker's name, as keys and reports carry it."""
    name = step.make.__qualname__
    if not name.isidentifier():
        raise TypeError(f"{name} is not a top-level function: its name would not tell what it does")
    return f"{step.make.__module__}.{name}"


def _finished(key: str, made: Made[object]) -> Finished:
    blobs = tuple((digest(content), content) for content in made.blobs)
    return Finished(key, encode(Made(made.value, made.problems)), blobs)


def _make_batch(jobs: Sequence[Job]) -> Batch:
    return [make(job) for job in jobs]


def _start_worker() -> None:
    """Leave interrupts to the parent, and do not outlive it, should it be killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


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

    def _submitted(self, jobs: Sequence[Job]) -> Iterator[Future[Batch]]:
        pool = self._started()
        size = max(1, min(32, len(jobs) // (4 * self._count)))
        for start in range(0, len(jobs), size):
            yield pool.submit(_make_batch, jobs[start : start + size])

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._count, mp_context=_start_method(), initializer=_start_worker
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
