"""The record: which files of an output folder a build wrote."""

import os
from pathlib import Path

from msgspec import MsgspecError, Struct, msgpack


class Written(Struct, frozen=True):
    """A file that a build wrote: what is in it, and how to see that nobody touched it since."""

    digest: str
    size: int
    mtime_ns: int


Record = dict[str, Written]
"""What builds wrote, by path."""


def written(digest: str, stat: os.stat_result) -> Written:
    """Note a file as it is now."""
    return Written(digest, stat.st_size, stat.st_mtime_ns)


def is_untouched(seen: Written, stat: os.stat_result) -> bool:
    """Tell whether a file is still as it was written."""
    return (seen.size, seen.mtime_ns) == (stat.st_size, stat.st_mtime_ns)


def load_record(file: Path) -> Record:
    """Return what builds wrote; nothing, where the record is lost or unreadable."""
    try:
        return msgpack.decode(file.read_bytes(), type=Record)
    except (FileNotFoundError, MsgspecError):
        return {}


def save_record(file: Path, record: Record) -> None:
    """Replace the record, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(file.name + ".new")
    beside.write_bytes(msgpack.encode(record))
    beside.replace(file)
