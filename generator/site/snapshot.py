"""The snapshot: which source files there are, each with the digest of its bytes."""

import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec import Struct, msgpack

from generator.engine import Blob, BlobLost, digest
from generator.problems import Problem
from generator.site.walk import WalkFindings, unreadable, walk

RACY_NS = 2_000_000_000
"""A file that changed this shortly before it was read may change again within one tick of its
file system's clock, unseen: git's rule for racily clean entries."""


class Remembered(Struct, frozen=True, array_like=True):
    """A digest, and the marks of the file that it was taken from."""

    digest: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    read_ns: int


Memory = dict[str, Remembered]
"""Digests of files by where they are, kept from build to build."""


class Snapshot(Struct, frozen=True):
    """All source files by their path relative to the site's root, with ``/`` between names.

    ``links`` are the paths of symbolic links: what is behind one may have several paths.
    """

    files: Mapping[str, Blob]
    places: Mapping[str, str]
    """From a digest to a file that holds these bytes."""
    memory: Memory
    problems: tuple[Problem, ...] = ()
    links: tuple[str, ...] = ()

    def read(self, blob: Blob) -> bytes:
        """Return the bytes of a source file; raises SourceChanged if they have changed.

        Raises BlobLost where no source has them.
        """
        path = self.places.get(blob.digest)
        if path is None:
            raise BlobLost(blob.digest)
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            raise SourceChanged(path) from error
        if digest(content) != blob.digest:
            raise SourceChanged(path)
        return content


class SourceChanged(Exception):
    """A file changed between being listed and being read: take a new snapshot."""


def no_check() -> None:
    """Let a scan go on to its end."""


def take_snapshot(
    root: Path,
    places: Iterable[tuple[str, Path]],
    memory: Memory,
    check: Callable[[], None] = no_check,
) -> Snapshot:
    """List the given files and folders, and read what the memory does not know.

    ``places`` pairs the path that a file or folder has in the site with where it is.
    ``check`` is called again and again, and may raise to end the scan.
    """
    findings = WalkFindings()
    files: dict[str, Blob] = {}
    by_digest: dict[str, str] = {}
    fresh: Memory = {}
    for prefix, place in places:
        for path, file in walk(root, prefix, place, findings):
            check()
            seen = look_at(path, file, memory, findings.problems)
            if seen is not None:
                fresh[file] = seen
                files[path] = Blob(seen.digest)
                by_digest[seen.digest] = file
    in_order = {path: files[path] for path in sorted(files)}
    return Snapshot(in_order, by_digest, fresh, tuple(findings.problems), tuple(findings.links))


def load_memory(content: bytes | None, root: Path) -> Memory:
    """Decode a memory that was kept with ``save_memory``."""
    if not content:
        return {}
    homes = dict(_homes(root))
    kept = msgpack.decode(content, type=dict[str, Remembered])
    parted = ((key.partition(":"), seen) for key, seen in kept.items())
    return {homes[mark] + rest: seen for (mark, _, rest), seen in parted if mark in homes}


def save_memory(memory: Memory, root: Path) -> bytes:
    """Encode a memory, without a word of where the site and we lie on the machine."""
    kept, homes = {}, _homes(root)
    for place, seen in memory.items():
        for mark, home in homes:
            if place.startswith(home):
                kept[f"{mark}:{place[len(home) :]}"] = seen
                break
    return msgpack.encode(kept)


def _homes(root: Path) -> tuple[tuple[str, str], ...]:
    """Return where sources lie: in the site, or among what we ship."""
    shipped = Path(__file__).parents[2]
    # A site in the folder that we are called in has no path before its files.
    site = "" if str(root) == "." else os.path.join(str(root), "")
    return (("shipped", os.path.join(shipped, "")), ("site", site))


def look_at(path: str, file: str, memory: Memory, problems: list[Problem]) -> Remembered | None:
    """Return a file's digest, from the memory where it may be trusted; nothing if it is gone."""
    try:
        known = memory.get(file)
        if known is not None and _still(known, os.stat(file)):
            return known
        return _read(file) if os.path.isfile(file) else None
    except FileNotFoundError:
        return None
    except OSError as error:
        problems.append(unreadable(path, error))
        return None


def _read(path: str) -> Remembered:
    read_ns = time.time_ns()
    with open(path, "rb") as file:
        content = file.read()
        stat = os.fstat(file.fileno())
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
