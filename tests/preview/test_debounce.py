"""How long is waited until what changed holds still."""

import time
from pathlib import Path
from threading import Thread

import pytest

from generator.preview.debounce import (
    HURRY,
    LONGEST_STILL,
    STILL,
    UNFINISHED,
    ChangeBatch,
    ChangeQueue,
    Debouncer,
)


class Author:
    """A file that is saved, and when the last save was."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "post.md"
        self.file.write_text("before")
        self.changes = ChangeQueue()
        self.debouncer = Debouncer(self.changes, lambda path: path == str(self.file))

    def change(self) -> None:
        self.changes.add([str(self.file)])

    def settled(self) -> str:
        """Answer the changes, and return what the file holds once it is still."""
        paths = self.debouncer.debounce(self.changes.take(1))
        assert str(self.file) in paths
        return self.file.read_text() if self.file.exists() else "(gone)"


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


def test_a_save_in_one_step_is_hardly_waited_for(author: Author) -> None:
    author.file.write_text("after")
    author.change()
    started = time.monotonic()
    assert author.settled() == "after"
    assert STILL <= time.monotonic() - started < UNFINISHED


@pytest.mark.parametrize("step", ["empty", "gone"])
def test_half_a_save_is_not_the_end_of_it(author: Author, step: str) -> None:
    def save() -> None:
        if step == "empty":
            author.file.write_text("")
        else:
            author.file.unlink()
        author.change()
        time.sleep(UNFINISHED / 3)
        author.file.write_text("after")
        author.change()

    saving = Thread(target=save)
    saving.start()
    assert author.settled() == "after"
    saving.join()


def test_a_file_that_is_removed_is_gone_before_long(author: Author) -> None:
    author.file.unlink()
    author.change()
    started = time.monotonic()
    assert author.settled() == "(gone)"
    assert time.monotonic() - started < 1


def test_a_passing_file_of_an_editor_is_not_waited_for(author: Author) -> None:
    author.changes.add([str(author.file.with_name("4913"))])
    author.change()
    started = time.monotonic()
    author.settled()
    assert time.monotonic() - started < UNFINISHED


def test_a_file_that_grows_is_waited_for(author: Author) -> None:
    def write() -> None:
        with author.file.open("w") as file:
            for _ in range(60):
                file.write("more")
                file.flush()
                time.sleep(STILL / 4)
        author.file.write_text("whole")

    writing = Thread(target=write)
    author.change()
    writing.start()
    while author.settled() != "whole":
        author.change()
    writing.join()


def test_saves_that_follow_one_another_are_answered_ever_less(author: Author) -> None:
    path, waits = frozenset([str(author.file)]), []
    for number in range(8):
        moment = 1000 + number * HURRY / 2
        started = time.monotonic()
        author.debouncer.debounce(ChangeBatch(path, moment, moment))
        waits.append(time.monotonic() - started)
        author.debouncer._last = moment
    assert waits[-1] >= LONGEST_STILL > waits[0]
    author.debouncer.debounce(ChangeBatch(path, 2000, 2000))
    assert author.debouncer._still == STILL
