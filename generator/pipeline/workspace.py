"""The workspace: cache, workers and lock, open for one build or for a whole preview."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, msgpack, structs

from generator.engine import (
    Blob,
    Cache,
    Engine,
    Recall,
    Tally,
    Workers,
    clear_places,
    digest,
    encode,
    exclusive,
)
from generator.engine.files import remove
from generator.engine.salt import salt
from generator.engine.wave import Progress
from generator.pipeline.request import BuildOutcome, Request
from generator.pipeline.step_problems import tell_stopped
from generator.problems import Problem
from generator.site.snapshot import Memory, Snapshot, load_memory, save_memory

if TYPE_CHECKING:
    from generator.pages.outputs import Output
    from generator.pipeline.assembly import Assembly

MEMORY, PLAN, PLAN_BEFORE, KNOWN = "memory", "plan", "plan before", "known"
CROWDED = 4
SPARE = 1000
"""The cache is swept when it holds ``CROWDED`` times what the last build used, and more."""


class Noted(Struct, frozen=True, array_like=True):
    """The last plan: the source of each output and the key of its step, and the settings' key."""

    outputs: dict[str, tuple[str, str]] = {}
    settings: str = ""


class KnownBuild(Struct, frozen=True):
    """What a build came to, and what each wave had to do for it."""

    outcome: BuildOutcome
    tallies: Mapping[str, Tally]


class _Expected(Struct, frozen=True, array_like=True):
    """What builds come to that follow from the same premises, and in which seconds since 1970."""

    premises: str
    since: float
    until: float
    known: bytes


NOTHING_EXPECTED = _Expected("", 0, 0, b"")


def _is_foreseeable(request: Request) -> bool:
    """Tell whether sources and time decide all: code that may not run has what the cache has."""
    return request.execute and request.now.tzinfo is not None


def _premises(request: Request, snapshot: Snapshot) -> str:
    """Return the digest of all that the outcome of a build follows from, but for the time."""
    asked = (request.overlay, request.base_url, sorted(request.environment.items()))
    shown = (request.drafts, request.future, request.tolerant, request.encodes)
    return digest(encode((salt().decode(), asked, shown, snapshot.files, snapshot.problems)))


class Workspace:
    """What builds share: one cache, and workers that stay warm."""

    def __init__(
        self, request: Request, progress: Progress | None = None, told: tuple[Problem, ...] = ()
    ) -> None:
        """Open the cache of a site, or an empty one where none is to be used."""
        self._told = told
        self._folder, self.root = request.workspace, request.root
        self._progress = progress
        self.cache = Cache(self._folder / "cache.sqlite" if request.use_cache else None)
        self.workers = Workers(request.jobs)
        self._recall = Recall()
        self.memory: Memory = load_memory(self.cache.note(MEMORY), request.root)
        self._noted = self.memory
        self._last: tuple[Engine, Assembly] | None = None
        self._expected = b""

    def troubles(self) -> tuple[Problem, ...]:
        """Return what the author should know of the workspace, once."""
        told, self._told = (*self._told, *self.cache.troubles()), ()
        return told

    def start_over(self) -> None:
        """Forget every result: the bytes of some are gone."""
        self.cache.empty()
        self._recall = Recall()

    def engine(self, snapshot: Snapshot) -> Engine:
        """Return an engine that reads the snapshot's sources."""
        return Engine(
            self.cache, self.workers, snapshot.read, self._progress, self._recall, tell_stopped
        )

    def remember(self, snapshot: Snapshot, engine: Engine, assembly: "Assembly") -> None:
        """Remember what a build saw and made; sweep the cache when it is crowded."""
        self._recall.turn(whole=bool(assembly.outputs))
        self.memory = snapshot.memory
        if assembly.failed:
            return
        self._last = (engine, assembly)
        if self.cache.count() > CROWDED * engine.ran.asked + SPARE:
            for memory in (self.cache, self._recall):
                memory.forget_all_but(frozenset(engine.ran.keys_of()))

    def known(self, request: Request, snapshot: Snapshot) -> KnownBuild | None:
        """Return what the last build came to, where this one would come to the same."""
        content = self.cache.note(KNOWN) if _is_foreseeable(request) else None
        expected = msgpack.decode(content, type=_Expected) if content else NOTHING_EXPECTED
        if not expected.since <= request.now.timestamp() < expected.until:
            return None
        if expected.premises != _premises(request, snapshot):
            return None
        self.memory = snapshot.memory
        known = msgpack.decode(expected.known, type=KnownBuild)
        reused = {wave: Tally(0, each.made + each.reused) for wave, each in known.tallies.items()}
        return structs.replace(known, tallies=reused)

    def expect(self, known: KnownBuild, request: Request, snapshot: Snapshot, until: float) -> None:
        """Remember what the last build came to, where the same premises lead there again."""
        if _is_foreseeable(request):
            premises, since = _premises(request, snapshot), request.now.timestamp()
            expected = _Expected(premises, since, until, msgpack.encode(known))
            self._expected = msgpack.encode(expected)

    def note_down(self) -> None:
        """Note the files' digests and the last plan, for processes to come."""
        notes = {} if self._last is None else self._notes_of(*self._last)
        if self.memory != self._noted:
            notes[MEMORY] = save_memory(self.memory, self.root)
        if notes:
            self.cache.write_notes(notes)
        self._noted, self._last, self._expected = self.memory, None, b""

    def _notes_of(self, engine: Engine, assembly: "Assembly") -> dict[str, bytes]:
        outputs = {each.path: (each.origin, _key(engine, each)) for each in assembly.outputs}
        plan = Noted(outputs, "".join(engine.ran.keys_of("settings")))
        content, expected = self.cache.note(PLAN), self._expected
        notes = {KNOWN: expected} if expected != self.cache.note(KNOWN) else {}
        encoded = msgpack.encode(plan)
        if encoded == content:
            return notes
        # Where no output is another one, this is no build that anybody asks about.
        is_other = plan.outputs != self.planned(PLAN).outputs
        before = {PLAN_BEFORE: content or msgpack.encode(Noted())} if is_other else {}
        return {**notes, **before, PLAN: encoded}

    def planned(self, note: str) -> Noted:
        """Return a plan that was noted down, an empty one where there was none."""
        content = self.cache.note(note)
        return msgpack.decode(content, type=Noted) if content else Noted()

    def record_of(self, output: Path) -> Path:
        """Return the file that knows what builds wrote to an output folder."""
        name = digest(os.fsencode(os.path.realpath(output)))[:16]
        file = self._folder / f"published-{name}.msgpack"
        self._told += clear_places(file)
        return file

    @staticmethod
    def remove_cache(request: Request) -> None:
        """Remove what a site's builds keep, but for records of other output folders.

        Without its record a folder's files would be nobody's, and no build would touch them.
        """
        for file in request.workspace.glob("*.sqlite*"):
            remove(file)
        if not any(request.workspace.iterdir()):
            request.workspace.rmdir()

    def close(self, *, at_once: bool = False) -> None:
        """End the workers, note down what is not noted yet, and close the cache."""
        self.workers.close(at_once=at_once)
        self.note_down()
        self.cache.close()


def _key(engine: Engine, output: "Output") -> str:
    content = output.content
    return content.digest if isinstance(content, Blob) else engine.key_of(content)


@contextmanager
def open_workspace(request: Request, progress: Progress | None = None) -> Iterator[Workspace]:
    """Open a site's workspace for one build at a time; raises Busy where another is at it."""
    with (
        exclusive(request.workspace / "lock.sqlite") as told,
        open_beside(request, progress, told) as workspace,
    ):
        yield workspace


@contextmanager
def open_beside(
    request: Request, progress: Progress | None = None, told: tuple[Problem, ...] = ()
) -> Iterator[Workspace]:
    """Open a site's workspace to look at it, publish nothing and remember nothing.

    A build may be at work beside it: SQLite keeps their writing to the cache apart.
    """
    workspace = Workspace(request, progress, told)
    try:
        yield workspace
    except BaseException:
        workspace.close(at_once=True)
        raise
    workspace.close()
