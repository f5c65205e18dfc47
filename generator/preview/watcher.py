"""Notice changes of the sources: the system's notes are suspicions, a scan tells what is so."""

import os
import time
from collections.abc import Callable, Collection
from fnmatch import fnmatch
from pathlib import Path
from threading import Event, Thread

from msgspec import Struct

from generator.preview.debounce import EVERYTHING, ChangeQueue
from generator.preview.terminal import say
from generator.site.folders import places
from generator.site.snapshot import Memory, Snapshot, take_snapshot
from generator.site.suspects import ScanNeeded, rescan

Places = tuple[tuple[str, Path], ...]


class SourceScanner:
    """Remembers the last look, so that the next has less to do.

    ``cost`` is how many seconds of a processor the last look at everything took.
    """

    def __init__(self, root: Path, memory: Memory) -> None:
        self.cost = 0.0
        self._root = root
        self._places: Places = ()
        self._seen = Snapshot({}, {}, memory)

    def knows(self, file: str) -> bool:
        """Return whether a file was there at the last look."""
        return file in self._seen.memory

    def scan_suspects(self, suspects: Collection[str], check: Callable[[], None]) -> Snapshot:
        """Look at what is suspected alone, or at everything where that cannot tell."""
        now = places(self._root)
        if EVERYTHING in suspects or now != self._places:
            return self.scan(check)
        try:
            self._seen = rescan(self._root, now, self._seen, suspects)
        except ScanNeeded:
            return self.scan(check)
        return self._seen

    def scan(self, check: Callable[[], None]) -> Snapshot:
        """Look at everything; ``check`` may raise to end that before."""
        started = time.thread_time()
        now = places(self._root)
        self._seen = take_snapshot(self._root, now, self._seen.memory, check)
        self._places = now
        self.cost = time.thread_time() - started
        return self._seen


STEP, ROOT_STEP = 3, 10
"""Milliseconds between two questions for the system's notes; two that agree end a batch."""
LONGEST = 50
"""Milliseconds after which a batch ends though more is happening."""
POLL = 500
"""Milliseconds between two looks where the system takes no notes."""
AGAIN = 0.5
"""Seconds before another attempt to watch what could not be watched."""
FORCE = "WATCHFILES_FORCE_POLLING"
"""The environment variable of watchfiles that makes it look by itself."""


class _Watched(Struct, frozen=True):
    """What one thread watches, until when, and what it does when something happens there."""

    folders: Callable[[], list[Path]]
    recursive: bool
    step: int
    stop: "_Any"
    began: Callable[[], None]
    changed: Callable[[frozenset[str]], None]


class _Any(Struct, frozen=True):
    """Set when one of some events is."""

    events: tuple[Event, ...]

    def is_set(self) -> bool:
        return any(event.is_set() for event in self.events)


class Watcher:
    """Watches the places of a site in threads of its own.

    Never the site's folder with all that is in it, for there lie build/ and our own cache. The
    folder itself is watched for site.yaml, and for folders of sources that come or go.
    """

    def __init__(self, root: Path, changes: ChangeQueue, stopping: Event) -> None:
        self._root = root
        self._changes = changes
        self._stopping = stopping
        self._moved = Event()
        self._polls = os.environ.get(FORCE, "").lower() not in {"", "false", "disable", "disabled"}
        self.threads = tuple(
            Thread(target=self._watch, args=(watched,), name="preview's watcher", daemon=True)
            for watched in self._all_watched()
        )

    def _all_watched(self) -> tuple[_Watched, _Watched]:
        either = _Any((self._stopping, self._moved))
        only = _Any((self._stopping,))
        return (
            _Watched(self._folders, True, STEP, either, lambda: None, self._changes.add),
            _Watched(
                lambda: [self._root], False, ROOT_STEP, only, self._moved.set, self._changed_in_root
            ),
        )

    def _folders(self) -> list[Path]:
        self._moved.clear()
        return [place for _, place in places(self._root) if place.is_dir()]

    def _changed_in_root(self, paths: frozenset[str]) -> None:
        names = {os.path.basename(path): path for path in paths}
        if settings := [path for name, path in names.items() if fnmatch(name, "site*.yaml")]:
            self._changes.add(settings)
        if any(
            place.name in names for _, place in places(self._root) if place.parent == self._root
        ):
            # A folder of sources came or went, or another took its place.
            self._moved.set()

    def _watch(self, watched: _Watched) -> None:
        while not self._stopping.is_set():
            try:
                self._watch_once(watched)
            except OSError as error:
                self._fall_back(error)
            except RuntimeError as error:
                # watchfiles has but one error for everything, a name that is not UTF-8 as well
                # as a limit that is reached while it watches.
                if "limit" in str(error) or "too many" in str(error).lower():
                    self._fall_back(error)
                self._stopping.wait(AGAIN)

    def _watch_once(self, watched: _Watched) -> None:
        from watchfiles._rust_notify import RustNotify

        folders = [str(folder) for folder in watched.folders()]
        with RustNotify(folders, False, self._polls, POLL, watched.recursive, True) as notes:
            self._changes.add([EVERYTHING])
            watched.began()
            # Without a limit of time: when it reaches one, watchfiles forgets what it has noted.
            while not isinstance(found := notes.watch(LONGEST, watched.step, 0, watched.stop), str):
                watched.changed(frozenset(path for _, path in found))

    def _fall_back(self, error: Exception) -> None:
        if isinstance(error, FileNotFoundError) or self._polls:
            self._stopping.wait(AGAIN)
        else:
            self._polls = True
            say(f"the system cannot watch so much ({error}): looking every {POLL / 1000} s instead")
            self._moved.set()
