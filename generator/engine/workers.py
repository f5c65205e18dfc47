"""Make steps here or in a pool of warm processes: one seam for both."""

import os
import traceback
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from generator.engine.digest import Blob, digest, encode
from generator.engine.ending import clean_up
from generator.engine.limit import LIMIT, Limit, TookTooLong, stopped_after, too_long
from generator.engine.step import Made, Step

if TYPE_CHECKING:
    from generator.engine.pool import Pool

FEW = 8
"""Up to this many steps are made here: a pool would take longer to start."""


class Job(Struct, frozen=True):
    """A step that is to be made, its key, and the bytes of the blobs that it holds."""

    key: str
    step: Step
    blobs: Mapping[str, bytes]


class Finished(Struct, frozen=True):
    """What a worker sends back: encoded result and blobs, or the traceback of our bug.

    ``lost`` says why there is nothing where a step was stopped, or took its process down.
    """

    key: str
    result: bytes = b""
    blobs: tuple[tuple[str, bytes], ...] = ()
    crash: str = ""
    lost: str = ""
    lasting: bool = True


Batch: TypeAlias = list[Finished]


class MakerCrashed(Exception):
    """A maker broke its promise not to raise: a bug of ours, with the worker's traceback."""


def make(job: Job) -> Finished:
    """Make one step; whatever is raised comes back as text."""

    def read(blob: Blob) -> bytes:
        return job.blobs[blob.digest]

    try:
        return _finished(job.key, job.step.make(read))
    except (KeyboardInterrupt, TookTooLong):
        raise
    except OSError as error:
        # Makers open nothing of the site: what fails is the folder that a program works in.
        return Finished(job.key, lost=f"was not made: {_told_by_system(error)}")
    except MemoryError:
        return Finished(job.key, lost="was stopped: it needs more memory than there is")
    except BaseException:
        # Foreign code may raise more than Exception: a panic in Rust, a call of exit().
        return Finished(job.key, crash=f"{job.step.maker.name}\n{traceback.format_exc()}")


def _told_by_system(error: OSError) -> str:
    name = f" ({error.filename})" if error.filename else ""
    return f"{(error.strerror or str(error)).lower()}{name}"


def _make_here(job: Job, limit: Limit) -> Finished:
    seconds = limit.seconds_for(given_to(job))
    try:
        with stopped_after(seconds):
            return make(job)
    except TookTooLong:
        return Finished(job.key, lost=too_long(seconds))


def given_to(job: Job) -> int:
    """Return how many bytes a job brings with it."""
    return sum(map(len, job.blobs.values()))


def _finished(key: str, made: Made[object]) -> Finished:
    blobs = tuple((digest(content), content) for content in made.blobs)
    result = encode(Made(made.value, made.problems))
    return Finished(key, result, blobs, lasting=made.lasting)


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
        """End the processes; at once also those that are at work. Nothing of theirs is left."""
        if self._pool is not None:
            self._pool.close(at_once=at_once)
        self._pool = None
        clean_up()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
