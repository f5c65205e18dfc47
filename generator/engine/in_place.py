"""In place: an output folder that no other can replace is filled file by file.

Readers may see old and new pages side by side, but no page whose pictures, styles and scripts are
not there: these come first, then pages, then what is gone is removed.
"""

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from generator.engine.changes import Changes
from generator.engine.digest import Blob
from generator.engine.places import is_folder, make_folder, write_file
from generator.engine.record import Record, Written, written
from generator.engine.tree import above, owner_of

PAGES = (".html", ".xml", ".atom")
"""What names other files, to be there before it."""
BESIDE = ".postrock-new"
"""What a file is called until it is whole: a name of ours, whoever left one there."""
UNFINISHED = Written("")
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
    """Remove files of ours, pages first, and the folders that builds made and nothing needs."""
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
    """Remove folders that are empty and may be removed; one that stays harms nobody."""
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
