"""The lock against two builds at once."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
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


def test_a_file_that_cannot_be_opened_is_not_called_busy(lock: Path) -> None:
    os.makedirs(lock)
    with pytest.raises(sqlite3.OperationalError), exclusive(lock):
        pass
