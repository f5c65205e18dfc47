"""From a manifest to the output folder: a staged tree and one exchange."""

import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from generator.engine.digest import Blob, digest
from generator.engine.exchange import clear_staging, exchange, staging_folder
from generator.engine.record import (
    Record,
    Written,
    is_untouched,
    load_record,
    save_record,
    written,
)
from generator.engine.spare import Spare

Manifest = Mapping[str, Blob]
"""What is to be published: a path relative to the output folder, and its bytes."""

Present = Mapping[str, os.stat_result]


class Published(Struct, frozen=True):
    """What publishing did. ``foreign`` are files that no build wrote, kept where they were."""

    written: int = 0
    removed: int = 0
    unchanged: int = 0
    foreign: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    """Files that no build wrote and that a build would overwrite: nothing was published."""


class _Before(Struct, frozen=True):
    """What the output folder holds: all that is ours, what stays the same, what is linked over."""

    record: Record
    same: Record
    linked: tuple[str, ...]


def publish(
    manifest: Manifest, read: Callable[[Blob], bytes], output: Path, record_file: Path
) -> Published:
    """Make the output folder hold the manifest, leaving untouched files as they are."""
    output = Path(os.path.realpath(output))
    clear_staging(output)
    if output.exists() and not output.is_dir():
        return Published(refused=(output.name,))
    record = load_record(record_file)
    present = _scan(output)
    foreign = tuple(sorted(path for path in present if path not in record))
    adopted = _adopt(output, manifest, foreign, present)
    kept = tuple(path for path in foreign if path not in adopted)
    if refused := _in_the_way(kept, manifest):
        return Published(refused=refused)
    same = _same(manifest, record, present) | adopted
    gone = [path for path in present if path in record and path not in manifest]
    done = Published(len(manifest) - len(same), len(gone), len(same), kept)
    if done.written or done.removed or not output.is_dir():
        before = _Before(record, same, (*same, *kept))
        save_record(record_file, _stage_and_exchange(manifest, read, output, before, record_file))
    elif record != same:
        save_record(record_file, same)
    return done


def unpublish(output: Path, record_file: Path) -> tuple[int, tuple[str, ...]]:
    """Remove what builds wrote; return how many files, and the foreign ones that stay."""
    output = Path(os.path.realpath(output))
    clear_staging(output)
    record = load_record(record_file)
    present = _scan(output)
    ours = [path for path in present if path in record]
    for path in ours:
        (output / path).unlink()
    _remove_empty_folders(output)
    Spare(record_file).remove()
    record_file.unlink(missing_ok=True)
    return len(ours), tuple(sorted(path for path in present if path not in record))


def _stage_and_exchange(
    manifest: Manifest,
    read: Callable[[Blob], bytes],
    output: Path,
    before: _Before,
    record_file: Path,
) -> Record:
    staged, spare = staging_folder(output), Spare(record_file)
    output.parent.mkdir(parents=True, exist_ok=True)
    try:
        there = spare.take(staged, lambda record, folder: _keep_only(manifest, record, folder))
        record = _stage(manifest, read, output, staged, before, there)
        # A crash between the two leaves a record that knows both trees as ours.
        save_record(record_file, before.record | record)
        old = exchange(staged, output)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    if old.exists():
        spare.put(old, before.record)
    return record


def _keep_only(manifest: Manifest, record: Record, folder: Path) -> Record:
    """Remove from a folder what is not wanted there as it is; return what stays."""
    present = _scan(folder)
    wanted = _same(manifest, record, present)
    for path in present:
        if path not in wanted:
            os.unlink(os.path.join(folder, path))
    emptied = {parent for path in present.keys() - wanted.keys() for parent in _folders(path)}
    for parent in sorted(emptied, key=len, reverse=True):
        _remove_if_empty(os.path.join(folder, parent))
    return wanted


def _stage(
    manifest: Manifest,
    read: Callable[[Blob], bytes],
    output: Path,
    staged: Path,
    before: _Before,
    there: Record,
) -> Record:
    """Bring a staging folder up to date; ``there`` are the wanted files that it holds."""
    record = {**before.same, **there}
    missing = [path for path in (*before.linked, *manifest) if path not in there]
    for folder in {os.path.dirname(path) for path in missing}:
        os.makedirs(os.path.join(staged, folder), exist_ok=True)
    for path in before.linked:
        if path not in there:
            _link(os.path.join(output, path), os.path.join(staged, path))
    for path, blob in manifest.items():
        if path not in record:
            record[path] = _write(os.path.join(staged, path), blob, read(blob))
    return record


def _link(present: str, staged: str) -> None:
    try:
        os.link(present, staged, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(present, staged, follow_symlinks=False)


def _write(path: str, blob: Blob, content: bytes) -> Written:
    with open(path, "wb") as file:
        file.write(content)
    return written(blob.digest, os.stat(path))


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


def _same(manifest: Manifest, record: Record, present: Present) -> Record:
    """Return the files that hold what is wanted, and that nobody touched since."""
    wanted = {path: record[path] for path in manifest if path in record and path in present}
    return {
        path: seen
        for path, seen in wanted.items()
        if seen.digest == manifest[path].digest and is_untouched(seen, present[path])
    }


def _adopt(output: Path, manifest: Manifest, foreign: tuple[str, ...], present: Present) -> Record:
    """Take over files that hold just what would be written, as after a lost record."""
    return {
        path: written(manifest[path].digest, present[path])
        for path in foreign
        if path in manifest
        and stat.S_ISREG(present[path].st_mode)
        and digest((output / path).read_bytes()) == manifest[path].digest
    }


def _in_the_way(foreign: tuple[str, ...], manifest: Manifest) -> tuple[str, ...]:
    """Return the files that stand where a file or a folder of the manifest has to be."""
    if not foreign:
        return ()
    taken = {folder for path in manifest for folder in _folders(path)}.union(manifest)
    return tuple(path for path in foreign if path in taken or _is_under(path, manifest))


def _is_under(path: str, files: Collection[str]) -> bool:
    return any(folder in files for folder in _folders(path))


def _folders(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _remove_if_empty(folder: str) -> None:
    if not os.listdir(folder):
        os.rmdir(folder)


def _remove_empty_folders(folder: Path) -> None:
    for current, _, _ in os.walk(folder, topdown=False):
        if not os.listdir(current):
            os.rmdir(current)
