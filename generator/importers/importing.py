"""Import: read an old site, plan what becomes of it, write it and have a build look at it."""

import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from io import BytesIO
from itertools import chain
from pathlib import Path

from msgspec import Struct, structs

from generator.importers import IMPORTERS
from generator.importers.old_site import BlogEntry, Importer, ImportSource, OldSite, ReportNote
from generator.importers.planning import ImportPlan, plan_import
from generator.importers.repair import repaired
from generator.importers.target import TargetSite, is_empty, new_target, open_target
from generator.importers.writing import ImportSummary, compose, report_text, unknown_in
from generator.pipeline.build import assemble
from generator.pipeline.request import Request
from generator.pipeline.workspace import Workspace, open_workspace
from generator.problems import Place, Problem

ROUNDS = 5
"""How often a source is repaired: one thing that is wrong may hide another."""


class ImportRequest(Struct, frozen=True):
    """What is to be imported: a kind of site, where it is, and where it goes.

    ``into`` is a folder that is not there or is empty, or a site of Postrock's.
    """

    kind: str
    source: Path
    into: Path
    now: datetime
    uploads: Path | None = None


class Imported(Struct, frozen=True):
    """What an import did."""

    tally: ImportSummary
    notes: tuple[ReportNote, ...]


def import_site(request: ImportRequest) -> Imported | Problem:
    """Import a site."""
    if wrong := _wrong_places(request):
        return wrong
    found = importer_of(request.kind)(ImportSource(request.source, request.uploads))
    if isinstance(found, Problem):
        return found
    target = _target(request, found)
    if isinstance(target, Problem):
        return target
    plan = plan_import(found, target, request.now)
    building = Request(request.into, request.now, execute=False)
    with open_workspace(building) as workspace:
        _write(request, target, plan)
        entries, lost = verify(building, workspace, plan.entries)
    return _report(request, plan, entries, lost)


def importer_of(kind: str) -> Importer:
    """Load an importer."""
    module, _, name = IMPORTERS[kind].partition(":")
    importer: Importer = getattr(import_module(module), name)
    return importer


def _wrong_places(request: ImportRequest) -> Problem | None:
    """Find what is wrong with the places that were named."""
    if not request.source.exists():
        return Problem("there is nothing to import here", Place(str(request.source)))
    if request.uploads is not None and not request.uploads.is_dir():
        return Problem("there is no such folder of uploads", Place(str(request.uploads)))
    if (request.into / "site.yaml").is_file() or is_empty(request.into):
        return None
    hint = "name another folder, or a site of Postrock's, with --into"
    return Problem("this is neither empty nor a site", Place(str(request.into)), hint)


def _target(request: ImportRequest, found: OldSite) -> TargetSite | Problem:
    if (request.into / "site.yaml").is_file():
        return open_target(request.into)
    return new_target(found.site, request.into.name)


def _write(request: ImportRequest, target: TargetSite, plan: ImportPlan) -> None:
    texts = {"site.yaml": target.text} if target.text else {}
    texts |= {path: compose(entry) for path, entry in plan.entries.items()}
    for path, text in texts.items():
        _put(request.into / path, text)
    for path, place in plan.files.items():
        _copy(place, request.into / path)


def _report(
    request: ImportRequest,
    plan: ImportPlan,
    entries: Mapping[str, BlogEntry],
    lost: Sequence[ReportNote],
) -> Imported:
    of_entries = (note for entry in entries.values() for note in entry.notes)
    left = (note for path, entry in entries.items() for note in unknown_in(path, entry))
    changes = dict.fromkeys((*plan.notes, *lost, *left, *of_entries))
    notes = (*changes, *plan.of_files)
    report = _free_name(request.into)
    tally = _tally(request, entries.values(), len(plan.files), report)
    _put(request.into / report, report_text(tally, notes))
    return Imported(tally, notes)


def _put(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _copy(source: Path | bytes, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with (
        place.open("xb") as new,
        BytesIO(source) if isinstance(source, bytes) else source.open("rb") as old,
    ):
        shutil.copyfileobj(old, new)


def _free_name(folder: Path) -> str:
    number, name = 1, "import-report.md"
    while (folder / name).exists():
        number += 1
        name = f"import-report-{number}.md"
    return name


def _tally(
    request: ImportRequest, entries: Collection[BlogEntry], files: int, report: str
) -> ImportSummary:
    return ImportSummary(
        kind=request.kind,
        source=request.source.name,
        target=request.into.name,
        posts=sum(entry.kind == "post" for entry in entries),
        pages=sum(entry.kind == "page" for entry in entries),
        drafts=sum(entry.draft for entry in entries),
        files=files,
        aliases=sum(len(entry.aliases) for entry in entries),
        report=report,
    )


def verify(
    request: Request, workspace: Workspace, entries: Mapping[str, BlogEntry]
) -> tuple[dict[str, BlogEntry], list[ReportNote]]:
    """Repair what was written until it builds; return what is there now, and what had to go.

    What is wrong in a site that was there before is for its author to repair.
    """
    with_drafts = structs.replace(request, drafts=True, future=True)
    now = dict(entries)
    lost: list[ReportNote] = []
    for turn in range(ROUNDS + 1):
        found = (assemble(each, workspace)[1].problems for each in (request, with_drafts))
        wrong = _errors(chain.from_iterable(found), now)
        for path, problems in wrong.items():
            if turn < ROUNDS:
                now[path] = repaired(now[path], problems)
                place, text = request.root / path, compose(now[path])
                place.write_text(text, encoding="utf-8", newline="\n")
            else:
                (request.root / path).unlink()
                lost.append(ReportNote("left out", now.pop(path).source, problems[0].message))
        if not wrong:
            break
    return now, lost


def _errors(
    problems: Iterable[Problem], entries: Mapping[str, BlogEntry]
) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for each in problems:
        if each.severity == "error" and each.place and each.place.path in entries:
            found.setdefault(each.place.path, []).append(each)
    return found
