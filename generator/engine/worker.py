"""A worker: the process that makes steps batch by batch, and what its parent sees of it."""

import gc
import math
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from itertools import count, islice
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, SpawnContext
from queue import SimpleQueue
from typing import TypeAlias

from generator.engine.ending import (
    KILL,
    end_as_worker,
    forget_process,
    leave,
    signals_blocked,
    watch_process,
)
from generator.engine.job import (
    NO_LIMIT,
    Batch,
    Finished,
    Job,
    Limit,
    bytes_given_to,
    holds_more,
    make,
    stuck,
    too_large,
    too_long,
)
from generator.engine.programs import scratch_root, share_scratch

_NUMBERS = count()
_OUT_OF_MEMORY = ("memory allocation of", "out of memory", "OOM", "MemoryError")
"""What Rust, V8 and Python say last."""
_TAIL = 4_000
OUT_OF_TIME = -getattr(signal, "SIGXCPU", math.inf)
"""The exit code of a process that computed for as long as it was allowed to."""
LOOK_FOR_GARBAGE = 100_000
"""After so many new objects that are still there."""

_Given: TypeAlias = tuple[Limit, list[Job]] | None


def work(batches: Connection, begun: Connection, log: str, scratch: str) -> None:
    """Make each batch that comes; a byte through ``begun`` tells that a step of it begins.

    What foreign code writes to standard error goes to the log, where a crash is looked up.
    """
    end_as_worker()
    # A parent that builds once looks for none, and a worker may live for a day.
    # In what a fork has of its parent there is nothing to find, and to look would copy all of it.
    gc.freeze()
    gc.enable()
    gc.set_threshold(LOOK_FOR_GARBAGE, 20, 20)
    share_scratch(scratch)
    _write_errors_to(log)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    given: SimpleQueue[_Given] = SimpleQueue()
    threading.Thread(target=_receive, args=(batches, given), daemon=True).start()
    try:
        while taken := given.get():
            limit, jobs = taken
            batches.send([_make(job, limit, begun) for job in jobs])
    except (EOFError, OSError):
        pass
    leave(0)


def _receive(batches: Connection, given: "SimpleQueue[_Given]") -> None:
    """Take each batch as it comes: a parent that had to wait for that could take no results."""
    taken: _Given = None
    try:
        while taken := batches.recv():
            given.put(taken)
    except (EOFError, OSError):
        pass
    given.put(None)


def _make(job: Job, limit: Limit, begun: Connection) -> Finished:
    _allow(limit.seconds_for(bytes_given_to(job)))
    begun.send_bytes(b".")
    return make(job)


def _allow(seconds: int) -> None:
    """Let the system end us when we have computed for so long, even within foreign code."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime) + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = until if seconds else hard
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )


def _write_errors_to(log: str) -> None:
    try:
        file = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    except OSError:  # a disk that is full: then a crash is told without its last words
        file = os.open(os.devnull, os.O_WRONLY)
    os.dup2(file, 2)
    os.close(file)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        leave(1)


class Worker:
    """One worker as its parent sees it: its process, the ways to it, and how it ended."""

    def __init__(self, context: ForkContext | SpawnContext) -> None:
        """Start the process."""
        root = scratch_root()
        self._log = root / f"worker-{next(_NUMBERS)}.log"
        self.results, theirs = context.Pipe()
        self._begun, their_begun = context.Pipe(duplex=False)
        self._process = context.Process(
            target=work, args=(theirs, their_begun, str(self._log), str(root)), daemon=True
        )
        with signals_blocked():
            self._process.start()
            self.id = self._process.pid or 0
            watch_process(self.id)
        theirs.close()
        their_begun.close()
        self._batches: deque[list[Job]] = deque()
        self.reason = ""
        self.took_too_long = False
        self.begun = 0
        self._limit, self._until = NO_LIMIT, 0.0

    @property
    def jobs(self) -> Sequence[Job]:
        """Return the jobs that the worker is at work on."""
        return self._batches[0] if self._batches else ()

    @property
    def next_jobs(self) -> Sequence[Job]:
        """Return the jobs that it was given beside them."""
        return [job for batch in islice(self._batches, 1, None) for job in batch]

    @property
    def given(self) -> int:
        """Return how many batches it has."""
        return len(self._batches)

    def give(self, jobs: Sequence[Job], limit: Limit) -> bool:
        """Give the worker jobs; tell whether it was there to take them."""
        jobs = list(jobs)
        self._limit = limit
        try:
            self.results.send((limit, jobs))
        except OSError:
            return False
        self._batches.append(jobs)
        if len(self._batches) == 1:
            self._begin()
        return True

    def _begin(self) -> None:
        wall = sum(self._limit.wall_for(bytes_given_to(job)) for job in self.jobs)
        self._until = time.monotonic() + wall

    def take(self) -> Batch | None:
        """Return what the worker made, or None if it died."""
        try:
            done: Batch = self.results.recv()
            # It told of each beginning before it sent what came of it.
            for _ in done[self.begun :]:
                self._begun.recv_bytes()
        except (EOFError, OSError):
            return None
        self._batches.popleft()
        self.begun = 0
        self._begin()
        return done

    def stop_what_uses_too_much(self) -> None:
        """End the worker where it is over its limits; a step's time is also for the system."""
        if holds_more(self.id, self._limit.memory):
            self._stop(too_large(self._limit.memory))
        elif self._limit.seconds and time.monotonic() > self._until:
            self.took_too_long = True
            self._stop(stuck(self._limit.wall_for(self._given)))

    def dismiss(self, *, at_once: bool) -> None:
        """Tell the worker to end: at once, or when it is idle."""
        if at_once:
            with suppress(ProcessLookupError, AttributeError):
                self._process.terminate()
        else:
            # Forked workers hold copies of this end, so that closing it here ends none of them.
            with suppress(OSError):
                self.results.send(None)
            self.results.close()

    def end(self, patience: float) -> None:
        """Wait for the worker's end, which comes after the patience at the latest."""
        self._process.join(max(patience, 0))
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        forget_process(self.id)
        self._count_begun()
        code = self._process.exitcode or 0
        self.took_too_long = self.took_too_long or code == OUT_OF_TIME
        self.reason = self.reason or self._how_it_ended(code)
        self.results.close()
        self._begun.close()
        self._log.unlink(missing_ok=True)

    @property
    def stderr_tail(self) -> str:
        """Return the end of what the worker wrote to standard error."""
        try:
            return self._log.read_bytes()[-_TAIL:].decode("utf-8", "replace")
        except FileNotFoundError:
            return ""

    @property
    def _given(self) -> int:
        """Return how many bytes came with the job that it is at."""
        at = max(self.begun - 1, 0)
        return bytes_given_to(self.jobs[at]) if at < len(self.jobs) else 0

    def _stop(self, why: str) -> None:
        self.reason = why
        self._process.kill()

    def _count_begun(self) -> None:
        with suppress(EOFError, OSError):
            while self._begun.poll():
                self._begun.recv_bytes()
                self.begun += 1

    def _how_it_ended(self, code: int) -> str:
        if code == OUT_OF_TIME:
            return too_long(self._limit.seconds_for(self._given))
        if any(word in self.stderr_tail for word in _OUT_OF_MEMORY):
            return too_large(self._limit.memory)
        how = signal.Signals(-code).name if code < 0 else f"exit {code}"
        if code == -KILL:
            return f"was not made: its process was killed ({how}), perhaps for want of memory"
        return f"was not made: it crashed its process ({how})"
