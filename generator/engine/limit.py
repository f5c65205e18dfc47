"""What one step may use before it is stopped: time of a processor, and memory."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from msgspec import Struct

MEGABYTE = 1_000_000


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
        """Return the seconds of a clock after which a step is stuck: it hardly computes."""
        return 10 * self.seconds_for(given)


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
    """Tell whether a process holds more memory; no where there is no limit or no telling."""
    try:
        with open(f"/proc/{process}/statm", "rb") as file:
            pages = int(file.read().split()[1])
    except (OSError, IndexError):
        return False
    return 0 < megabytes * MEGABYTE < pages * os.sysconf("SC_PAGE_SIZE")


def too_long(seconds: int) -> str:
    """Say of a step that its time was over."""
    return f"was stopped: it took more than {seconds} seconds of computing"


def too_large(megabytes: int) -> str:
    """Say of a step that its memory was full."""
    return f"was stopped: it needed more than {megabytes} MB of memory"


def _stop(number: int, frame: FrameType | None) -> None:
    raise TookTooLong
