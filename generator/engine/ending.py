"""How this process ends: what signals do, and that nothing it started outlives it.

A signal's handler raises, or only notes that it came while something is being started; it never
waits. What it raises ends waits elsewhere, and whoever started a process waits for its end.
Where that takes too long, a deadline ends everything at once.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""What ends us in good order."""
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""What ends a process for sure."""
_SIGNALLED = 128
"""What shells add to a signal's number for an exit code."""
PATIENCE = 0.7
"""Seconds from a signal to the end; what is not ended in good order by then is killed."""


class Interrupted(KeyboardInterrupt):
    """A signal ended the work."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def code(self) -> int:
        """Return the exit code that tells of the signal: 130, 143 or 129."""
        return _SIGNALLED + self.number


class _State:
    """What a signal handler has to know: it takes no arguments of ours."""

    def __init__(self) -> None:
        self.begin(is_worker=False)

    def begin(self, *, is_worker: bool) -> None:
        """Forget everything, including what a parent process knew."""
        self.is_worker = is_worker
        self.holding = 0
        self.pending = 0
        self.processes: set[int] = set()
        self.groups: set[int] = set()
        self.last: list[Callable[[], None]] = []


_state = _State()


def end_on_signals(*even_ignored: int) -> None:
    """Let signals raise Interrupted in the main thread, but for those that are ignored."""
    for number in SIGNALS:
        if number in even_ignored or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _on_signal)


def finish(code: int) -> int:
    """Ignore further signals and return the exit code; after a signal, exit at once."""
    _ignore_signals()
    if code > _SIGNALLED:
        # The signal may have come while this was at work, or a worker was.
        kill_children()
        clean_up()
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        leave(code)
    return code


def _ignore_signals() -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def end_as_worker() -> None:
    """Leave to the parent what the terminal sends; when the parent says so, end at once."""
    _state.begin(is_worker=True)
    _ignore_signals()
    signal.signal(signal.SIGTERM, _on_signal)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def leave(code: int) -> None:
    """End this process now, with all that it started."""
    kill_children()
    os._exit(code)


def kill_children() -> None:
    """Kill the processes that this one started; the code that started each still waits for it."""
    for group in tuple(_state.groups):
        kill_group(group)
    for process in tuple(_state.processes):
        with suppress(ProcessLookupError):
            os.kill(process, KILL)


def kill_group(leader: int) -> None:
    """Kill a process and all of the group that it leads, which may outlive it."""
    with suppress(ProcessLookupError, PermissionError):
        getattr(os, "killpg", os.kill)(leader, KILL)


@contextmanager
def signals_held() -> Iterator[None]:
    """Hold signals back while a process is being started, so that it is always known to us."""
    _state.holding += 1
    try:
        yield
    finally:
        _state.holding -= 1
        if _state.pending and not _state.holding:
            number, _state.pending = _state.pending, 0
            os.kill(os.getpid(), number)


@contextmanager
def signals_blocked() -> Iterator[None]:
    """Block signals, also for a process that is started meanwhile, until it has its handlers."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def watch_process(process: int) -> None:
    """Kill this process when ours is ended."""
    _state.processes.add(process)


def watch_group(leader: int) -> None:
    """Kill this process and its group when ours is ended."""
    _state.groups.add(leader)


def forget_process(process: int) -> None:
    """Stop tracking a process that has ended: its number may be reused."""
    _state.processes.discard(process)
    _state.groups.discard(process)


def at_exit(remove: Callable[[], None]) -> None:
    """Call a function when all work is over, even when the process has to exit at once."""
    if remove not in _state.last:
        _state.last.append(remove)


def clean_up() -> None:
    """Remove what all work of this process left lying about.

    Who gives up while this is at work does it once more: what is begun is not done.
    """
    while _state.last:
        remove = _state.last[-1]
        remove()
        with suppress(ValueError):
            _state.last.remove(remove)


def _on_signal(number: int, frame: FrameType | None) -> None:
    if _state.holding:
        _state.pending = number
        return
    if _state.is_worker:
        leave(_SIGNALLED + number)
    end_within_patience(_SIGNALLED + number)
    raise Interrupted(number)


def end_within_patience(code: int) -> None:
    """Ignore further signals and exit after a deadline at the latest."""
    _ignore_signals()
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, lambda number, frame: _give_up(code))
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)


def _give_up(code: int) -> None:
    clean_up()
    leave(code)
