"""The record: what stands in an output folder, and which of it a build wrote.

It lies within the site, which may come from a stranger. So it is signed with a key that no site
holds. Without a right signature it is believed of those files alone that are still just as it
says: nobody can foretell the inode and the time of change that a file will have elsewhere.
"""

import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from msgspec import MsgspecError, Struct, msgpack, structs

from generator.engine.files import read_file, replace_file
from generator.engine.seal import SIGNATURE, user_seal


class FolderTree(Struct, frozen=True):
    """Files and folders by path; the folder itself is ``""``. A link is a file."""

    files: Mapping[str, os.stat_result] = {}
    folders: Collection[str] = ()


def scan(folder: Path) -> FolderTree:
    """Look at everything in a folder, which may be missing."""
    if not folder.is_dir():
        return FolderTree()
    root, folders = f"{folder}/", [""]
    files: dict[str, os.stat_result] = {}
    # The list grows while it is gone through.
    for within in folders:
        prefix = within and within + "/"
        with os.scandir(root + within) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                else:
                    files[path] = entry.stat(follow_symlinks=False)
    return FolderTree(files, folders)


def folder_stats_of(folder: Path, paths: Iterable[str]) -> dict[str, os.stat_result]:
    """Return how folders within a folder stand: their owners and modes."""
    root = f"{folder}/"
    return {path: os.stat(root + path) for path in paths}


def above(paths: Iterable[str]) -> set[str]:
    """Return all folders that lead to some paths, and ``""`` where there are paths."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def owner_of(folder: Path) -> tuple[int, int] | None:
    """Return user and group of a folder, where root works in another user's."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not folder.exists():
        return None
    seen = folder.stat()
    return (seen.st_uid, seen.st_gid) if seen.st_uid else None


class WrittenFile(Struct, frozen=True, array_like=True, gc=False):
    """A file that a build wrote: what is in it, and how to see that nobody touched it since."""

    digest: str
    size: int = 0
    mtime_ns: int = 0
    ctime_ns: int = 0
    inode: int = 0


Files = dict[str, WrittenFile]
"""What builds wrote, by path."""


Marks = tuple[int, int, int]
"""Mode, user and group of a folder."""


class Record(Struct, frozen=True):
    """What builds did to a folder.

    ``found`` are folders that builds fill and did not make. ``inode`` is that of the folder itself
    while another one is to take its place, ``marks`` the owner and mode of all folders in it, where
    these are alike.
    """

    files: Files = {}
    found: tuple[str, ...] = ()
    inode: int = 0
    marks: Marks | None = None


def written(digest: str, stat: os.stat_result) -> WrittenFile:
    """Note a file as it is now."""
    return WrittenFile(digest, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def is_untouched(seen: WrittenFile, stat: os.stat_result) -> bool:
    """Tell whether a file is still as it was written.

    Listing a folder gives no inodes on Windows.
    """
    return (
        seen.mtime_ns == stat.st_mtime_ns
        and seen.ctime_ns == stat.st_ctime_ns
        and seen.size == stat.st_size
        and stat.st_ino in (seen.inode, 0)
    )


def load_record(file: Path, purpose: str) -> tuple[Record, bool]:
    """Return what builds did, and whether it is signed; nothing where it is lost or damaged."""
    signed = read_file(file) or b""
    content = user_seal().open(purpose, signed)
    try:
        record = msgpack.decode(signed[SIGNATURE:] if content is None else content, type=Record)
    except MsgspecError:
        return Record(), False
    return record, content is not None


def believed(record: Record, is_signed: bool, tree: FolderTree) -> Record:
    """Return what of a record is to be believed of a tree."""
    if is_signed:
        return record
    untouched = {
        path: seen
        for path, seen in record.files.items()
        if path in tree.files and is_untouched(seen, tree.files[path])
    }
    return structs.replace(record, files=untouched, marks=None)


def save_record(file: Path, purpose: str, record: Record) -> None:
    """Replace the record, whole or not at all."""
    replace_file(file, user_seal().sign(purpose, msgpack.encode(record)))
