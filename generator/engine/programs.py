"""Run a program of the author's: its output, its errors, and an end that is certain."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile

from msgspec import Struct

from generator.engine.ending import answer_for_group, is_over, kill_group, starting
from generator.engine.limit import holds_more

GLANCE = 0.2
"""Seconds between two looks at what a program holds."""


class Ended(Struct, frozen=True):
    """How a program ended; ``code`` is its exit status, below 0 the signal that ended it."""

    code: int = 0
    output: bytes = b""
    errors: str = ""
    timed_out: bool = False
    too_large: bool = False
    cannot_start: str = ""


PYTHON = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONSAFEPATH": ""}
"""What a program in Python finds: its own folder, where it leaves no copies."""


def run_program(
    command: Sequence[str],
    folder: Path,
    time_limit: int,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
    memory: int = 0,
) -> Ended:
    """Run a program in a folder, with some bytes on its standard input.

    It and what it started are ended when its seconds are over, when it holds more megabytes of
    memory (0: as many as there are), or when we end.
    """
    # Files, not pipes: a program that goes on in the background would hold a pipe open.
    with TemporaryFile() as source, TemporaryFile() as output, TemporaryFile() as errors:
        source.write(given)
        source.seek(0)
        process, over = None, ""
        try:
            with starting():
                process = subprocess.Popen(  # noqa: S603
                    command,
                    cwd=folder,
                    env={**os.environ, **PYTHON, **(environment or {})},
                    stdin=source,
                    stdout=output,
                    stderr=errors,
                    start_new_session=True,
                )
                answer_for_group(process.pid)
            over = _waited_for(process, time_limit, memory)
        except OSError as error:
            return Ended(cannot_start=_reason(error))
        finally:
            if process is not None:
                _end(process)
        output.seek(0)
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace")
        return Ended(process.returncode, output.read(), said, over == "time", over == "memory")


def _reason(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{(error.strerror or str(error)).lower()}"


def _waited_for(process: "subprocess.Popen[bytes]", time_limit: int, memory: int) -> str:
    """Wait for the end; return what of "time" and "memory" was over before it came, if any."""
    until = time.monotonic() + time_limit
    while True:
        try:
            process.wait(min(GLANCE, max(until - time.monotonic(), 0)))
        except subprocess.TimeoutExpired:
            if time.monotonic() >= until:
                return "time"
            if holds_more(process.pid, memory):
                return "memory"
        else:
            return ""


def _end(process: "subprocess.Popen[bytes]") -> None:
    # The program leads a group of its own, which may outlive it.
    kill_group(process.pid)
    process.wait()
    is_over(process.pid)
