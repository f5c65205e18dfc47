"""One SQLite file that may be lost at any time: replaced, or gone round, with a sentence."""

import sqlite3
from _thread import RLock
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from generator.engine.files import clear_place, remove, shown
from generator.problems import Place, Problem

T = TypeVar("T")

OF_THE_SYSTEM = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PROTOCOL,
    )
)
"""Errors that say nothing against the file: it stays, for a better day."""


FOREIGN = "where .postrock/ moves from machine to machine, its key must too: see docs/deploying.md"


PAGE = "PRAGMA page_size = 16384;"
"""Whole texts are kept: in small pages most of them would be chains of pages."""
CAREFREE = "PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;"
"""Nothing waits for the disk. What a power failure damages is signed, and made again."""


class FileFormat(Struct, frozen=True):
    """The schema of a file, its version, and the mark of the user whose file it is."""

    schema: str
    version: int
    mark: int = 0


class NotOurs(Exception):
    """A file that is not to be opened, why, and what may be done."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.hint = hint


class Database:
    """A database file whose loss costs only time, or one in memory if the file cannot be used.

    ``troubles`` are what the user should know of the file.
    """

    def __init__(self, path: Path | None, form: FileFormat) -> None:
        """Open the file; one that is damaged, or not of this format, gives way to an empty one."""
        self.troubles: list[Problem] = []
        self._form = form
        self._path = path
        self._guard = RLock()
        try:
            self._db = self._opened()
        except (NotOurs, OSError, sqlite3.Error) as error:
            self._replace(error)

    def do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what work on the file gives, whatever has become of the file.

        Work may be done again, over an empty file. One thread works at a time.
        """
        with self._guard:
            for way_out in (self._replace, self._go_round):
                try:
                    return work(self._db)
                except sqlite3.ProgrammingError:
                    raise
                except sqlite3.Error as error:
                    if self._path is None:
                        raise
                    self._db.close()
                    way_out(error)
            return work(self._db)

    def empty(self) -> None:
        """Replace the file by an empty one."""
        with self._guard:
            self._db.close()
            self._begin_anew()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _opened(self) -> sqlite3.Connection:
        if self._path is None:
            return _created(":memory:", self._form)
        self.troubles += clear_place(self._path.parent, "a folder")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        for file in _files(self._path):
            self.troubles += clear_place(file)
        # We leave none behind, and one that a stranger left could have SQLite delete any file.
        remove(self._path.with_name(self._path.name + "-journal"))
        if _is_made(self._path, self._form):
            return _connected(str(self._path))
        return _created(str(self._path), self._form)

    def _replace(self, error: Exception) -> None:
        """Replace an unusable file by an empty one."""
        if _is_of_the_system(error):
            self._go_round(error)
        elif self._begin_anew():
            hint = error.hint if isinstance(error, NotOurs) else ""
            self._tell(f"this cache was thrown away and begun anew: {_why(error)}", hint)

    def _begin_anew(self) -> bool:
        try:
            if self._path is not None:
                for file in _files(self._path):
                    remove(file)
            self._db = self._opened()
        except (NotOurs, OSError, sqlite3.Error) as error:
            self._go_round(error)
            return False
        return True

    def _go_round(self, error: Exception) -> None:
        """Leave the file as it is and keep everything in memory."""
        self._tell(
            f"this cache cannot be used, so nothing is kept for the next build: {_why(error)}",
            "nothing but time is lost; clean removes the cache",
        )
        self._path = None
        self._db = self._opened()

    def _tell(self, message: str, hint: str) -> None:
        place = Place(shown(self._path)) if self._path else None
        self.troubles.append(Problem(message, place, hint, severity="warning"))


def _is_of_the_system(error: Exception) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in OF_THE_SYSTEM
    # A file that is closed to us alone gives way to another where its folder is not.
    return isinstance(error, OSError) and not isinstance(error, PermissionError)


def _why(error: Exception) -> str:
    return (isinstance(error, OSError) and (error.strerror or "").lower()) or str(error)


def _files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]


def _is_made(path: Path, form: FileFormat) -> bool:
    """Tell whether a file is there that SQLite may open; raises NotOurs for one that it may not.

    A stranger's file is not even opened: what SQLite meets in one decides what it runs.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return False
    if head and not head.startswith(b"SQLite format 3\0"):
        raise NotOurs("it is no database")
    if head and int.from_bytes(head[60:64]) != form.version:
        raise NotOurs("it is of another version of the generator")
    if head and int.from_bytes(head[68:72]) != form.mark:
        raise NotOurs("another user or another machine wrote it", FOREIGN)
    return bool(head)


def _created(name: str, form: FileFormat) -> sqlite3.Connection:
    # The marks have to be in the file itself, so they are written before there is a log.
    return _connected(
        name,
        f"{PAGE} BEGIN; {form.schema} PRAGMA application_id = {form.mark};"
        f" PRAGMA user_version = {form.version}; COMMIT; PRAGMA journal_mode = WAL;",
    )


def _connected(name: str, more: str = "") -> sqlite3.Connection:
    db = sqlite3.connect(name, check_same_thread=False)
    try:
        db.executescript(f"{CAREFREE} {more}")
    except BaseException:
        db.close()
        raise
    return db
