"""A worker as its parent sees it: what it was given, what it uses, how it ended."""

import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from multiprocessing.context import ForkContext, SpawnContext

from generator.engine.ending import KILL, answer_for_process, is_over, masked
from generator.engine.job import Batch, Job, given_to
from generator.engine.limit import NO_LIMIT, Limit, holds_more, too_large, too_long
from generator.engine.scratch import scratch_root
from generator.engine.worker import work

_NUMBERS = count()
_OUT_OF_MEMORY = ("memory allocation of", "out of memory", "OOM", "MemoryError")
"""What Rust, V8 and Python say last."""
_LAST_WORDS = 4_000


class Hand:
    """One worker, its process and the ways to it."""

    def __init__(self, context: ForkContext | SpawnContext) -> None:
        """Start the process."""
        root = scratch_root()
        self._log = root / f"worker-{next(_NUMBERS)}.log"
        self.results, theirs = context.Pipe()
        self._begun, their_begun = context.Pipe(duplex=False)
        self._process = context.Process(
            target=work, args=(theirs, their_begun, str(self._log), str(root)), daemon=True
        )
        with masked():
            self._process.start()
            self.id = self._process.pid or 0
            answer_for_process(self.id)
        theirs.close()
        their_begun.close()
        self.jobs: Sequence[Job] = ()
        self.fate = ""
        self.begun = 0
        self._limit, self._until = NO_LIMIT, 0.0

    def begin(self, jobs: Sequence[Job], limit: Limit) -> bool:
        """Give the worker jobs; tell whether it was there to take them."""
        wall = sum(limit.wall_for(given_to(job)) for job in jobs)
        self._limit, self._until = limit, time.monotonic() + wall
        try:
            self.results.send((limit, jobs))
        except OSError:
            return False
        self.jobs = jobs
        return True

    def take(self) -> Batch | None:
        """Return what the worker made; nothing where it died over it."""
        try:
            done: Batch = self.results.recv()
        except (EOFError, OSError):
            return None
        self._count_begun()
        self.jobs, self.begun = (), 0
        return done

    def stop_what_uses_too_much(self) -> None:
        """End the worker where it is over its limits; a step's time is also for the system."""
        if holds_more(self.id, self._limit.memory):
            self._stop(too_large(self._limit.memory))
        elif self._limit.seconds and time.monotonic() > self._until:
            self._stop(too_long(self._seconds))

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

    def bury(self, patience: float) -> None:
        """Wait for the worker's end, which comes after the patience at the latest."""
        self._process.join(max(patience, 0))
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        is_over(self.id)
        self._count_begun()
        self.fate = self.fate or self._how_it_ended(self._process.exitcode or 0)
        self.results.close()
        self._begun.close()
        self._log.unlink(missing_ok=True)

    @property
    def last_words(self) -> str:
        """Return the end of what the worker wrote to standard error."""
        try:
            return self._log.read_bytes()[-_LAST_WORDS:].decode("utf-8", "replace")
        except FileNotFoundError:
            return ""

    @property
    def _seconds(self) -> int:
        at = max(self.begun - 1, 0)
        return self._limit.seconds_for(given_to(self.jobs[at]) if at < len(self.jobs) else 0)

    def _stop(self, why: str) -> None:
        self.fate = why
        self._process.kill()

    def _count_begun(self) -> None:
        with suppress(EOFError, OSError):
            while self._begun.poll():
                self._begun.recv_bytes()
                self.begun += 1

    def _how_it_ended(self, code: int) -> str:
        if code == -getattr(signal, "SIGXCPU", code + 1):
            return too_long(self._seconds)
        if any(word in self.last_words for word in _OUT_OF_MEMORY):
            return too_large(self._limit.memory)
        how = signal.Signals(-code).name if code < 0 else f"exit {code}"
        if code == -KILL:
            return f"was not made: its process was killed ({how}), perhaps for want of memory"
        return f"was not made: it crashed its process ({how})"
