"""Why a folder has to be filled where it stands, and no other can take its place."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from generator.engine.changes import Changes

PROCESSES = "/proc"
ESCAPED = re.compile(r"\\([0-7]{3})")


class _Mount(Struct, frozen=True):
    """A line of a table of mounts: what of which device is seen where."""

    device: str
    root: str
    point: str


def hindrance(changes: Changes, folders: Mapping[str, os.stat_result]) -> str:
    """Say why a folder has to be filled where it stands; nothing where another may replace it."""
    if any(path.rpartition("/")[2] == ".git" for path in (*changes.foreign, *changes.folders)):
        # Who works in a repository stands in this very folder, not in one that replaces it.
        return "it holds a git repository"
    return _of_folders(changes.output, folders) or _of_mounts(str(changes.output))


def _of_folders(output: Path, folders: Mapping[str, os.stat_result]) -> str:
    device = folders[""].st_dev
    if os.stat(output.parent).st_dev != device:
        return "it is a file system of its own"
    user = os.geteuid() if hasattr(os, "geteuid") else 0
    for path, seen in folders.items():
        if seen.st_dev != device:
            return f"{path}/ in it is a file system of its own"
        if user and seen.st_uid != user:
            return f"{path or 'it'} belongs to another user"
        if user and seen.st_mode & 0o700 != 0o700:
            return f"{path or 'it'} is closed to you"
    return "" if os.access(output.parent, os.W_OK | os.X_OK) else "the folder around it is closed"


def _of_mounts(folder: str) -> str:
    """Tell of mounts, where the system has a table of them."""
    mounts = list(_mounts(f"{PROCESSES}/self"))
    home = _home(folder, mounts)
    if home is None:
        return ""
    if any(_is_within(mount.point, folder) for mount in mounts):
        return "it is a mount point, or holds one"
    place = os.path.normpath(os.path.join(home.root, os.path.relpath(folder, home.point)))
    for table in (mounts, *_tables_of_others()):
        if any(each.device == home.device and _is_within(each.root, place) for each in table):
            return "it is mounted elsewhere too"
    return ""


def _home(folder: str, mounts: list[_Mount]) -> _Mount | None:
    """Return the mount that a folder lies in; of two at one place the later hides the other."""
    around = [mount for mount in mounts if _is_within(folder, mount.point)]
    return max(reversed(around), key=lambda mount: len(mount.point), default=None)


def _tables_of_others() -> Iterator[Iterator[_Mount]]:
    """Return the tables of containers, as far as we may see into their processes."""
    seen = {_space(f"{PROCESSES}/self"), ""}
    for name in filter(str.isdigit, os.listdir(PROCESSES)):
        space = _space(f"{PROCESSES}/{name}")
        if space not in seen:
            seen.add(space)
            yield _mounts(f"{PROCESSES}/{name}")


def _space(process: str) -> str:
    """Return the name of what a process sees of mounts; nothing where we may not know."""
    try:
        return os.readlink(f"{process}/ns/mnt")
    except OSError:
        return ""


def _mounts(process: str) -> Iterator[_Mount]:
    try:
        lines = os.fsdecode(Path(process, "mountinfo").read_bytes()).rstrip("\n").split("\n")
    except OSError:
        return
    for line in lines:
        _, _, device, root, point, *_ = line.split(" ")
        yield _Mount(device, _plain(root), _plain(point))


def _plain(path: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 8)), path)


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")
