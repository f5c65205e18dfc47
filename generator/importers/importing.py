"""Import: read an old site, settle what becomes of it, write it; nothing is overwritten."""

import shutil
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from msgspec import Struct

from generator.importers.compose import compose
from generator.importers.found import Entry, Found, Given, Note
from generator.importers.home import Home, is_empty, new_home, open_home
from generator.importers.kinds import IMPORTERS
from generator.importers.proving import prove
from generator.importers.report import Tally, report_text, unknown_in
from generator.importers.settling import Settled, settle
from generator.pipeline.request import Request as BuildRequest
from generator.pipeline.workshop import open_workshop
from generator.problems import Place, Problem


class Request(Struct, frozen=True):
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

    tally: Tally
    notes: tuple[Note, ...]


def import_site(request: Request) -> Imported | Problem:
    """Import a site."""
    wrong = _wrong(request)
    if wrong is not None:
        return wrong
    found = IMPORTERS[request.kind](Given(request.source, request.uploads))
    if isinstance(found, Problem):
        return found
    home = _home(request, found)
    if isinstance(home, Problem):
        return home
    settled = settle(found, home, request.now)
    building = BuildRequest(request.into, request.now, execute=False)
    with open_workshop(building) as shop:
        _write(request, home, settled)
        entries, lost = prove(building, shop, settled.entries)
    return _report(request, settled, entries, lost)


def _wrong(request: Request) -> Problem | None:
    """Find what is wrong with the places that were named."""
    if not request.source.exists():
        return Problem("there is nothing to import here", Place(str(request.source)))
    if request.uploads is not None and not request.uploads.is_dir():
        return Problem("there is no such folder of uploads", Place(str(request.uploads)))
    if (request.into / "site.yaml").is_file() or is_empty(request.into):
        return None
    hint = "name another folder, or a site of Postrock's, with --into"
    return Problem("this is neither empty nor a site", Place(str(request.into)), hint)


def _home(request: Request, found: Found) -> Home | Problem:
    if (request.into / "site.yaml").is_file():
        return open_home(request.into)
    return new_home(found.site, request.into.name)


def _write(request: Request, home: Home, settled: Settled) -> None:
    texts = {"site.yaml": home.text} if home.text else {}
    texts |= {path: compose(entry) for path, entry in settled.entries.items()}
    for path, text in texts.items():
        _put(request.into / path, text)
    for path, place in settled.files.items():
        _copy(place, request.into / path)


def _report(
    request: Request, settled: Settled, entries: Mapping[str, Entry], lost: Sequence[Note]
) -> Imported:
    of_entries = (note for entry in entries.values() for note in entry.notes)
    left = (note for path, entry in entries.items() for note in unknown_in(path, entry))
    told = dict.fromkeys((*settled.notes, *lost, *left, *of_entries))
    notes = (*told, *settled.of_files)
    report = _free_name(request.into)
    tally = _tally(request, entries.values(), len(settled.files), report)
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


def _tally(request: Request, entries: Collection[Entry], files: int, report: str) -> Tally:
    return Tally(
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
