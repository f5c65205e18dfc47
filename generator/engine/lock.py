"""The lock: one build of a site at a time."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.engine.files import make_room, remove
from generator.problems import Problem


class Busy(Exception):
    """Another build holds the lock."""


@contextmanager
def exclusive(path: Path) -> Iterator[tuple[Problem, ...]]:
    """Hold a lock that the operating system gives back even after a crash; tell what was cleared.

    Raises Busy where somebody else holds it, in this process or another, and OSError where
    there can be no lock.
    """
    troubles = make_room(path.parent, "a folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    troubles += make_room(path)
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
