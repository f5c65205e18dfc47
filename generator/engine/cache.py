"""The cache: one SQLite file of what was made, by key, and of large texts, by digest."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

VERSION = 2
# Rows with large values stand in tables with a rowid: their index by key stays small.
SCHEMA = f"""
CREATE TABLE IF NOT EXISTS made (key TEXT PRIMARY KEY, result BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS asked (key TEXT PRIMARY KEY, maker TEXT NOT NULL, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS blobs (digest TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS brought (digest TEXT, key TEXT, PRIMARY KEY (digest, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, content BLOB NOT NULL);
PRAGMA user_version = {VERSION};
"""


class Row(Struct, frozen=True):
    """One made step, ready to be kept: encoded value and result, and the blobs it brought."""

    key: str
    maker: str
    value: bytes
    result: bytes
    blobs: tuple[tuple[str, bytes], ...] = ()


class Cache:
    """Results by key, blobs by digest, and a few named notes such as the last plan."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, or keep everything in memory where there is no path.

        A file that is not a cache of this version is replaced by an empty one:
        nothing in it is anybody's work.
        """
        self._db = _open(path)
        self._count: int | None = None

    def find(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return the encoded results of those keys that were made before."""
        found = {}
        ask = self._db.execute
        for key in keys:
            row = ask("SELECT result FROM made WHERE key = ?", (key,)).fetchone()
            if row is not None:
                found[key] = row[0]
        return found

    def keep(self, rows: Iterable[Row]) -> None:
        """Keep made steps together with their blobs, all or none."""
        with self._db:
            for row in rows:
                self._count = None if self._count is None else self._count + 1
                self._keep_blobs(row)
                self._db.execute(
                    "INSERT OR REPLACE INTO asked VALUES (?, ?, ?)",
                    (row.key, row.maker, row.value),
                )
                self._db.execute("INSERT OR REPLACE INTO made VALUES (?, ?)", (row.key, row.result))

    def _keep_blobs(self, row: Row) -> None:
        self._db.executemany("INSERT OR IGNORE INTO blobs VALUES (?, ?)", row.blobs)
        self._db.executemany(
            "INSERT OR IGNORE INTO brought VALUES (?, ?)",
            [(name, row.key) for name, _ in row.blobs],
        )

    def blob(self, digest: str) -> bytes | None:
        """Return the bytes behind a digest, if some step made them."""
        row = self._db.execute("SELECT content FROM blobs WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else bytes(row[0])

    def asked(self, key: str) -> tuple[str, bytes] | None:
        """Return the maker's name and the encoded value that a key stands for."""
        row = self._db.execute("SELECT maker, value FROM asked WHERE key = ?", (key,)).fetchone()
        return None if row is None else (str(row[0]), bytes(row[1]))

    def maker_of(self, digest: str) -> str | None:
        """Return the key of a step that made a blob."""
        row = self._db.execute("SELECT key FROM brought WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else str(row[0])

    def note(self, name: str) -> bytes | None:
        """Return a named note."""
        row = self._db.execute("SELECT content FROM notes WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def write_notes(self, notes: Mapping[str, bytes]) -> None:
        """Write named notes, all or none."""
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO notes VALUES (?, ?)", notes.items())

    def count(self) -> int:
        """Return how many results are kept, or a few more: to count them all takes long."""
        if self._count is None:
            self._count = int(self._db.execute("SELECT count(*) FROM made").fetchone()[0])
        return self._count

    def forget_all_but(self, keys: frozenset[str]) -> None:
        """Drop the results that are not among the keys, and the blobs that only they brought."""
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS used (key TEXT PRIMARY KEY)")
        with self._db:
            self._db.executemany("INSERT INTO used VALUES (?)", [(key,) for key in keys])
            for table in ("made", "asked", "brought"):
                self._db.execute(
                    f"DELETE FROM {table} WHERE key NOT IN (SELECT key FROM used)"  # noqa: S608
                )
            self._db.execute("DELETE FROM blobs WHERE digest NOT IN (SELECT digest FROM brought)")
            self._db.execute("DELETE FROM used")
        self._count = None

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _open(path: Path | None) -> sqlite3.Connection:
    if path is None:
        return _prepared(":memory:")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _prepared(str(path))
    except sqlite3.OperationalError:
        # A full disk, say, or a folder that may not be written: not the file's fault.
        raise
    except sqlite3.DatabaseError:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return _prepared(str(path))


def _prepared(name: str) -> sqlite3.Connection:
    db = sqlite3.connect(name, check_same_thread=False)
    try:
        _prepare(db)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    found = db.execute("PRAGMA user_version").fetchone()[0]
    if found not in (0, VERSION):
        raise sqlite3.DatabaseError(f"a cache of version {found}")
    db.executescript(SCHEMA)


class Busy(Exception):
    """Another build holds the lock."""


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a lock that the operating system gives back even after a crash.

    Raises Busy where somebody else holds it, in this process or another.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        _lock(db)
        yield
    finally:
        db.close()


def _lock(db: sqlite3.Connection) -> None:
    try:
        db.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise Busy from error
        raise
