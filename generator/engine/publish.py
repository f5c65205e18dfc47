"""From a manifest to the output folder: a staged tree and one exchange."""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct, msgpack

from generator.engine.digest import Blob, digest
from generator.engine.exchange import exchange

Manifest = Mapping[str, Blob]
"""What is to be published: a path relative to the output folder, and its bytes."""


class Written(Struct, frozen=True):
    """A file that a build wrote: what is in it, and how to see that nobody touched it since."""

    digest: str
    size: int
    mtime_ns: int


class Published(Struct, frozen=True):
    """What publishing did. ``foreign`` are files that no build wrote, kept where they were."""

    written: int = 0
    removed: int = 0
    unchanged: int = 0
    foreign: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    """Files that no build wrote and that a build would overwrite: nothing was published."""


Record = dict[str, Written]


class _Before(Struct, frozen=True):
    """What the output folder holds: all that is ours, what stays the same, what is linked over."""

    record: Record
    same: Record
    linked: tuple[str, ...]


def publish(
    manifest: Manifest, read: Callable[[Blob], bytes], output: Path, record_file: Path
) -> Published:
    """Make the output folder hold the manifest, leaving untouched files as they are."""
    record = _load(record_file)
    present = _scan(output)
    ours = {path: record[path] for path, stat in present.items() if _untouched(record, path, stat)}
    foreign = tuple(sorted(path for path in present if path not in record))
    adopted = _adopt(output, manifest, foreign, present)
    refused = tuple(path for path in foreign if _in_the_way(path, manifest) and path not in adopted)
    if refused:
        return Published(refused=refused)
    same = {path: seen for path, seen in (ours | adopted).items() if _wanted(manifest, path, seen)}
    kept = tuple(path for path in foreign if path not in adopted)
    gone = [path for path in present if path in record and path not in manifest]
    done = Published(len(manifest) - len(same), len(gone), len(same), kept)
    if done.written or done.removed or not output.is_dir():
        before = _Before(record, same, (*same, *kept))
        _save(record_file, _stage_and_exchange(manifest, read, output, before, record_file))
    elif adopted:
        _save(record_file, same)
    return done


def unpublish(output: Path, record_file: Path) -> tuple[int, tuple[str, ...]]:
    """Remove what builds wrote; return how many files, and the foreign ones that stay."""
    record = _load(record_file)
    present = _scan(output)
    ours = [path for path in present if path in record]
    for path in ours:
        (output / path).unlink()
    _remove_empty_folders(output)
    record_file.unlink(missing_ok=True)
    return len(ours), tuple(sorted(path for path in present if path not in record))


def _stage_and_exchange(
    manifest: Manifest,
    read: Callable[[Blob], bytes],
    output: Path,
    before: _Before,
    record_file: Path,
) -> Record:
    output.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    staged.chmod(0o755)
    try:
        written = _stage(manifest, read, output, staged, before)
        # A crash between the two leaves a record that knows both trees as ours.
        _save(record_file, before.record | written)
        old = exchange(staged, output)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return written


def _stage(
    manifest: Manifest,
    read: Callable[[Blob], bytes],
    output: Path,
    staged: Path,
    before: _Before,
) -> Record:
    folders = {os.path.dirname(path) for path in (*manifest, *before.linked)}
    for folder in folders:
        os.makedirs(os.path.join(staged, folder), exist_ok=True)
    for path in before.linked:
        _link(os.path.join(output, path), os.path.join(staged, path))
    written = dict(before.same)
    for path, blob in manifest.items():
        if path not in before.same:
            written[path] = _write(os.path.join(staged, path), blob, read(blob))
    return written


def _link(present: str, staged: str) -> None:
    try:
        os.link(present, staged)
    except OSError:
        shutil.copy2(present, staged)


def _write(path: str, blob: Blob, content: bytes) -> Written:
    with open(path, "wb") as file:
        file.write(content)
    stat = os.stat(path)
    return Written(blob.digest, stat.st_size, stat.st_mtime_ns)


def _scan(folder: Path) -> dict[str, os.stat_result]:
    found: dict[str, os.stat_result] = {}
    waiting = [""] if folder.is_dir() else []
    while waiting:
        prefix = waiting.pop()
        with os.scandir(os.path.join(folder, prefix)) as entries:
            for entry in entries:
                path = f"{prefix}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path + "/")
                else:
                    found[path] = entry.stat(follow_symlinks=False)
    return found


def _untouched(record: Record, path: str, stat: os.stat_result) -> bool:
    seen = record.get(path)
    return seen is not None and (seen.size, seen.mtime_ns) == (stat.st_size, stat.st_mtime_ns)


def _wanted(manifest: Manifest, path: str, seen: Written) -> bool:
    blob = manifest.get(path)
    return blob is not None and blob.digest == seen.digest


def _adopt(
    output: Path, manifest: Manifest, foreign: tuple[str, ...], present: Mapping[str, os.stat_result]
) -> Record:
    """Take over files that hold just what would be written, as after a lost record."""
    adopted = {}
    for path in foreign:
        blob = manifest.get(path)
        if blob is not None and digest((output / path).read_bytes()) == blob.digest:
            stat = present[path]
            adopted[path] = Written(blob.digest, stat.st_size, stat.st_mtime_ns)
    return adopted


def _in_the_way(path: str, manifest: Manifest) -> bool:
    return path in manifest or any(
        f"{path}/" == wanted[: len(path) + 1] for wanted in manifest
    )


def _remove_empty_folders(folder: Path) -> None:
    for current, _, _ in os.walk(folder, topdown=False):
        if not os.listdir(current):
            os.rmdir(current)


def _load(record_file: Path) -> Record:
    try:
        return msgpack.decode(record_file.read_bytes(), type=Record)
    except FileNotFoundError:
        return {}


def _save(record_file: Path, record: Record) -> None:
    record_file.parent.mkdir(parents=True, exist_ok=True)
    beside = record_file.with_name(record_file.name + ".new")
    beside.write_bytes(msgpack.encode(record))
    beside.replace(record_file)
