"""Folders for programs to work in, which leave nothing behind.

All of a build lie in one folder of the system's temporary directory. Its owner, the process that
asked first, removes it; after an owner that was killed the next build does.
"""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.engine.ending import at_last, starting

_PREFIX = "postrock-"
_LOCK = "lock"


class _State:
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
    if _State.root is None:
        _sweep()
        at_last(remove_scratch)
        with starting():
            _State.root = Path(os.path.realpath(tempfile.mkdtemp(prefix=_PREFIX)))
            _State.lock = _locked(_State.root / _LOCK)
    return _State.root


def share_scratch(root: str) -> None:
    """Work in a parent's folder."""
    _State.root = Path(root)


def remove_scratch() -> None:
    """Remove all folders; to be called by their owner alone."""
    if _State.root is not None:
        _remove(_State.root)
    if _State.lock is not None:
        os.close(_State.lock)
    _State.root = _State.lock = None


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
