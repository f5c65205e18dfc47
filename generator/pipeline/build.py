"""The whole build: make a site's outcome, publish it, report."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from msgspec import structs

from generator.engine import (
    NO_FILES,
    BlobLost,
    EarlyFiles,
    Engine,
    Published,
    early_files,
    publish,
)
from generator.pipeline.request import BuildOutcome, Report, Request
from generator.pipeline.workspace import KnownBuild, Workspace
from generator.problems import Place, Problem
from generator.site.folders import places
from generator.site.snapshot import Snapshot, SourceChanged, take_snapshot

if TYPE_CHECKING:
    from generator.pipeline.assembly import Assembly

T = TypeVar("T")
TRIES = 5
"""How often a build starts anew when files change under its hands, or its cache is damaged."""


def build(request: Request, workspace: Workspace) -> Report:
    """Make the site and publish it; with an error among the problems nothing is published."""
    started = time.perf_counter()
    known, published = _until_it_is_whole(
        workspace, lambda: _known_and_published(request, workspace)
    )
    workspace.note_down()
    outcome = _with(known.outcome, workspace.troubles())
    if published is not None and published.refused:
        outcome = _with(outcome, (_refused(request, published.refused),))
    seconds = time.perf_counter() - started
    return Report(outcome, known.tallies, published, seconds, request.folder)


def assemble(
    request: Request, workspace: Workspace, snapshot: Snapshot | None = None
) -> tuple[Engine, "Assembly"]:
    """Make the site without publishing it; raises SourceChanged if the sources never hold still.

    With a snapshot that is no longer true the site is made from another.
    """
    snapshots = iter([snapshot] if snapshot else [])
    engine, assembly = _until_it_is_whole(
        workspace, lambda: _made_from(request, workspace, next(snapshots, None))
    )
    return engine, structs.replace(assembly, problems=(*assembly.problems, *workspace.troubles()))


def _until_it_is_whole(workspace: Workspace, attempt: Callable[[], T]) -> T:
    for _ in range(TRIES - 1):
        try:
            return attempt()
        except SourceChanged:
            continue
        except BlobLost:
            workspace.start_over()
    return attempt()


def _known_and_published(
    request: Request, workspace: Workspace
) -> tuple[KnownBuild, Published | None]:
    snapshot = _taken(request, workspace)
    engine = workspace.engine(snapshot)
    output, record = request.folder, workspace.record_of(request.folder)
    known = workspace.known(request, snapshot)
    if known is None:
        with early_files(output, record) as early:
            known = _made(request, workspace, snapshot, engine, early)
    if known.outcome.failed:
        return known, None
    trusting = request.use_cache
    try:
        done = publish(known.outcome.manifest, engine.read, output, record, trusting=trusting)
    except OSError as error:
        # A disk that is full does not say where.
        error.filename = error.filename or str(output)
        raise
    return known, done


def _made(
    request: Request, workspace: Workspace, snapshot: Snapshot, engine: Engine, early: EarlyFiles
) -> KnownBuild:
    assembly = _assembled(request, workspace, snapshot, engine, early)
    known = KnownBuild(assembly.outcome, engine.ran.tallies)
    if assembly.listed and engine.ran.lasts and not engine.ran.keys_of("ask"):
        workspace.expect(known, request, snapshot, assembly.listed.until)
    return known


def _made_from(
    request: Request, workspace: Workspace, snapshot: Snapshot | None
) -> tuple[Engine, "Assembly"]:
    taken = snapshot or _taken(request, workspace)
    engine = workspace.engine(taken)
    return engine, _assembled(request, workspace, taken, engine, NO_FILES)


def _assembled(
    request: Request, workspace: Workspace, snapshot: Snapshot, engine: Engine, early: EarlyFiles
) -> "Assembly":
    # Nearly all of the house stands behind it: where the outcome is known nothing of it loads.
    from generator.pipeline.assembly import assemble_once

    assembly = assemble_once(request, snapshot, engine, early)
    workspace.remember(snapshot, engine, assembly)
    return assembly


def _taken(request: Request, workspace: Workspace) -> Snapshot:
    return take_snapshot(request.root, places(request.root), workspace.memory)


def _with(outcome: BuildOutcome, more: tuple[Problem, ...]) -> BuildOutcome:
    return structs.replace(outcome, problems=(*outcome.problems, *more))


def _refused(request: Request, paths: Sequence[str]) -> Problem:
    name = request.folder.name
    shown = ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
    message = f"{name}/ holds what no build wrote and this one would overwrite: {shown}"
    hint = (
        "move it away, or build to another folder with --output; where earlier builds wrote it"
        f" after all, and nothing else is in {name}/, remove that folder"
    )
    if not request.folder.is_dir():
        message, hint = f"{name} is no folder", "move it away, or name a folder with --output"
    return Problem(message, Place(name), hint)
