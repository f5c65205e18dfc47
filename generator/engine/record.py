"""The record: which files of an output folder a build wrote.

It lies within the site, which may come from a stranger. So it is signed with a key that no site
holds. Without a right signature it is believed of those files alone that are still just as it
says: nobody can foretell the inode and the time of change that a file will have elsewhere.
"""

import os
from pathlib import Path

from msgspec import MsgspecError, Struct, msgpack, structs

from generator.engine.places import read_file, replace_file
from generator.engine.seal import SIGNATURE, user_seal
from generator.engine.tree import Tree


class Written(Struct, frozen=True, array_like=True, gc=False):
    """A file that a build wrote: what is in it, and how to see that nobody touched it since."""

    digest: str
    size: int = 0
    mtime_ns: int = 0
    ctime_ns: int = 0
    inode: int = 0


Files = dict[str, Written]
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


def written(digest: str, stat: os.stat_result) -> Written:
    """Note a file as it is now."""
    return Written(digest, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def is_untouched(seen: Written, stat: os.stat_result) -> bool:
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


def believed(record: Record, is_signed: bool, tree: Tree) -> Record:
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
