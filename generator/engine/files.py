"""What builds keep: plain files and folders, and a lock for one build of a site at a time.

No link is followed that stands in their place.
"""

import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.problems import Place, Problem

KINDS = (
    (stat.S_ISREG, "a file"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


def clear_place(path: Path, kind: str = "a file") -> tuple[Problem, ...]:
    """Remove anything that is not a plain file or folder from a path; return problems."""
    found = _kind(path)
    if found in ("", kind):
        return ()
    remove(path)
    message = f"this was {found} where builds keep {kind}; it was removed"
    hint = "where it led, nothing was touched" if "link" in found else "keep nothing else there"
    return (Problem(message, Place(shown(path)), hint, severity="warning"),)


def remove(path: Path) -> None:
    """Remove a file, a folder with all that is in it, or a link but not where it leads."""
    if _kind(path) == "a folder":
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def shown(path: Path) -> str:
    """Return a path as one below the site's root: what builds keep lies in a folder there."""
    return path.name if path.name.startswith(".") else f"{path.parent.name}/{path.name}"


def _kind(path: Path) -> str:
    """Return the kind of what is at a path, without following links; empty if it does not exist."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return ""
    return next((name for fits, name in KINDS if fits(mode)), "a device")


def is_folder(place: Path) -> bool:
    """Tell whether this is a folder and not a link to one."""
    try:
        return stat.S_ISDIR(os.lstat(place).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def read_file(place: Path) -> bytes | None:
    """Return the bytes of a plain file, or None if this is not one."""
    if not os.path.lexists(place) or not stat.S_ISREG(os.lstat(place).st_mode):
        return None
    return place.read_bytes()


def make_folder(place: str, owner: tuple[int, int] | None = None) -> None:
    """Make a folder, for an owner if it is not to be ours."""
    os.mkdir(place)
    if owner is not None:
        os.chown(place, *owner)


def write_file(place: str, content: bytes, owner: tuple[int, int] | None = None) -> os.stat_result:
    """Write a new file; return its stat."""
    with open(place, "xb", buffering=0) as file:
        rest = memoryview(content)
        while rest:
            rest = rest[file.write(rest) :]
    if owner is not None:
        os.chown(place, *owner)
    return os.stat(place)


def replace_file(place: Path, content: bytes) -> None:
    """Replace a file, whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(place.name + ".new")
    remove(beside)
    if is_folder(place):
        remove(place)
    write_file(os.fspath(beside), content)
    beside.replace(place)


class Busy(Exception):
    """Another build holds the lock."""


@contextmanager
def exclusive(path: Path) -> Iterator[tuple[Problem, ...]]:
    """Hold a lock that the operating system gives back even after a crash; tell what was cleared.

    Raises Busy where somebody else holds it, in this process or another, and OSError where
    there can be no lock.
    """
    troubles = clear_place(path.parent, "a folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    troubles += clear_place(path)
    db = _held(path)
    try:
        yield troubles
    finally:
        db.close()


def _held(path: Path) -> sqlite3.Connection:
    try:
        return _locked(path)
    except (PermissionError, sqlite3.Error):
        # Another user's, perhaps: there is nothing in it, so another file is as good.
        remove(path)
    try:
        return _locked(path)
    except sqlite3.Error as error:
        raise OSError(errno.EIO, str(error), str(path)) from error


def _locked(path: Path) -> sqlite3.Connection:
    _keep_empty(path)
    db = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        # A journal in a file would be in the way of who asks after us.
        db.execute("PRAGMA journal_mode = MEMORY")
        db.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        db.close()
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY:
            raise Busy from error
        raise
    return db


def _keep_empty(path: Path) -> None:
    """Take from the lock whatever somebody wrote there: SQLite would go by it."""
    for suffix in ("-journal", "-wal", "-shm"):
        remove(path.with_name(path.name + suffix))
    if path.exists() and path.stat().st_size:
        os.truncate(path, 0)
