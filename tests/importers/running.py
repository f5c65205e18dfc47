"""Import a site into a folder, build it, and look at what became of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.cli.main import main
from generator.importers.importing import Imported, ImportRequest, import_site
from generator.problems import Problem

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
