"""Keep what is shown up to date: one thread waits for changes, and builds."""

import gc
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from threading import Event

from msgspec import structs

from generator.charts.makers import LOAD_DRAWING
from generator.engine import BlobLost, Engine, Step
from generator.engine.changes import Manifest
from generator.pipeline.assembly import Assembly
from generator.pipeline.build import assemble
from generator.pipeline.request import Request
from generator.pipeline.workspace import Workspace
from generator.preview.debounce import EVERYTHING, ChangeQueue, Debouncer
from generator.preview.state import StateHolder
from generator.preview.terminal import Reporter, say, say_failure
from generator.preview.watcher import SourceScanner
from generator.site.look import Look
from generator.site.snapshot import Snapshot, SourceChanged, no_check

QUIET = 0.5
"""Seconds without a change after which a full scan confirms what was noticed."""
HEARTBEAT, SHARE = 2.0, 0.02
"""Seconds between two full scans while nothing changes, and the share of a processor
that they may take: of a large site there are fewer."""

OFTEN = 5_000
"""What is made after the first build comes and goes; it is looked through for garbage alone."""
WARMED_UP = ("read", "highlight", "compose", "draw")
"""The waves whose makers an edit calls first; none of them runs what an author wrote."""


class Stopped(Exception):
    """The preview ends while a build is at work."""


def stop_if(stopping: Event, wave: str, done: int, total: int) -> None:
    """End a build between two of its steps; to be called as its progress."""
    if stopping.is_set():
        raise Stopped


class ScanInterrupted(Exception):
    """A change was noticed during a full scan."""


class SiteBuilder:
    """Builds a site for the holder of what is shown: when asked to, then after each change.

    ``changed`` is called after each swap. ``can_draw`` is set once a chart finds all at hand.
    """

    def __init__(
        self, request: Request, workspace: Workspace, holder: StateHolder, stopping: Event
    ) -> None:
        self.changed: Callable[[], None] = lambda: None
        self.changes = ChangeQueue()
        self._request = request
        self._workspace = workspace
        self._holder = holder
        holder.lost = self._make_again
        self._stopping = stopping
        self._scanner = SourceScanner(request.root, workspace.memory)
        self._debouncer = Debouncer(self.changes, self._scanner.knows)
        self._built: Snapshot | None = None
        self._is_confirmed = False
        self._reporter = Reporter()
        self._engine: Engine | None = None
        self._untidy = False
        self._is_lost = False
        self.can_draw = False

    def watch(self) -> None:
        """Build after each change of a source, until told to stop."""
        self._warm_up()
        while not self._stopping.is_set():
            try:
                self._answer()
            except (ScanInterrupted, Stopped):
                continue
            except Exception as error:
                self._fail(error)

    def build(self, snapshot: Snapshot | None = None) -> None:
        """Build once, from what a snapshot saw or from what is there now, and show the result."""
        if snapshot is None:
            snapshot = self._scanner.scan(no_check)
        started = time.perf_counter()
        self._built = None
        request = structs.replace(self._request, now=datetime.now(UTC))
        try:
            engine, assembly = assemble(request, self._workspace, snapshot)
        except SourceChanged:
            self._is_confirmed = False
        except Exception as error:
            if not self._stopping.is_set() and _same(self._scanner.scan(self._check), snapshot):
                self._built = snapshot
                self._fail(error)
        else:
            # It began anew, from what we did not see, if files changed under its hands.
            is_of_this = self._workspace.memory is snapshot.memory
            self._built = snapshot if is_of_this else None
            self._is_confirmed = self._is_confirmed and is_of_this
            self._show(engine, assembly, started)
            self._untidy = True

    def _answer(self) -> None:
        """Wait for a change and show it; where none comes, scan everything.

        A scan of what is suspected is fast, and right as long as every change is noticed. Whether
        it is, is asked once it is quiet: a note that was lost delays a change, and hides none.
        """
        batch = self.changes.take(self._rest())
        if self._stopping.is_set():
            return
        if self._is_lost:
            self._workspace.start_over()
            self._built, self._is_lost = None, False
        self._is_confirmed, quiet = False, not batch.paths
        if quiet:
            snapshot = self._scanner.scan(self._check)
        else:
            snapshot = self._scanner.scan_suspects(self._debouncer.debounce(batch), self._check)
        if self._built is None or not _same(snapshot, self._built):
            self.build(snapshot)
        self._is_confirmed = quiet and self._built is not None
        if quiet and self._engine is not None and not self.can_draw:
            self._prepare_drawing(self._engine)
        if self._is_confirmed and self._untidy:
            # Templates that were edited away go round in circles: only this lets go of them.
            gc.collect()
            self._untidy = False

    def _warm_up(self) -> None:
        """Load what the first edit will need, and set apart what only the last will let go."""
        if self._engine is not None:
            with suppress(SourceChanged, BlobLost):  # the next build meets that too
                self._engine.warm_up(WARMED_UP)
        gc.collect()
        gc.freeze()
        gc.set_threshold(OFTEN, 10, 10)

    def _prepare_drawing(self, engine: Engine) -> None:
        """Load what draws where there is no chart so far: the first one need not wait for it."""
        if not engine.ran.asked_for("draw"):
            engine.discard(Step(LOAD_DRAWING, Look()))
        self.can_draw = True

    def _make_again(self) -> None:
        """Make everything anew: bytes of what is shown are gone from the cache."""
        self._is_lost = True
        self.changes.add([EVERYTHING])

    def _rest(self) -> float:
        return max(HEARTBEAT, self._scanner.cost / SHARE) if self._is_confirmed else QUIET

    def _check(self) -> None:
        if self._stopping.is_set():
            raise Stopped
        if self.changes.is_waiting():
            raise ScanInterrupted

    def _show(self, engine: Engine, assembly: Assembly, started: float) -> None:
        self._engine = engine
        before = self._holder.state
        state = before.after(assembly, engine.read)
        changed = self._holder.show(state)
        self._reporter.report(assembly.problems, self._holder.editor.address)
        if changed and not assembly.failed:
            files = _difference(before.manifest, state.manifest)
            say(f"{files} of {len(state.manifest)} files new, {_since(started):.2f} s")
        if changed:
            self.changed()

    def _fail(self, error: Exception) -> None:
        problem = say_failure(error)
        # A pool that lost a process takes no more work; the next build starts another.
        self._workspace.workers.close(at_once=True)
        self._reporter.forget()
        if self._holder.show(structs.replace(self._holder.state, problems=(problem,))):
            self.changed()


def _same(one: Snapshot, other: Snapshot) -> bool:
    return (one.files, one.problems) == (other.files, other.problems)


def _difference(before: Manifest, after: Manifest) -> int:
    return sum(before.get(path) != blob for path, blob in after.items())


def _since(started: float) -> float:
    return time.perf_counter() - started
