"""A staged tree: made ready beside the output folder, and put in its place in one step."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct, structs

from generator.engine.changes import Changes, unchanged
from generator.engine.exchange import CannotExchange, Spare, exchange, staging_folder
from generator.engine.files import make_folder, remove, write_file
from generator.engine.record import (
    Files,
    FolderTree,
    Marks,
    Record,
    above,
    folder_stats_of,
    owner_of,
    written,
)
from generator.engine.step import Blob

FolderStats = Mapping[str, os.stat_result]
"""How the folders of the output folder stand: their owners and modes."""


class _There(Struct, frozen=True):
    """What a staging folder holds already: our files, foreign ones, and folders."""

    files: Files
    foreign: frozenset[str]
    folders: frozenset[str]
    marks: Marks | None
    """Of all folders, where they are known to be alike."""


def stage_and_exchange(
    changes: Changes,
    folder_stats: FolderStats,
    read: Callable[[Blob], bytes],
    spare: Spare,
    save: Callable[[Record], None],
) -> Record:
    """Bring the spare tree up to date and let it take the output folder's place.

    Raises CannotExchange, with nothing changed, where that is not possible.
    """
    staging = _Staging(changes)
    changes.output.parent.mkdir(parents=True, exist_ok=True)
    try:
        there = spare.take(staging.folder, staging.keep_only)
        record = Record(staging.fill(there, read), changes.found)
        staging.copy_modes(there, folder_stats)
        # A crash between the two leaves a record that knows both trees as ours.
        save(_both(changes, record))
        old = exchange(staging.folder, changes.output)
    except BaseException:
        remove(staging.folder)
        raise
    if old.exists():
        still = {path: record.files[path] for path in changes.same}
        spare.put(old, Record(changes.record.files | still, marks=_alike(folder_stats)))
    return record


def _both(changes: Changes, record: Record) -> Record:
    files = changes.record.files | record.files
    inode = changes.output.stat().st_ino if changes.tree.folders else 0
    return structs.replace(record, files=files, inode=inode)


class _Staging:
    """The folder that is made ready, beside the one whose place it takes."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._output = changes.output
        self.folder = staging_folder(changes.output)
        foreign = (*changes.foreign, *changes.folders)
        self._folders = {"", *changes.folders, *above(foreign), *above(changes.manifest)}

    def keep_only(self, tree: FolderTree, spare: Record) -> _There:
        """Remove what is not wanted as it is; return what stays."""
        changes = self._changes
        kept = unchanged(
            changes.manifest, self.folder, tree, spare.files, trusting=changes.trusting
        )
        foreign = frozenset(path for path in changes.foreign if _is_one(changes.tree, tree, path))
        for path in tree.files.keys() - kept.keys() - foreign:
            os.unlink(os.path.join(self.folder, path))
        for folder in sorted(set(tree.folders) - self._folders, reverse=True):
            os.rmdir(os.path.join(self.folder, folder))
        return _There(kept, foreign, frozenset(tree.folders) & self._folders, spare.marks)

    def fill(self, there: _There, read: Callable[[Blob], bytes]) -> Files:
        """Link or write what is missing; return all files of ours."""
        changes, owner = self._changes, owner_of(self._output)
        for folder in sorted(self._folders - there.folders):
            make_folder(os.path.join(self.folder, folder), owner)
        for path in changes.foreign - there.foreign:
            _link_foreign(self._output / path, self.folder / path)
        files = changes.same | there.files
        for path in files.keys() - there.files.keys():
            stands = _link(os.path.join(self._output, path), os.path.join(self.folder, path))
            files[path] = written(files[path].digest, stands)
        for path in changes.manifest.keys() - files.keys():
            blob = changes.manifest[path]
            stands = write_file(os.path.join(self.folder, path), read(blob), owner)
            files[path] = written(blob.digest, stands)
        return files

    def copy_modes(self, there: _There, folder_stats: FolderStats) -> None:
        """Give folders the owners and modes that they have in the output folder."""
        foreign, doubted = (
            self._changes.folders - there.folders,
            self._folders & folder_stats.keys(),
        )
        if there.marks is not None and there.marks == _alike(folder_stats):
            doubted -= there.folders
        for path, seen in folder_stats_of(self.folder, doubted).items():
            if path in foreign or _marks(seen) != _marks(folder_stats[path]):
                _copy_marks(self._output / path, self.folder / path, folder_stats[path])


def _is_one(tree: FolderTree, other: FolderTree, path: str) -> bool:
    return path in other.files and os.path.samestat(tree.files[path], other.files[path])


def _link(present: str, place: str) -> os.stat_result:
    try:
        os.link(present, place)
    except OSError:
        shutil.copy2(present, place)
    return os.stat(place)


def _link_foreign(present: Path, place: Path) -> None:
    """Link what no build wrote: a copy would be another thing, but of a link."""
    try:
        os.link(present, place, follow_symlinks=False)
    except (OSError, NotImplementedError) as error:
        if not present.is_symlink():
            raise CannotExchange(f"{present.name} in it cannot be linked") from error
        place.symlink_to(os.readlink(present))


def _alike(folder_stats: FolderStats) -> Marks | None:
    """Return the owner and mode that all folders share, or None."""
    marks = set(map(_marks, folder_stats.values()))
    return marks.pop() if len(marks) == 1 else None


def _marks(seen: os.stat_result) -> Marks:
    return seen.st_mode, seen.st_uid, seen.st_gid


def _copy_marks(present: Path, place: Path, marks: os.stat_result) -> None:
    try:
        if hasattr(os, "chown"):
            os.chown(place, marks.st_uid, marks.st_gid)
        shutil.copystat(present, place)
    except OSError as error:
        raise CannotExchange("its owner and mode cannot be given to another folder") from error
