"""A file that may be lost: replaced where it is of no use, gone round where it cannot be had."""

import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from generator.engine.database import FOREIGN, Database, FileFormat
from tests.somebody import as_somebody, common_folder

FORM = FileFormat("CREATE TABLE IF NOT EXISTS words (word TEXT PRIMARY KEY, content BLOB);", 1, 77)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".shop" / "cache.sqlite"


@contextmanager
def opened(path: Path | None, form: FileFormat = FORM) -> Iterator[Database]:
    with closing(Database(path, form)) as file:
        yield file


def write(file: Database, word: str, size: int = 10) -> None:
    def work(db: sqlite3.Connection) -> None:
        with db:
            db.execute("INSERT OR REPLACE INTO words VALUES (?, ?)", (word, bytes(size)))

    file.do(work)


def words(file: Database) -> list[str]:
    return file.do(lambda db: [word for (word,) in db.execute("SELECT word FROM words")])


def told(file: Database) -> list[str]:
    return [each.message.rpartition(": ")[2] for each in file.troubles]


def filled(path: Path, rows: int = 1) -> None:
    with opened(path) as file:
        for number in range(rows):
            write(file, f"w{number:04}", 1000)


def test_what_was_written_is_there_again(path: Path) -> None:
    filled(path)
    with opened(path) as file:
        assert (words(file), told(file)) == (["w0000"], [])


def test_a_file_whose_process_was_killed_is_still_ours(path: Path) -> None:
    killed = Database(path, FORM)
    write(killed, "kept")
    with opened(path) as file:
        assert (words(file), told(file)) == (["kept"], [])
    killed.close()


def test_two_threads_may_use_it(path: Path) -> None:
    with opened(path) as file:
        file.do(lambda db: file.do(lambda again: None))


@pytest.mark.parametrize(
    ("form", "why", "hint"),
    [
        (FileFormat(FORM.schema, 2, 77), "it is of another version of the generator", ""),
        (FileFormat(FORM.schema, 1, 78), "another user or another machine wrote it", FOREIGN),
    ],
)
def test_a_file_that_is_not_ours_is_never_opened(
    path: Path, monkeypatch: pytest.MonkeyPatch, form: FileFormat, why: str, hint: str
) -> None:
    filled(path)
    sizes: list[int] = []
    connect = sqlite3.connect

    def look(name: str, check_same_thread: bool) -> sqlite3.Connection:
        sizes.append(path.stat().st_size if path.exists() else 0)
        return connect(name, check_same_thread=check_same_thread)

    monkeypatch.setattr(sqlite3, "connect", look)
    with opened(path, form) as file:
        assert (words(file), told(file), sizes) == ([], [why], [0])
        (problem,) = file.troubles
    assert (str(problem.place), problem.hint) == (".shop/cache.sqlite", hint)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_page_is_met_late_and_no_word_is_invented(path: Path, seed: int) -> None:
    filled(path, 300)
    chance, content = random.Random(seed), bytearray(path.read_bytes())
    page = chance.randrange(1, len(content) // 4096)
    for at in range(page * 4096, page * 4096 + 4096, 37):
        content[at] ^= 0x5A
    path.write_bytes(content)
    with opened(path) as file:
        for number in range(300):
            file.do(
                lambda db, n=number: db.execute(  # type: ignore[misc]
                    "SELECT content FROM words WHERE word = ?", (f"w{n:04}",)
                ).fetchone()
            )
            write(file, f"n{number:04}", 1000)
        assert file.do(lambda db: db.execute("SELECT count(*) FROM words").fetchone()[0])
        assert len(file.troubles) <= 2
        write(file, "after")
        assert "after" in words(file)


@pytest.mark.parametrize(
    "damage",
    ["DROP TABLE words", "ALTER TABLE words DROP COLUMN content", "DELETE FROM sqlite_master"],
)
def test_a_changed_schema_is_damage(path: Path, damage: str) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute(damage)
        db.commit()
    for _ in range(2):
        with opened(path) as file:
            write(file, "one")
            assert "one" in words(file)


ERRORS: dict[str, Callable[[sqlite3.Connection], object]] = {
    "text": lambda db: db.execute("SELECT CAST(x'ff' AS TEXT)").fetchone(),
    "table": lambda db: db.execute("SELECT * FROM nothing"),
}


@pytest.mark.parametrize("error", ERRORS)
def test_work_that_always_fails_ends_with_its_error(path: Path, error: str) -> None:
    filled(path)
    with opened(path) as file:
        with pytest.raises(sqlite3.Error):
            file.do(ERRORS[error])
        assert len(file.troubles) == 2
        assert words(file) == []


def test_a_mistake_of_ours_costs_no_cache(path: Path) -> None:
    filled(path)
    file = Database(path, FORM)
    file.close()
    with pytest.raises(sqlite3.ProgrammingError):
        words(file)
    with opened(path) as again:
        assert words(again) == ["w0000"]


def test_a_locked_file_is_gone_round_and_is_there_another_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **{**k, "timeout": 0}))
    with closing(connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with opened(path) as file:
            write(file, "one")
            assert (words(file), told(file)) == (["one"], ["database is locked"])
    with opened(path) as file:
        assert (words(file), told(file)) == (["w0000"], [])


def test_a_full_disk_is_gone_round_and_takes_nothing_away(path: Path) -> None:
    filled(path)
    with opened(path) as file:
        file.do(lambda db: db.execute("PRAGMA max_page_count = 1"))
        write(file, "one", 100_000)
        assert (words(file), told(file)) == (["one"], ["database or disk is full"])
    with opened(path) as file:
        assert (words(file), told(file)) == (["w0000"], [])


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda path: path.chmod(0o444), (["one"], ["attempt to write a readonly database"])),
        (lambda path: path.parent.chmod(0o555), (["one"], ["permission denied"])),
        (lambda path: path.chmod(0), (["one"], ["permission denied"])),
    ],
    ids=["read-only file", "read-only folder", "closed file"],
)
def test_what_a_user_may_not_do_is_told(
    spoil: Callable[[Path], None], expected: tuple[list[str], list[str]]
) -> None:
    with common_folder() as folder:
        path = folder / "site/.shop/cache.sqlite"
        filled(path)
        with as_somebody(folder / "site"):
            spoil(path)
            with opened(path) as file:
                write(file, "one")
                assert (words(file), told(file)) == expected
            path.parent.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
@pytest.mark.parametrize("name", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("put", ["link", "pipe", "folder"])
def test_nothing_is_reached_through_a_link(path: Path, name: str, put: str) -> None:
    precious = path.parents[1] / "precious"
    precious.write_text("precious")
    filled(path)
    odd = path.with_name(path.name + name)
    odd.unlink(missing_ok=True)
    if put == "link":
        odd.symlink_to(precious)
    elif put == "pipe":
        os.mkfifo(odd)
    else:
        odd.mkdir()
    with opened(path) as file:
        write(file, "one")
        assert "one" in words(file)
        (problem,) = file.troubles
    assert str(problem.place) == f".shop/cache.sqlite{name}"
    assert precious.read_text() == "precious"
    assert path.is_file()


def test_a_folder_that_is_a_link_gives_way(path: Path) -> None:
    precious = path.parents[1] / "precious"
    precious.mkdir()
    path.parent.symlink_to(precious)
    filled(path)
    assert list(precious.iterdir()) == []
    assert path.is_file()
    assert not path.parent.is_symlink()


def test_a_journal_of_a_strangers_deletes_no_file(path: Path) -> None:
    """A hot journal names another one, which SQLite deletes where that names no other."""
    victim = path.parents[1] / "victim"
    victim.write_text("precious")
    filled(path)
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(hot_journal(path, victim))
    with opened(path) as file:
        assert words(file) == ["w0000"]
    assert victim.exists()
    assert not journal.exists()


def hot_journal(path: Path, victim: Path) -> bytes:
    magic = bytes.fromhex("d9d505f920a163d7")
    pages = path.stat().st_size // 4096
    header = magic + b"".join(n.to_bytes(4) for n in (0, 0, pages, 512, 4096))
    name = str(victim).encode()
    end = (2**30 // 4096 + 1).to_bytes(4) + name
    end += len(name).to_bytes(4) + sum(name).to_bytes(4) + magic
    return header.ljust(512, b"\0") + end
