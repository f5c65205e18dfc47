"""Programs of the author's: each runs in a folder of its own, and its end is certain.

All folders of a build lie in one folder of the system's temporary directory. Its owner, the process
that asked first, removes it; after an owner that was killed the next build does.
"""

import os
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile

from msgspec import Struct

from generator.engine.ending import at_exit, forget_process, kill_group, signals_held, watch_group
from generator.engine.job import holds_more

_PREFIX = "postrock-"
_LOCK = "lock"


class _Scratch:
    """The folder of this process or of its parent, and the lock that says it is in use."""

    root: Path | None = None
    lock: int | None = None


@contextmanager
def scratch_folder(prefix: str) -> Iterator[Path]:
    """Give a new folder, as its real path, and remove it with all that is in it."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=scratch_root()))
    try:
        yield folder
    finally:
        _remove(folder)


def scratch_root() -> Path:
    """Return the folder that holds all others, made when it is first asked for."""
    if _Scratch.root is None:
        _sweep()
        at_exit(remove_scratch)
        with signals_held():
            _Scratch.root = Path(os.path.realpath(tempfile.mkdtemp(prefix=_PREFIX)))
            _Scratch.lock = _locked(_Scratch.root / _LOCK)
    return _Scratch.root


def share_scratch(root: str) -> None:
    """Work in a parent's folder."""
    _Scratch.root = Path(root)


def remove_scratch() -> None:
    """Remove all folders; to be called by their owner alone."""
    if _Scratch.root is not None:
        _remove(_Scratch.root)
    if _Scratch.lock is not None:
        os.close(_Scratch.lock)
    _Scratch.root = _Scratch.lock = None


def _locked(file: Path) -> int | None:
    """Lock a new file for as long as we live, where the system can."""
    try:
        import fcntl
    except ImportError:
        return None
    lock = os.open(file, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock


def _sweep() -> None:
    """Remove the folders of builds that were killed: ours, and not locked any more."""
    if not hasattr(os, "getuid"):
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # somebody else's, or just being removed
            found = folder.lstat()
            is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
            if is_ours and (folder / _LOCK).exists():
                lock = _locked(folder / _LOCK)
                if lock is not None:
                    _remove(folder)
                    os.close(lock)


def _remove(folder: Path) -> None:
    """Remove a folder, also where a program closed it or folders in it; never look outside."""
    shutil.rmtree(folder, ignore_errors=True)
    if not folder.is_symlink() and folder.is_dir():
        _open_all(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _open_all(folder: Path) -> None:
    """Give ourselves every right to a folder and to those in it."""
    with suppress(OSError):
        folder.chmod(stat.S_IRWXU)
    for current, folders, _ in os.walk(folder):
        for name in folders:
            inside = Path(current, name)
            if not inside.is_symlink():
                with suppress(OSError):
                    inside.chmod(stat.S_IRWXU)


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
            with signals_held():
                process = subprocess.Popen(  # noqa: S603
                    command,
                    cwd=folder,
                    env={**os.environ, **PYTHON, **(environment or {})},
                    stdin=source,
                    stdout=output,
                    stderr=errors,
                    start_new_session=True,
                )
                watch_group(process.pid)
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
    forget_process(process.pid)
