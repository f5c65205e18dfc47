"""Import a site into a folder, build it, and look at what became of it.

A fifth importer stands here as somebody would write it.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.cli.main import main
from generator.importers.importing import Imported, ImportRequest, import_site
from generator.importers.old_site import BlogEntry, ImportSource, OldSite, SiteInfo
from generator.problems import Place, Problem
from generator.site.slug import slugify

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SITES = Path(__file__).parent / "sites"


def imported(kind: str, source: Path, into: Path, uploads: Path | None = None) -> Imported:
    done = import_site(ImportRequest(kind, source, into, NOW, uploads))
    assert isinstance(done, Imported), done
    return done


def refused(kind: str, source: Path, into: Path) -> Problem:
    done = import_site(ImportRequest(kind, source, into, NOW))
    assert isinstance(done, Problem)
    return done


def write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


def build(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Build an import as its author would; any problem fails, a warning too."""
    code = main(["--root", str(folder), "build", "--now", "2026-01-01"])
    shown = capsys.readouterr()
    assert (code, shown.err) == (0, "")
    return shown.out


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files of a site by their paths, without what a build makes."""
    made = (folder / "build", folder / ".postrock")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(path.is_relative_to(each) for each in made)
    }


def read_tiny(given: ImportSource) -> OldSite | Problem:
    """Read a file of posts, each after a line ``= TITLE (DATE)``."""
    parts = given.source.read_text(encoding="utf-8").split("\n= ")[1:]
    if not parts:
        return Problem("there is no post here", Place(given.source.name))
    return OldSite(SiteInfo("Tiny", permalink="/{slug}/"), tuple(map(_entry, parts)))


def _entry(part: str) -> BlogEntry:
    head, _, body = part.partition("\n")
    title, _, date = head.removesuffix(")").partition(" (")
    name = slugify(title)
    return BlogEntry(name, "post", name, body, title, date, old=f"/{name}.htm")
