"""The snapshot: which source files there are, each with the digest of its bytes."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, msgpack

from generator.engine import Blob, digest
from generator.problems import Place, Problem

RACY_NS = 2_000_000_000
"""A file that changed this shortly before it was read may change again within one tick of its
file system's clock, unseen: git's rule for racily clean entries."""

LEFT_OUT = frozenset({"__pycache__", "node_modules"})


class Remembered(Struct, frozen=True, array_like=True):
    """A digest, and the marks of the file that it was taken from."""

    digest: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    read_ns: int


Memory = dict[str, Remembered]
"""Digests of files by absolute path, kept from build to build."""


class Snapshot(Struct, frozen=True):
    """All source files by their path relative to the site's root, with ``/`` between names."""

    files: Mapping[str, Blob]
    places: Mapping[str, Path]
    """From a digest to a file that holds these bytes."""
    memory: Memory
    problems: tuple[Problem, ...] = ()

    def read(self, blob: Blob) -> bytes:
        """Return the bytes of a source file; raises SourceChanged if they are not the same any more."""
        path = self.places[blob.digest]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise SourceChanged(str(path)) from error
        if digest(content) != blob.digest:
            raise SourceChanged(str(path))
        return content


class SourceChanged(Exception):
    """A file changed between being listed and being read: take a new snapshot."""


def take_snapshot(root: Path, places: Iterable[tuple[str, Path]], memory: Memory) -> Snapshot:
    """List the given files and folders, and read what the memory does not know.

    ``places`` pairs the path that a file or folder has in the site with where it is.
    """
    problems: list[Problem] = []
    files: dict[str, Blob] = {}
    by_digest: dict[str, Path] = {}
    fresh: Memory = {}
    home = os.path.realpath(root)
    for prefix, place in places:
        for path, entry in _walk(prefix, str(place), home, problems):
            seen = _remember(entry.path, entry.stat(), memory)
            if seen is not None:
                fresh[entry.path] = seen
                files[path] = Blob(seen.digest)
                by_digest[seen.digest] = Path(entry.path)
    return Snapshot(dict(sorted(files.items())), by_digest, fresh, tuple(problems))


def load_memory(content: bytes | None) -> Memory:
    """Decode a memory that was kept with ``save_memory``."""
    return msgpack.decode(content, type=Memory) if content else {}


def save_memory(memory: Memory) -> bytes:
    """Encode a memory."""
    return msgpack.encode(memory)


def _walk(
    prefix: str, place: str, home: str, problems: list[Problem]
) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    if os.path.isfile(place):
        yield from _only(prefix, place)
        return
    if not os.path.isdir(place):
        return
    with os.scandir(place) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = f"{prefix}/{entry.name}"
            if entry.name.startswith(".") or entry.name.endswith("~") or entry.name in LEFT_OUT:
                continue
            if entry.is_symlink() and not _stays_inside(entry.path, home):
                problems.append(_leaves(path))
            elif entry.is_dir():
                yield from _walk(path, entry.path, home, problems)
            elif entry.is_file():
                yield path, entry


def _only(path: str, place: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    with os.scandir(os.path.dirname(place)) as entries:
        name = os.path.basename(place)
        yield from ((path, entry) for entry in entries if entry.name == name)


def _stays_inside(path: str, home: str) -> bool:
    target = os.path.realpath(path)
    inside = os.path.exists(target) and os.path.commonpath([home, target]) == home
    return inside and not os.path.abspath(path).startswith(os.path.join(target, ""))


def _leaves(path: str) -> Problem:
    return Problem(
        "a link that leads out of the site, or nowhere, is left out",
        Place(path),
        hint="copy the file into the site instead of linking to it",
        severity="warning",
    )


def _remember(path: str, stat: os.stat_result, memory: Memory) -> Remembered | None:
    known = memory.get(path)
    if known is not None and _still(known, stat):
        return known
    read_ns = time.time_ns()
    try:
        with open(path, "rb") as file:
            content = file.read()
            stat = os.fstat(file.fileno())
    except FileNotFoundError:
        return None
    return Remembered(
        digest(content), stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, read_ns
    )


def _still(known: Remembered, stat: os.stat_result) -> bool:
    same = (known.size, known.mtime_ns, known.ctime_ns, known.inode) == (
        stat.st_size,
        stat.st_mtime_ns,
        stat.st_ctime_ns,
        stat.st_ino,
    )
    return same and max(known.mtime_ns, known.ctime_ns) < known.read_ns - RACY_NS
