"""Import: read an old site, settle what becomes of it, write it; nothing is overwritten."""

import shutil
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from msgspec import Struct

from generator.importers.compose import compose
from generator.importers.found import BlogEntry, ImportSource, OldSite, ReportNote
from generator.importers.kinds import IMPORTERS
from generator.importers.proving import verify
from generator.importers.report import ImportSummary, report_text, unknown_in
from generator.importers.settling import ImportPlan, plan_import
from generator.importers.target import TargetSite, is_empty, new_target, open_target
from generator.pipeline.request import Request
from generator.pipeline.workshop import open_workshop
from generator.problems import Place, Problem


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
    wrong = _wrong(request)
    if wrong is not None:
        return wrong
    found = IMPORTERS[request.kind](ImportSource(request.source, request.uploads))
    if isinstance(found, Problem):
        return found
    target = _home(request, found)
    if isinstance(target, Problem):
        return target
    planned = plan_import(found, target, request.now)
    building = Request(request.into, request.now, execute=False)
    with open_workshop(building) as shop:
        _write(request, target, planned)
        entries, lost = verify(building, shop, planned.entries)
    return _report(request, planned, entries, lost)


def _wrong(request: ImportRequest) -> Problem | None:
    """Find what is wrong with the places that were named."""
    if not request.source.exists():
        return Problem("there is nothing to import here", Place(str(request.source)))
    if request.uploads is not None and not request.uploads.is_dir():
        return Problem("there is no such folder of uploads", Place(str(request.uploads)))
    if (request.into / "site.yaml").is_file() or is_empty(request.into):
        return None
    hint = "name another folder, or a site of Postrock's, with --into"
    return Problem("this is neither empty nor a site", Place(str(request.into)), hint)


def _home(request: ImportRequest, found: OldSite) -> TargetSite | Problem:
    if (request.into / "site.yaml").is_file():
        return open_target(request.into)
    return new_target(found.site, request.into.name)


def _write(request: ImportRequest, target: TargetSite, planned: ImportPlan) -> None:
    texts = {"site.yaml": target.text} if target.text else {}
    texts |= {path: compose(entry) for path, entry in planned.entries.items()}
    for path, text in texts.items():
        _put(request.into / path, text)
    for path, place in planned.files.items():
        _copy(place, request.into / path)


def _report(
    request: ImportRequest,
    planned: ImportPlan,
    entries: Mapping[str, BlogEntry],
    lost: Sequence[ReportNote],
) -> Imported:
    of_entries = (note for entry in entries.values() for note in entry.notes)
    left = (note for path, entry in entries.items() for note in unknown_in(path, entry))
    changes = dict.fromkeys((*planned.notes, *lost, *left, *of_entries))
    notes = (*changes, *planned.of_files)
    report = _free_name(request.into)
    tally = _tally(request, entries.values(), len(planned.files), report)
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
