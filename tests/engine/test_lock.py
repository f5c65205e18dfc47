"""The lock against two builds at once."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.engine import Busy, exclusive

HOLDER = """
import sys, time
from pathlib import Path
from generator.engine import exclusive

with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def held_elsewhere(lock: Path) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-c", HOLDER, str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        try:
            yield holder
        finally:
            holder.kill()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "workshop" / "lock.sqlite"


def test_a_second_holder_is_refused(lock: Path) -> None:
    with exclusive(lock), pytest.raises(Busy), exclusive(lock):
        pytest.fail("two hold one lock")


def test_it_is_free_again_afterwards(lock: Path) -> None:
    for _ in range(2):
        with exclusive(lock):
            pass


def test_it_is_free_again_after_an_error(lock: Path) -> None:
    with pytest.raises(KeyError), exclusive(lock):
        raise KeyError
    with exclusive(lock):
        pass


def test_two_sites_have_a_lock_each(tmp_path: Path) -> None:
    with exclusive(tmp_path / "one"), exclusive(tmp_path / "other"):
        pass


def test_another_process_is_refused(lock: Path) -> None:
    with held_elsewhere(lock), pytest.raises(Busy), exclusive(lock):
        pytest.fail("two hold one lock")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_is_free_after_its_holder_was_killed(lock: Path, how: signal.Signals) -> None:
    with held_elsewhere(lock) as holder:
        holder.send_signal(how)
        holder.wait(20)
        with exclusive(lock):
            pass


def a_link(lock: Path) -> None:
    lock.symlink_to(lock.parents[1] / "precious")


def a_folder(lock: Path) -> None:
    (lock / "inside").mkdir(parents=True)


def a_pipe(lock: Path) -> None:
    os.mkfifo(lock)


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
@pytest.mark.parametrize(
    ("put", "was"), [(a_link, "a symbolic link"), (a_folder, "a folder"), (a_pipe, "a pipe")]
)
def test_what_is_no_plain_file_gives_way_with_a_sentence(
    lock: Path, put: Callable[[Path], None], was: str
) -> None:
    precious = lock.parents[1] / "precious"
    precious.write_text("precious")
    lock.parent.mkdir()
    put(lock)
    with exclusive(lock) as (told,), pytest.raises(Busy), exclusive(lock):
        pytest.fail("two hold one lock")
    assert told.message == f"this was {was} where builds keep a file; it was removed"
    assert str(told.place) == "workshop/lock.sqlite"
    assert precious.read_text() == "precious"


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
@pytest.mark.parametrize("name", ["lock.sqlite-journal", "lock.sqlite-wal", "lock.sqlite-shm"])
def test_what_sqlite_would_go_by_is_removed(lock: Path, name: str) -> None:
    precious = lock.parents[1] / "precious"
    precious.write_text("precious")
    lock.parent.mkdir()
    (lock.parent / name).symlink_to(precious)
    with exclusive(lock) as told:
        assert told == ()
        assert [path.name for path in lock.parent.iterdir()] == ["lock.sqlite"]
    assert precious.read_text() == "precious"


@pytest.mark.parametrize("content", [b"garbage", b"SQLite format 3\0" + bytes(range(256)) * 20])
def test_what_somebody_wrote_into_it_does_not_matter(lock: Path, content: bytes) -> None:
    lock.parent.mkdir()
    lock.write_bytes(content)
    with exclusive(lock), held_by_nobody_else(lock):
        assert lock.read_bytes() == b""


@contextmanager
def held_by_nobody_else(lock: Path) -> Iterator[None]:
    with pytest.raises(Busy), exclusive(lock):
        pytest.fail("two hold one lock")
    yield


def test_what_is_written_into_a_lock_that_is_held_frees_it_for_nobody(lock: Path) -> None:
    with held_elsewhere(lock):
        lock.write_bytes(b"garbage")
        with held_by_nobody_else(lock):
            pass


def test_another_file_is_taken_where_the_first_may_not_be_locked(
    lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock.parent.mkdir()
    lock.write_bytes(b"root's")

    def refuse(path: Path, length: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "truncate", refuse)
    with exclusive(lock), held_by_nobody_else(lock):
        assert lock.read_bytes() == b""


def test_where_there_can_be_no_lock_the_path_is_told(
    lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("locking protocol")

    monkeypatch.setattr(sqlite3, "connect", connect)
    with pytest.raises(OSError, match="locking protocol") as raised, exclusive(lock):
        pass
    assert raised.value.filename == str(lock)
