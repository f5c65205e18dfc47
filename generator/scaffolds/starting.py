"""A new site: a small one that builds at once; new files are written all or none."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec import structs

from generator.problems import Place, Problem
from generator.scaffolds.archetypes import Pattern, Values, fill
from generator.scaffolds.naming import title_of, yaml_text

STARTER = Path(__file__).parent / "starter"
HIDDEN = {"gitignore": ".gitignore"}
"""A file that begins with a dot would not be packed with us as it is."""
HARMLESS = frozenset({".git"})
"""What an otherwise empty folder may hold."""


def start(folder: Path, title: str, now: datetime) -> tuple[str, ...] | Problem:
    """Write a small site into a folder that is empty or not there yet; return its files' paths."""
    problem = _occupied(folder)
    if problem is not None:
        return problem
    named = title_of(title or _title_from(folder))
    if isinstance(named, Problem):
        return named
    files = _files(named, now.date().isoformat())
    unwritten = write_new(folder, files)
    if unwritten is not None:
        path = unwritten.place.path if unwritten.place else ""
        return structs.replace(unwritten, place=Place(str(folder / path)))
    return tuple(files)


def _occupied(folder: Path) -> Problem | None:
    hint = "choose a folder that is empty, or one that is not there yet"
    if folder.exists() and not folder.is_dir():
        return Problem("this is a file", Place(str(folder)), hint)
    inside = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if not inside - HARMLESS:
        return None
    first = min(inside - HARMLESS)
    return Problem(f"this folder is not empty: {first} is in it", Place(str(folder)), hint)


def _title_from(folder: Path) -> str:
    words = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "My site"


def _files(title: str, date: str) -> Mapping[str, str]:
    values = {"title": yaml_text(title), "date": date}
    found = {path.relative_to(STARTER).as_posix(): path for path in _starter_files()}
    return {
        HIDDEN.get(path, path): fill(
            Pattern(path, file.read_text(encoding="utf-8")), Values(values, values)
        )[0]
        for path, file in found.items()
    }


def _starter_files() -> list[Path]:
    paths = (path for path in STARTER.rglob("*") if path.is_file())
    return sorted(path for path in paths if not path.name.startswith("."))


def write_new(root: Path, files: Mapping[str, str]) -> Problem | None:
    """Write files by their paths under a folder; where one cannot be, none of them stays."""
    written: list[Path] = []
    path = ""
    try:
        for path, text in files.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("x", encoding="utf-8", newline="\n") as file:
                written.append(place)
                file.write(text)
    except OSError as error:
        for place in written:
            place.unlink()
        return _unwritten(path, error)
    return None


def _unwritten(path: str, error: OSError) -> Problem:
    if isinstance(error, FileExistsError):
        return Problem("this is there already, and stays as it is", Place(path))
    return Problem(f"cannot be written: {(error.strerror or str(error)).lower()}", Place(path))
