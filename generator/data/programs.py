"""Run a program of the author's: its output, its errors, and an end that is certain."""

import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from types import FrameType

from msgspec import Struct


class Ended(Struct, frozen=True):
    """How a program ended; ``code`` is its exit status, below 0 the signal that ended it."""

    code: int = 0
    output: bytes = b""
    errors: str = ""
    timed_out: bool = False
    cannot_start: str = ""


def run_program(
    command: Sequence[str],
    folder: Path,
    time_limit: int,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> Ended:
    """Run a program in a folder, with some bytes on its standard input.

    It and what it started are ended when the time is over, or when we are.
    """
    # Files, not pipes: a program that goes on in the background would hold a pipe open.
    with TemporaryFile() as source, TemporaryFile() as output, TemporaryFile() as errors:
        source.write(given)
        source.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603
                command,
                cwd=folder,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})},
                stdin=source,
                stdout=output,
                stderr=errors,
                start_new_session=True,
            )
        except OSError as error:
            return Ended(cannot_start=_reason(error))
        with _ended_with_us(process):
            timed_out = _waited_for(process, time_limit)
        output.seek(0)
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace")
        return Ended(process.returncode, output.read(), said, timed_out)


def _reason(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{(error.strerror or str(error)).lower()}"


def _waited_for(process: "subprocess.Popen[bytes]", time_limit: int) -> bool:
    try:
        process.wait(time_limit)
    except subprocess.TimeoutExpired:
        return True
    return False


@contextmanager
def _ended_with_us(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """End a program with all that it started, also where we are ended ourselves."""
    is_main = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGTERM) if is_main else None

    def end(number: int, frame: FrameType | None) -> None:
        _end(process)
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)
        os.kill(os.getpid(), number)

    if is_main:
        signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        _end(process)
        if is_main:
            signal.signal(signal.SIGTERM, before or signal.SIG_DFL)


def _end(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            # The program leads a group of its own, which may outlive it.
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
