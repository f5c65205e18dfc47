"""The folders beside an output folder: the staged one that takes its place, and the spare one.

The spare tree is what was published before last, kept so that little has to be staged anew. Most of
its files are hard links to those that are published, so it takes up next to no room; and to bring
it up to date costs as much as what changed, not as much as the site.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.engine.files import clear_place, is_folder, remove
from generator.engine.record import FolderTree, Record, believed, load_record, save_record, scan
from generator.problems import Problem

# The function of each system, what "relative to here" is called, and the flag to swap.
SWAPS = {
    "linux": ("renameat2", -100, 2),
    "darwin": ("renameatx_np", -2, 2),
}


class CannotExchange(Exception):
    """No other folder can take this one's place; it says why."""


def staging_folder(place: Path) -> Path:
    """Return where a folder is made ready before it takes the place: beside it."""
    return place.with_name(f".{place.name}.postrock-staged")


def exchange(staged: Path, place: Path) -> Path:
    """Let the two folders change names; return where the old one is now.

    One system call on Linux and macOS. Elsewhere, and on file systems that
    cannot do it, two renames: for a moment in between the place is empty.
    """
    if not place.exists():
        staged.rename(place)
        return staged
    if _swap(staged, place):
        return staged
    old = _put_aside(staged)
    try:
        place.rename(old)
    except OSError as error:
        raise CannotExchange(f"the system cannot move it ({error.strerror})") from error
    try:
        staged.rename(place)
    except BaseException:
        old.rename(place)
        raise
    return old


def clear_staging(place: Path, inode: int = 0) -> None:
    """Remove what a build left that was killed, and undo the first of two renames.

    ``inode`` is that of the folder which was to be put aside: what only has its name may have come
    with the site.
    """
    staged = staging_folder(place)
    old = _put_aside(staged)
    if inode and is_folder(old) and os.lstat(old).st_ino == inode and not os.path.lexists(place):
        old.rename(place)
    for left in (staged, old):
        remove(left)


def _put_aside(staged: Path) -> Path:
    return staged.with_name(staged.name + ".old")


def _swap(one: Path, other: Path) -> bool:
    import ctypes

    name, here, flag = SWAPS.get(sys.platform, ("", 0, 0))
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if function is None:
        return False
    return bool(function(here, os.fsencode(one), here, os.fsencode(other), flag) == 0)


T = TypeVar("T")


def clear_places(record_file: Path) -> tuple[Problem, ...]:
    """Remove anything else in the places of the record and the spare tree; return problems."""
    folder, record = _places(record_file)
    return (*clear_place(record_file), *clear_place(folder, "a folder"), *clear_place(record))


def _places(record_file: Path) -> tuple[Path, Path]:
    name = record_file.name
    return record_file.with_name(f"{name}.spare"), record_file.with_name(f"{name}.spare-record")


class Spare:
    """One output folder's spare tree and its record, beside the record of what is published."""

    def __init__(self, record_file: Path, purpose: str) -> None:
        """Name the two places, which may not exist yet."""
        self._folder, self._record = _places(record_file)
        self._purpose = f"spare of {purpose}"

    def take(self, staged: Path, keep: Callable[[FolderTree, Record], T]) -> T:
        """Make the staging folder from the spare tree; ``keep`` clears it, and says what stays.

        What is no spare tree of ours, or cannot be cleared, is thrown away.
        """
        record, is_signed = load_record(self._record, self._purpose)
        remove(self._record)
        try:
            if is_folder(self._folder):
                os.rename(self._folder, staged)
                tree = scan(staged)
                return keep(tree, believed(record, is_signed, tree))
        except OSError:
            remove(staged)
        remove(self._folder)
        staged.mkdir(parents=True)
        return keep(scan(staged), Record())

    def put(self, old: Path, record: Record) -> None:
        """Keep the tree that was just replaced, where it can be moved here in one call."""
        self.remove()
        try:
            os.rename(old, self._folder)
        except OSError:
            remove(old)
        else:
            self.note(record)

    def begin(self, beside: Path) -> Path | None:
        """Make an empty tree where there is none, and return it.

        That is None where it could not be moved beside another folder in one call.
        """
        try:
            if os.stat(beside).st_dev == os.stat(self._folder.parent).st_dev:
                self._folder.mkdir()
                return self._folder
        except OSError:
            pass
        return None

    def note(self, record: Record) -> None:
        """Note what is in the tree."""
        save_record(self._record, self._purpose, record)

    def remove(self) -> None:
        """Remove the spare tree."""
        remove(self._folder)
        remove(self._record)
