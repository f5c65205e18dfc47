"""From a manifest to the output folder: in one step where the system can, else in good order."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec import Struct, structs

from generator.engine.changes import Changes, Manifest, compare
from generator.engine.exchange import CannotExchange, Spare, clear_staging
from generator.engine.files import remove
from generator.engine.record import (
    Record,
    believed,
    folder_stats_of,
    load_record,
    save_record,
    scan,
)
from generator.engine.step import Blob

Read = Callable[[Blob], bytes]


class Published(Struct, frozen=True):
    """What publishing did. ``foreign`` is what no build wrote, kept where it was."""

    written: int = 0
    removed: int = 0
    unchanged: int = 0
    foreign: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    """What no build wrote and a build would overwrite: nothing was published."""
    in_place: str = ""
    """Why the folder could not be exchanged in one step, where it was filled file by file."""


def publish(
    manifest: Manifest, read: Read, output: Path, record_file: Path, *, trusting: bool = True
) -> Published:
    """Make the output folder hold the manifest, leaving untouched files as they are.

    Where not ``trusting``, every file is looked into, not only those that somebody touched.
    """
    output = Path(os.path.realpath(output))
    changes = _compare(manifest, output, record_file, trusting=trusting)
    if changes is None:
        return Published(refused=(output.name,))
    if changes.in_the_way:
        return Published(refused=changes.in_the_way)
    new, gone = changes.new, changes.gone
    done = Published(len(new), len(gone), len(changes.same), changes.kept)
    if new or gone or not output.is_dir():
        return structs.replace(done, in_place=_carry_out(changes, read, record_file))
    record = Record(changes.same, changes.found)
    if structs.replace(changes.record, inode=0) != record:
        save_record(record_file, str(output), record)
    return done


def unpublish(output: Path, record_file: Path) -> tuple[int, tuple[str, ...]]:
    """Remove what builds wrote; return how many files, and what no build wrote and stays."""
    # A build that changes nothing does not load it.
    from generator.engine.in_place import remove_files, remove_folders

    output = Path(os.path.realpath(output))
    changes = _compare({}, output, record_file, trusting=True)
    if changes is None:
        return 0, (output.name,)
    remove_files(changes, changes.gone)
    Spare(record_file, str(output)).remove()
    remove(record_file)
    remove_folders(output, {""} - changes.folders)
    return len(changes.gone), changes.kept


def _compare(
    manifest: Manifest, output: Path, record_file: Path, *, trusting: bool
) -> Changes | None:
    """Clean up after a crash and compare with what is there; None if that is not a folder."""
    record, is_signed = load_record(record_file, str(output))
    clear_staging(output, record.inode if is_signed else 0)
    if os.path.lexists(output) and not output.is_dir():
        return None
    tree = scan(output)
    return compare(manifest, output, tree, believed(record, is_signed, tree), trusting=trusting)


def _carry_out(changes: Changes, read: Read, record_file: Path) -> str:
    """Publish changes; return why that was not possible in one step, if so."""
    # A build that changes nothing loads none of these.
    from generator.engine.in_place import fill_in_place, hindrance
    from generator.engine.staging import stage_and_exchange

    spare = Spare(record_file, str(changes.output))
    save = partial(save_record, record_file, str(changes.output))
    folder_stats = folder_stats_of(changes.output, changes.tree.folders)
    why = hindrance(changes, folder_stats) if folder_stats else ""
    if not why:
        try:
            save(stage_and_exchange(changes, folder_stats, read, spare, save))
        except CannotExchange as error:
            why = str(error)
    if why:
        try:
            save(fill_in_place(changes, read, save))
        except BaseException as error:
            name = changes.output.name
            error.add_note(f"{name}/ holds old and new files side by side, for {why}; build again")
            raise
        spare.remove()
    return why
