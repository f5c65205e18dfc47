"""Run a program of the author's: its output, its errors, and an end that is certain."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile

from msgspec import Struct

from generator.engine.ending import answer_for_group, is_over, kill_group, starting


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
        process, timed_out = None, False
        try:
            with starting():
                process = subprocess.Popen(  # noqa: S603
                    command,
                    cwd=folder,
                    env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})},
                    stdin=source,
                    stdout=output,
                    stderr=errors,
                    start_new_session=True,
                )
                answer_for_group(process.pid)
            timed_out = _waited_for(process, time_limit)
        except OSError as error:
            return Ended(cannot_start=_reason(error))
        finally:
            if process is not None:
                _end(process)
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


def _end(process: "subprocess.Popen[bytes]") -> None:
    # The program leads a group of its own, which may outlive it.
    kill_group(process.pid)
    process.wait()
    is_over(process.pid)
