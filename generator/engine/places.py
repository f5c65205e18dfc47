"""Read and write what stands at a path, following no link that stands there."""

import os
import stat
from pathlib import Path

from generator.engine.plain import remove


def is_folder(place: Path) -> bool:
    """Tell whether a folder stands there, and no link to one."""
    try:
        return stat.S_ISDIR(os.lstat(place).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def read_file(place: Path) -> bytes | None:
    """Return the bytes of a plain file; nothing where something else stands there."""
    if not os.path.lexists(place) or not stat.S_ISREG(os.lstat(place).st_mode):
        return None
    return place.read_bytes()


def make_folder(place: str, owner: tuple[int, int] | None = None) -> None:
    """Make a folder, for an owner if it is not to be ours."""
    os.mkdir(place)
    if owner is not None:
        os.chown(place, *owner)


def write_file(place: str, content: bytes, owner: tuple[int, int] | None = None) -> os.stat_result:
    """Write a file where nothing stands yet; return how it stands now."""
    with open(place, "xb") as file:
        file.write(content)
    if owner is not None:
        os.chown(place, *owner)
    return os.stat(place)


def replace_file(place: Path, content: bytes) -> None:
    """Replace a file, whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(place.name + ".new")
    remove(beside)
    if is_folder(place):
        remove(place)
    write_file(os.fspath(beside), content)
    beside.replace(place)
