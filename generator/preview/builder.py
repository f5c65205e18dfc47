"""Keeps what is shown up to date: one thread that answers the bell, and builds."""

import gc
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from threading import Event

from msgspec import structs

from generator.engine import BlobLost, Engine
from generator.engine.changes import Manifest
from generator.pipeline.request import Assembly, Request
from generator.pipeline.story import assemble
from generator.pipeline.workshop import Workshop
from generator.preview.bell import EVERYTHING, Bell
from generator.preview.settling import Settling
from generator.preview.shown import Stage
from generator.preview.sources import Sources
from generator.preview.terminal import say, say_failure, say_problems
from generator.problems import Problem
from generator.site.snapshot import Snapshot, SourceChanged, never_mind

QUIET = 0.5
"""Seconds without a ring after which a look at everything confirms what rang."""
HEARTBEAT, SHARE = 2.0, 0.02
"""Seconds between two looks at everything while nothing rings, and the share of a processor
that they may take: of a large site there are fewer."""

OFTEN = 5_000
"""What is made after the first build comes and goes; it is looked through for garbage alone."""
REHEARSED = ("read", "highlight", "compose", "draw")
"""The waves whose makers an edit calls first; none of them runs what an author wrote."""


class Stopped(Exception):
    """The preview ends while a build is at work."""


def stop_if(stopping: Event, wave: str, done: int, total: int) -> None:
    """End a build between two of its steps; to be called as its progress."""
    if stopping.is_set():
        raise Stopped


class Disturbed(Exception):
    """The bell rang during a look at everything."""


class Builder:
    """Builds a site for the stage: first when asked to, then whenever its sources change.

    ``changed`` is called after each swap.
    """

    def __init__(self, request: Request, shop: Workshop, stage: Stage, stopping: Event) -> None:
        self.changed: Callable[[], None] = lambda: None
        self.bell = Bell()
        self._request = request
        self._shop = shop
        self._stage = stage
        stage.lost = self._make_again
        self._stopping = stopping
        self._sources = Sources(request.root, shop.memory)
        self._settling = Settling(self.bell, self._sources.holds)
        self._built: Snapshot | None = None
        self._is_confirmed = False
        self._said: tuple[Problem, ...] = ()
        self._warned: set[tuple[str, str]] = set()
        self._engine: Engine | None = None
        self._untidy = False
        self._is_lost = False

    def watch(self) -> None:
        """Build after each change of a source, until told to stop."""
        self._rehearse()
        while not self._stopping.is_set():
            try:
                self._answer()
            except (Disturbed, Stopped):
                continue
            except Exception as error:
                self._fail(error)

    def build(self, snapshot: Snapshot | None = None) -> None:
        """Build once, from what a snapshot saw or from what is there now, and show the result."""
        if snapshot is None:
            snapshot = self._sources.look(never_mind)
        started = time.perf_counter()
        self._built = None
        request = structs.replace(self._request, now=datetime.now(UTC))
        try:
            engine, assembly = assemble(request, self._shop, snapshot)
        except SourceChanged:
            self._is_confirmed = False
        except Exception as error:
            if not self._stopping.is_set() and _same(self._sources.look(self._heed), snapshot):
                self._built = snapshot
                self._fail(error)
        else:
            # It began anew, from what we did not see, if files changed under its hands.
            is_of_this = self._shop.memory is snapshot.memory
            self._built = snapshot if is_of_this else None
            self._is_confirmed = self._is_confirmed and is_of_this
            self._show(engine, assembly, started)
            self._untidy = True

    def _answer(self) -> None:
        """Wait for a ring and show what it tells of; where none comes, look at everything.

        A glance at what rang is fast, and right as long as every change rings. Whether it
        does is asked once it is quiet: a ring that was lost delays a change, and hides none.
        """
        rings = self.bell.answer(self._rest())
        if self._stopping.is_set():
            return
        if self._is_lost:
            self._shop.start_over()
            self._built, self._is_lost = None, False
        self._is_confirmed, quiet = False, not rings.paths
        if quiet:
            snapshot = self._sources.look(self._heed)
        else:
            snapshot = self._sources.glance(self._settling.settle(rings), self._heed)
        if self._built is None or not _same(snapshot, self._built):
            self.build(snapshot)
        self._is_confirmed = quiet and self._built is not None
        if self._is_confirmed and self._untidy:
            # Templates that were edited away go round in circles: only this lets go of them.
            gc.collect()
            self._untidy = False

    def _rehearse(self) -> None:
        """Load what the first edit will need, and set apart what only the last will let go."""
        if self._engine is not None:
            with suppress(SourceChanged, BlobLost):  # the next build meets that too
                self._engine.rehearse(REHEARSED)
        gc.collect()
        gc.freeze()
        gc.set_threshold(OFTEN, 10, 10)

    def _make_again(self) -> None:
        """Make everything anew: bytes of what is shown are gone from the cache."""
        self._is_lost = True
        self.bell.ring([EVERYTHING])

    def _rest(self) -> float:
        return max(HEARTBEAT, self._sources.cost / SHARE) if self._is_confirmed else QUIET

    def _heed(self) -> None:
        if self._stopping.is_set():
            raise Stopped
        if self.bell.is_rung():
            raise Disturbed

    def _show(self, engine: Engine, assembly: Assembly, started: float) -> None:
        self._engine = engine
        before = self._stage.shown
        shown = before.after(assembly, engine.read)
        changed = self._stage.show(shown)
        self._say(assembly.problems)
        if changed and not assembly.failed:
            files = _difference(before.manifest, shown.manifest)
            say(f"{files} of {len(shown.manifest)} files new, {_since(started):.2f} s")
        if changed:
            self.changed()

    def _fail(self, error: Exception) -> None:
        problem = say_failure(error)
        # A pool that lost a process takes no more work; the next build starts another.
        self._shop.workers.close(at_once=True)
        self._said = ()
        if self._stage.show(structs.replace(self._stage.shown, problems=(problem,))):
            self.changed()

    def _say(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong now; a warning that was said already is not said again."""
        before, self._said = self._said, problems
        if problems == before:
            return
        has_failed, had_failed = any(map(_is_error, problems)), any(map(_is_error, before))
        fresh = [each for each in problems if _is_error(each) or _gist(each) not in self._warned]
        if fresh:
            say_problems(fresh, self._stage.editor.address)
        elif not problems or (had_failed and not has_failed):
            say("all mended, but for warnings" if problems else "all mended")
        # After an error nobody knows which warnings are still true.
        kept = self._warned if has_failed else set()
        self._warned = kept | set(map(_gist, problems))


def _is_error(problem: Problem) -> bool:
    return problem.severity == "error"


def _gist(problem: Problem) -> tuple[str, str]:
    """Return what stays of a problem while the lines above it come and go."""
    return problem.place.path if problem.place else "", problem.message


def _same(one: Snapshot, other: Snapshot) -> bool:
    return (one.files, one.problems) == (other.files, other.problems)


def _difference(before: Manifest, after: Manifest) -> int:
    return sum(before.get(path) != blob for path, blob in after.items())


def _since(started: float) -> float:
    return time.perf_counter() - started
