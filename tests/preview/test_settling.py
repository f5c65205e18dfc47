"""How long is waited until what rang holds still."""

import time
from pathlib import Path
from threading import Thread

import pytest

from generator.preview.bell import Bell, Rings
from generator.preview.settling import HURRY, LONGEST_STILL, STILL, UNFINISHED, Settling


class Desk:
    """A file that is saved, and when the last save was."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "post.md"
        self.file.write_text("before")
        self.bell = Bell()
        self.settling = Settling(self.bell, lambda path: path == str(self.file))

    def ring(self) -> None:
        self.bell.ring([str(self.file)])

    def settled(self) -> str:
        """Answer the bell, and return what the file holds once it is still."""
        paths = self.settling.settle(self.bell.answer(1))
        assert str(self.file) in paths
        return self.file.read_text() if self.file.exists() else "(gone)"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_save_in_one_step_is_hardly_waited_for(desk: Desk) -> None:
    desk.file.write_text("after")
    desk.ring()
    started = time.monotonic()
    assert desk.settled() == "after"
    assert STILL <= time.monotonic() - started < UNFINISHED


@pytest.mark.parametrize("step", ["empty", "gone"])
def test_half_a_save_is_not_the_end_of_it(desk: Desk, step: str) -> None:
    def save() -> None:
        if step == "empty":
            desk.file.write_text("")
        else:
            desk.file.unlink()
        desk.ring()
        time.sleep(UNFINISHED / 3)
        desk.file.write_text("after")
        desk.ring()

    saving = Thread(target=save)
    saving.start()
    assert desk.settled() == "after"
    saving.join()


def test_a_file_that_is_removed_is_gone_before_long(desk: Desk) -> None:
    desk.file.unlink()
    desk.ring()
    started = time.monotonic()
    assert desk.settled() == "(gone)"
    assert time.monotonic() - started < 1


def test_a_passing_file_of_an_editor_is_not_waited_for(desk: Desk) -> None:
    desk.bell.ring([str(desk.file.with_name("4913"))])
    desk.ring()
    started = time.monotonic()
    desk.settled()
    assert time.monotonic() - started < UNFINISHED


def test_a_file_that_grows_is_waited_for(desk: Desk) -> None:
    def write() -> None:
        with desk.file.open("w") as file:
            for _ in range(60):
                file.write("more")
                file.flush()
                time.sleep(STILL / 4)
        desk.file.write_text("whole")

    writing = Thread(target=write)
    desk.ring()
    writing.start()
    while desk.settled() != "whole":
        desk.ring()
    writing.join()


def test_saves_that_follow_one_another_are_answered_ever_less(desk: Desk) -> None:
    path, waits = frozenset([str(desk.file)]), []
    for number in range(8):
        ring = 1000 + number * HURRY / 2
        started = time.monotonic()
        desk.settling.settle(Rings(path, ring, ring))
        waits.append(time.monotonic() - started)
        desk.settling._last = ring
    assert waits[-1] >= LONGEST_STILL > waits[0]
    desk.settling.settle(Rings(path, 2000, 2000))
    assert desk.settling._still == STILL
