"""What is noticed as a change, and what never is."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from generator.preview import watcher as module
from generator.preview.debounce import EVERYTHING, ChangeQueue
from generator.preview.watcher import FORCE, Watcher
from tests.preview.running import DEADLINE, write_post

CALM = 0.2
"""Seconds in which what is to be noticed has long been."""


class Watched:
    """A site with a watcher, and what it noticed since it was last asked."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.changes = ChangeQueue()
        self.stopping = Event()
        self.watcher = Watcher(site, self.changes, self.stopping)

    def start(self) -> None:
        for thread in self.watcher.threads:
            thread.start()

    def settle(self) -> None:
        """Wait until all that is on its way has been noticed."""
        while self.changes.take(CALM).paths:
            pass

    def noticed(self, path: str) -> bool:
        """Tell whether a change of a path is noticed, before long."""
        wanted, end = str(self.site / path), time.monotonic() + DEADLINE
        while time.monotonic() < end:
            if {wanted, EVERYTHING} & self.changes.take(1.0).paths:
                return True
        return False

    def end(self) -> None:
        self.stopping.set()
        for thread in self.watcher.threads:
            thread.join(DEADLINE)
            assert not thread.is_alive()


@pytest.fixture
def watched(site: Path) -> Iterator[Watched]:
    made = Watched(site)
    made.start()
    assert EVERYTHING in made.changes.take(DEADLINE).paths
    made.settle()
    yield made
    made.end()


def move_in(site: Path) -> None:
    other = site.parent / "moved.md"
    other.write_text("x")
    os.utime(other, (1, 1))
    other.replace(site / "content/posts/moved.md")


def replace(site: Path) -> None:
    other = site / "content/posts/.one.md.tmp"
    other.write_text("x")
    other.replace(site / "content/posts/one.md")


CHANGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "edited": ("content/posts/one.md", lambda site: write_post(site, "one", "x")),
    "added": ("content/posts/two.md", lambda site: write_post(site, "two", "x")),
    "removed": ("content/posts/one.md", lambda site: (site / "content/posts/one.md").unlink()),
    "replaced": ("content/posts/one.md", replace),
    "moved in with an old date": ("content/posts/moved.md", move_in),
    "folder renamed": (
        "content/notes",
        lambda s: (s / "content/posts").rename(s / "content/notes"),
    ),
    "settings": ("site.yaml", lambda site: (site / "site.yaml").write_text("title: B\n")),
    "new settings": ("site.x.yaml", lambda site: (site / "site.x.yaml").write_text("title: B\n")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_noticed(watched: Watched, name: str) -> None:
    path, change = CHANGES[name]
    change(watched.site)
    assert watched.noticed(path)


@pytest.mark.parametrize("name", ["themes", "content"])
def test_a_place_that_comes_later_is_watched_from_then_on(watched: Watched, name: str) -> None:
    if name == "content":
        shutil.rmtree(watched.site / "content")
        watched.settle()
    (watched.site / name / "own").mkdir(parents=True)
    assert watched.noticed(name)
    watched.settle()
    (watched.site / name / "own/file.css").write_text("x")
    assert watched.noticed(f"{name}/own/file.css")


def test_content_that_another_takes_the_place_of_is_watched(watched: Watched) -> None:
    other = watched.site / "other"
    shutil.copytree(watched.site / "content", other)
    (watched.site / "content").rename(watched.site / "before")
    other.rename(watched.site / "content")
    watched.settle()
    write_post(watched.site, "one", "In the other.")
    assert watched.noticed("content/posts/one.md")


def test_what_builds_and_caches_write_is_no_change(watched: Watched) -> None:
    for folder in ("build", ".postrock", ".git", "node_modules"):
        (watched.site / folder).mkdir(exist_ok=True)
        (watched.site / folder / "file").write_text("x")
    (watched.site / "notes.txt").write_text("x")
    assert watched.changes.take(CALM).paths == frozenset()


def test_a_name_that_is_not_utf_8_does_not_end_the_watch(watched: Watched) -> None:
    Path(os.fsdecode(os.fsencode(watched.site / "content") + b"/caf\xe9.md")).write_text("x")
    assert watched.noticed("nothing but everything")
    watched.settle()
    write_post(watched.site, "one", "x")
    assert watched.noticed("content/posts/one.md")


def looks(site: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Tell whether a change is noticed by looking again and again."""
    monkeypatch.setattr(module, "POLL", 50)
    # It looks at whole seconds alone.
    os.utime(site / "content/posts/one.md", (1, 1))
    watched = Watched(site)
    watched.start()
    watched.settle()
    write_post(site, "one", "Found by looking.")
    noticed = watched.noticed("content/posts/one.md")
    watched.end()
    return noticed


def test_where_the_system_tells_nothing_it_looks(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FORCE, "true")
    assert looks(site, monkeypatch)


def test_a_limit_that_is_reached_makes_it_look(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from watchfiles import _rust_notify

    def limited(folders: list[str], debug: bool, polls: bool, *others: object) -> object:
        if not polls:
            raise OSError("OS file watch limit reached. about [...]")
        return notify(folders, debug, polls, *others)  # type: ignore[arg-type]

    notify = _rust_notify.RustNotify
    monkeypatch.setattr(_rust_notify, "RustNotify", limited)
    assert looks(site, monkeypatch)
    assert "cannot watch so much" in capsys.readouterr().err
