"""The cache: one SQLite file of what was made, by key, and of large texts, by digest.

What it says of a key is signed with that key, and a blob is compared with its digest: what was
changed, by whomever, is not there, and is made again.
"""

import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from generator.engine.database import Database, FileFormat
from generator.engine.seal import KEY, Seal, user_seal
from generator.engine.step import digest
from generator.problems import Problem

VERSION = 4
"""To be raised with every change of the schema, and of what is in a note."""
# Rows with large values stand in tables with a rowid: their index by key stays small.
SCHEMA = """
CREATE TABLE IF NOT EXISTS made (key TEXT PRIMARY KEY, result BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS asked (key TEXT PRIMARY KEY, maker TEXT NOT NULL, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS blobs (digest TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS brought
    (digest TEXT, key TEXT, mark BLOB, PRIMARY KEY (digest, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, content BLOB NOT NULL);
"""

AT_ONCE = 500
"""So many keys are asked for in one question, which costs little more than one key."""


class BlobLost(KeyError):
    """No source has the bytes of a blob, and the cache has them no longer: make it again."""


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

        A file that cannot be read, or that another user wrote, is replaced by an empty one:
        nothing in it is anybody's work. Where that cannot be, everything is kept in memory.
        """
        self._seal = user_seal() if path else Seal(os.urandom(KEY))
        self.lasts = lasts = path is not None and self._seal.trouble is None
        mark = int.from_bytes(self._seal.sign("cache", b"")[:4]) >> 1
        self._file = Database(path if lasts else None, FileFormat(SCHEMA, VERSION, mark))
        self._told = [] if self._seal.trouble is None else [self._seal.trouble]
        self._count: int | None = None

    def troubles(self) -> tuple[Problem, ...]:
        """Return what the user should know of the file, once."""
        told = (*self._told, *self._file.troubles)
        self._told, self._file.troubles = [], []
        return told

    def find(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return the encoded results of those keys that were made before."""
        wanted = list(keys)
        rows = self._file.do(lambda db: _results(db, wanted))
        opened = ((key, self._open(f"made {key}", signed)) for key, signed in rows)
        return {key: result for key, result in opened if result is not None}

    def keep(self, rows: Iterable[Row]) -> None:
        """Keep made steps together with their blobs, all or none."""
        whole = list(rows)
        if self._count is not None:
            self._count += len(whole)
        self._file.do(lambda db: self._keep(db, whole))

    def _keep(self, db: sqlite3.Connection, rows: list[Row]) -> None:
        sign = self._seal.sign
        with db:
            db.executemany(
                "INSERT OR REPLACE INTO blobs VALUES (?, ?)",
                [blob for row in rows for blob in row.blobs],
            )
            db.executemany(
                "INSERT OR REPLACE INTO brought VALUES (?, ?, ?)",
                [
                    (name, row.key, sign(f"brought {name} {row.key}", b""))
                    for row in rows
                    for name, _ in row.blobs
                ],
            )
            db.executemany(
                "INSERT OR REPLACE INTO asked VALUES (?, ?, ?)",
                [
                    (row.key, row.maker, sign(f"asked {row.key} {row.maker}", row.value))
                    for row in rows
                ],
            )
            db.executemany(
                "INSERT OR REPLACE INTO made VALUES (?, ?)",
                [(row.key, sign(f"made {row.key}", row.result)) for row in rows],
            )

    def blob(self, name: str) -> bytes | None:
        """Return the bytes behind a digest, if some step made them."""
        row = self._first("SELECT content FROM blobs WHERE digest = ?", name)
        content = row[0] if row else None
        return content if isinstance(content, bytes) and digest(content) == name else None

    def asked(self, key: str) -> tuple[str, bytes] | None:
        """Return the maker's name and the encoded value that a key stands for."""
        row = self._first("SELECT maker, value FROM asked WHERE key = ?", key)
        value = self._open(f"asked {key} {row[0]}", row[1]) if row else None
        return None if row is None or value is None else (str(row[0]), value)

    def maker_of(self, name: str) -> str | None:
        """Return the key of a step that made a blob."""
        row = self._first("SELECT key, mark FROM brought WHERE digest = ?", name)
        is_ours = row and self._open(f"brought {name} {row[0]}", row[1]) is not None
        return str(row[0]) if row and is_ours else None

    def note(self, name: str) -> bytes | None:
        """Return a named note."""
        row = self._first("SELECT content FROM notes WHERE name = ?", name)
        return self._open(f"note {name}", row[0]) if row else None

    def write_notes(self, notes: Mapping[str, bytes]) -> None:
        """Write named notes, all or none."""
        signed = [(name, self._seal.sign(f"note {name}", notes[name])) for name in notes]

        def write(db: sqlite3.Connection) -> None:
            with db:
                db.executemany("INSERT OR REPLACE INTO notes VALUES (?, ?)", signed)

        self._file.do(write)

    def count(self) -> int:
        """Return how many results are kept, or a few more: to count them all takes long."""
        if self._count is None:
            self._count = self._file.do(_count)
        return self._count

    def forget_all_but(self, keys: frozenset[str]) -> None:
        """Drop the results that are not among the keys, and the blobs that only they brought."""
        self._file.do(lambda db: _sweep(db, keys))
        self._count = None

    def empty(self) -> None:
        """Forget everything."""
        self._file.empty()
        self._count = None

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _first(self, question: str, name: str) -> tuple[object, ...] | None:
        row: tuple[object, ...] | None = self._file.do(
            lambda db: db.execute(question, (name,)).fetchone()
        )
        return row

    def _open(self, purpose: str, signed: object) -> bytes | None:
        return self._seal.open(purpose, signed) if isinstance(signed, bytes) else None


def _results(db: sqlite3.Connection, keys: list[str]) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        places = ",".join("?" * len(part))
        found += db.execute(f"SELECT key, result FROM made WHERE key IN ({places})", part)  # noqa: S608
    return found


def _count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM made").fetchone()[0])


def _sweep(db: sqlite3.Connection, keys: frozenset[str]) -> None:
    db.execute("CREATE TEMP TABLE IF NOT EXISTS used (key TEXT PRIMARY KEY)")
    with db:
        db.executemany("INSERT INTO used VALUES (?)", [(key,) for key in keys])
        for table in ("made", "asked", "brought"):
            db.execute(
                f"DELETE FROM {table} WHERE key NOT IN (SELECT key FROM used)"  # noqa: S608
            )
        db.execute("DELETE FROM blobs WHERE digest NOT IN (SELECT digest FROM brought)")
        db.execute("DELETE FROM used")
