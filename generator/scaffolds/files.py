"""Writing new files, all or none, and never over one that is there."""

from collections.abc import Mapping
from pathlib import Path

from generator.problems import Place, Problem

SAMPLE = Path(__file__).parent / "sample"
STARTER = Path(__file__).parent / "starter"


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
