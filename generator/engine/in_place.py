"""In place: an output folder that no other can replace, and why, is filled file by file.

Readers may see old and new pages side by side, but no page whose pictures, styles and scripts are
not there: these come first, then pages, then what is gone is removed.
"""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.engine.changes import Changes
from generator.engine.files import is_folder, make_folder, write_file
from generator.engine.record import Record, WrittenFile, above, owner_of, written
from generator.engine.step import Blob
from generator.problems.regex import regex

PROCESSES = "/proc"
ESCAPED = regex(r"\\([0-7]{3})")


class _Mount(Struct, frozen=True):
    """A line of a table of mounts: what of which device is seen where."""

    device: str
    root: str
    point: str


def hindrance(changes: Changes, folders: Mapping[str, os.stat_result]) -> str:
    """Return why a folder cannot be replaced by another; empty if it can."""
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
    """Return the mount tables of containers whose processes we may read."""
    seen = {_space(f"{PROCESSES}/self"), ""}
    for name in filter(str.isdigit, os.listdir(PROCESSES)):
        space = _space(f"{PROCESSES}/{name}")
        if space not in seen:
            seen.add(space)
            yield _mounts(f"{PROCESSES}/{name}")


def _space(process: str) -> str:
    """Return the mount namespace of a process; empty if we may not read it."""
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


_PLAIN = (".html", ".xml", ".atom")
PAGES = (*_PLAIN, *(f"{ending}.{short}" for ending in _PLAIN for short in ("br", "gz")))
"""What names other files, to be there before it; a server may send a shorter file in its place."""
BESIDE = ".postrock-new"
"""What a file is called until it is whole: a name of ours, whoever left one there."""
UNFINISHED = WrittenFile("")
"""Stands in the record for a file of ours while nobody knows how far it came."""


def fill_in_place(
    changes: Changes, read: Callable[[Blob], bytes], save: Callable[[Record], None]
) -> Record:
    """Write and remove what differs, in an order that never leaves a page without its assets."""
    new = sorted(changes.new, key=lambda path: _turn(path, changes))
    save(_underway(changes, new))
    owner, files = owner_of(changes.output), dict(changes.same)
    for path in new:
        _make_way(changes, path, owner)
        blob = changes.manifest[path]
        files[path] = written(blob.digest, _replace(changes.output, path, read(blob), owner))
    remove_files(changes, changes.gone)
    return Record(files, changes.found)


def remove_files(changes: Changes, paths: Collection[str]) -> None:
    """Remove files of ours, pages first, and folders made by builds that are empty now."""
    for path in sorted(paths, key=lambda path: not path.endswith(PAGES)):
        _unlink(changes.output / path)
    stays = above((*changes.manifest, *changes.foreign, *changes.folders)) | changes.folders
    remove_folders(changes.output, set(changes.tree.folders) - stays - {""})


def _turn(path: str, changes: Changes) -> tuple[bool, bool]:
    """Assets come before pages, and new ones before others, which may name them."""
    return path.endswith(PAGES), path in changes.tree.files


def _underway(changes: Changes, new: Collection[str]) -> Record:
    """Return a record that knows all as ours that a crash may leave."""
    beside = (os.path.join(folder, BESIDE) for folder in {os.path.dirname(path) for path in new})
    begun = dict.fromkeys((*new, *beside), UNFINISHED)
    return Record(changes.record.files | changes.same | begun, changes.found)


def _make_way(changes: Changes, path: str, owner: tuple[int, int] | None) -> None:
    """Remove what is ours where a file and its folders have to be; make these."""
    if path in changes.tree.folders:
        within = path + "/"
        for each in changes.tree.files:
            if each.startswith(within):
                _unlink(changes.output / each)
        folders = (each for each in changes.tree.folders if each.startswith(within))
        remove_folders(changes.output, {path, *folders})
    for folder in sorted(above([path]) - {""}):
        if folder in changes.tree.files:
            _unlink(changes.output / folder)
        if not os.path.isdir(place := os.path.join(changes.output, folder)):
            make_folder(place, owner)


def _unlink(place: Path) -> None:
    """Remove a file, which may be gone by now, or a folder."""
    if os.path.lexists(place) and not is_folder(place):
        place.unlink()


def remove_folders(output: Path, folders: Collection[str]) -> None:
    """Remove empty folders, ignoring those that cannot be removed."""
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            os.rmdir(output / folder)


def _replace(
    output: Path, path: str, content: bytes, owner: tuple[int, int] | None
) -> os.stat_result:
    place = os.path.join(output, path)
    beside = os.path.join(os.path.dirname(place), BESIDE)
    _unlink(Path(beside))
    try:
        write_file(beside, content, owner)
        os.replace(beside, place)
    except BaseException:
        _unlink(Path(beside))
        raise
    return os.stat(place)
