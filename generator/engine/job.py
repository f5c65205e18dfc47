"""A job: a step with the bytes that it needs, what it may use, and what came of it."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeAlias, overload

from msgspec import Struct

from generator.engine.blobs import BlobFinder, blobs_in
from generator.engine.step import Blob, Made, Step, encode, name_of

MEGABYTE = 1_000_000
STUCK_AFTER = 10
"""A step is stuck when so many times its seconds have gone by: it hardly computes."""


class Limit(Struct, frozen=True):
    """The most that one step may use; 0 is without end.

    ``seconds`` are those of a processor, so that a busy machine stops no step that an idle one
    would not; a step has another one for each megabyte that it is given. ``memory`` is in
    megabytes, and holds where a step is made by a worker.
    """

    seconds: int = 8
    memory: int = 800

    def seconds_for(self, given: int) -> int:
        """Return the seconds of a step that is given so many bytes."""
        return self.seconds and self.seconds + given // MEGABYTE

    def wall_for(self, given: int) -> int:
        """Return the seconds of a clock after which a step is stuck."""
        return STUCK_AFTER * self.seconds_for(given)


LIMIT = Limit()
NO_LIMIT = Limit(0, 0)
"""For steps that wait for a program or a server, and have a time limit of their own."""


class TookTooLong(BaseException):
    """A step used up its time. No Exception: a maker may catch all of them."""


@contextmanager
def stopped_after(seconds: int) -> Iterator[None]:
    """Raise TookTooLong in what takes longer, as far as it can be interrupted.

    That is in the main thread alone, and not in a call that never comes back to Python.
    """
    # A build that makes nothing asks for no thread.
    from threading import current_thread, main_thread

    is_main = current_thread() is main_thread()
    if not (seconds and is_main and hasattr(signal, "setitimer")):
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def holds_more(process: int, megabytes: int) -> bool:
    """Tell whether a process uses more memory; False if unlimited or unknown."""
    try:
        with open(f"/proc/{process}/statm", "rb") as file:
            pages = int(file.read().split()[1])
    except (OSError, IndexError):
        return False
    return 0 < megabytes * MEGABYTE < pages * os.sysconf("SC_PAGE_SIZE")


def too_long(seconds: int) -> str:
    """Say of a step that its time was over."""
    return f"was stopped: it took more than {seconds} seconds of computing"


def stuck(seconds: int) -> str:
    """Say of a step that it did not come to an end, and computed nothing."""
    return f"was stopped: it had not ended after {seconds} seconds, and hardly computed"


def too_large(megabytes: int) -> str:
    """Say of a step that its memory was full."""
    return f"was stopped: it needed more than {megabytes} MB of memory"


def _stop(number: int, frame: FrameType | None) -> None:
    raise TookTooLong


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

    @property
    def is_kept(self) -> bool:
        """Whether the next build may go by it."""
        return self.lasting and not self.lost


Batch: TypeAlias = list[Finished]
FindBlobs: TypeAlias = Callable[[Any], Iterable[Blob]]


class MakerCrashed(Exception):
    """A maker broke its promise not to raise: a bug of ours, with the worker's traceback."""


def job_of(key: str, step: Step, read: Callable[[Blob], bytes], find: FindBlobs = blobs_in) -> Job:
    """Return the job of a step, with what it has to read."""
    return Job(key, step, {blob.digest: read(blob) for blob in find(step.value)})


class Jobs(Sequence[Job]):
    """The jobs of steps by their keys, each put together when it is asked for.

    So workers are at work before all that a wave reads is read, and it is never in memory at once.
    """

    def __init__(
        self,
        steps: Sequence[tuple[str, Step]],
        read: Callable[[Blob], bytes],
        find: BlobFinder | None = None,
    ) -> None:
        """Take steps with their keys, and how to read a blob."""
        self._steps = steps
        self._read = read
        self._find = find or BlobFinder()

    def __len__(self) -> int:
        """Return how many jobs there are."""
        return len(self._steps)

    @overload
    def __getitem__(self, at: int) -> Job: ...
    @overload
    def __getitem__(self, at: slice) -> "Jobs": ...
    def __getitem__(self, at: int | slice) -> "Job | Jobs":
        """Return one job, or a part of them that are not put together yet."""
        if isinstance(at, slice):
            return Jobs(self._steps[at], self._read, self._find)
        return job_of(*self._steps[at], self._read, self._find)


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
        import traceback

        return Finished(job.key, crash=f"{job.step.maker.name}\n{traceback.format_exc()}")


def _told_by_system(error: OSError) -> str:
    name = f" ({error.filename})" if error.filename else ""
    return f"{(error.strerror or str(error)).lower()}{name}"


def bytes_given_to(job: Job) -> int:
    """Return how many bytes a job brings with it."""
    return sum(map(len, job.blobs.values()))


def _finished(key: str, made: Made[object]) -> Finished:
    blobs = tuple((name_of(content), content) for content in made.blobs)
    result = encode(Made(made.value, made.problems))
    return Finished(key, result, blobs, lasting=made.lasting)
