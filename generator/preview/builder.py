"""Keeps what is shown up to date: one thread that listens, and builds when a source changes."""

import time
from collections.abc import Callable, Mapping
from copy import copy
from threading import Event

from msgspec import structs

from generator.build.request import Assembly, Request
from generator.build.story import assemble, places
from generator.build.workshop import Workshop
from generator.engine import Cache, Engine
from generator.engine.publish import Manifest
from generator.preview.shown import Shown, Stage
from generator.preview.terminal import say, say_bug, say_problems
from generator.problems import Problem
from generator.site.snapshot import Memory, SourceChanged, take_snapshot

POLL = 0.4
"""Seconds between two looks at the sources."""
STILL, PATIENCE = 0.03, 20
"""Sources hold still when two looks this many seconds apart agree; we look so often at most."""

Marks = Mapping[str, str]
"""What stands in each source file: its path and the digest of its bytes."""

BUG = Problem("the generator failed; the terminal tells more")


class Stopped(Exception):
    """The preview ends while a build is at work."""


def stop_if(stopping: Event, wave: str, done: int, total: int) -> None:
    """End a build between two of its steps; to be called as its progress."""
    if stopping.is_set():
        raise Stopped


class Builder:
    """Builds a site for the stage: first when asked to, then whenever its sources change.

    ``reader`` is a cache for the thread that serves alone: while one thread builds, another
    cannot use the same connection safely. ``changed`` is called after each swap.
    """

    def __init__(
        self, request: Request, shop: Workshop, reader: Cache, stage: Stage, stopping: Event
    ) -> None:
        self.changed: Callable[[], None] = lambda: None
        self._request = request
        self._shop = shop
        self._reader = reader
        self._stage = stage
        self._stopping = stopping
        self._memory: Memory = shop.memory
        self._seen: Marks = {}
        self._said: tuple[Problem, ...] = ()

    def watch(self) -> None:
        """Build after each change of a source, until told to stop."""
        while not self._stopping.wait(POLL):
            marks = self._settled()
            if marks != self._seen:
                self.build(marks)

    def build(self, marks: Marks | None = None) -> None:
        """Build once, for sources with these marks, and show the result.

        What was seen is what the build itself saw: a save while it is at work differs from
        that, and so is found by the next look.
        """
        marks = self._marks() if marks is None else marks
        started = time.perf_counter()
        try:
            engine, assembly = assemble(self._request, self._shop)
        except SourceChanged:
            return
        except Exception:
            if not self._stopping.is_set() and self._marks() == marks:
                self._seen = marks
                self._fail()
        else:
            self._seen = _marks(self._shop.memory)
            self._show(engine, assembly, started)

    def _settled(self) -> Marks:
        before = self._marks()
        for _ in range(PATIENCE):
            if before == self._seen or self._stopping.wait(STILL):
                break
            now = self._marks()
            if now == before:
                break
            before = now
        return before

    def _marks(self) -> Marks:
        root = self._request.root
        try:
            self._memory = take_snapshot(root, places(root), self._memory).memory
        except OSError as error:
            # A file may vanish between being listed and being looked at; if it is something
            # worse, the build finds it as well and says so.
            return {"": repr(error)}
        return _marks(self._memory)

    def _show(self, engine: Engine, assembly: Assembly, started: float) -> None:
        before = self._stage.shown
        if assembly.failed:
            errors = tuple(each for each in assembly.problems if each.severity == "error")
            shown = structs.replace(before, problems=errors)
        else:
            reading = copy(engine)
            reading.cache = self._reader
            shown = Shown(assembly.manifest, reading.read)
        changed = self._stage.show(shown)
        self._say(assembly.problems)
        if changed and not assembly.failed:
            files = _difference(before.manifest, shown.manifest)
            say(f"{files} of {len(shown.manifest)} files new, {_since(started):.2f} s")
        if changed:
            self.changed()

    def _fail(self) -> None:
        say_bug()
        # A pool that lost a process takes no more work; the next build starts another.
        self._shop.workers.close(at_once=True)
        self._said = ()
        if self._stage.show(structs.replace(self._stage.shown, problems=(BUG,))):
            self.changed()

    def _say(self, problems: tuple[Problem, ...]) -> None:
        if problems and problems != self._said:
            say_problems(problems)
        elif self._said and not problems:
            say("all mended")
        self._said = problems


def _marks(memory: Memory) -> Marks:
    return {path: seen.digest for path, seen in memory.items()}


def _difference(before: Manifest, after: Manifest) -> int:
    return sum(before.get(path) != blob for path, blob in after.items())


def _since(started: float) -> float:
    return time.perf_counter() - started
