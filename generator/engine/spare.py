"""The spare tree: what was published before last, kept so that little has to be staged anew.

Most of its files are hard links to those that are published, so it takes up next to no
room; and to bring it up to date costs as much as what changed, not as much as the site.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.engine.places import is_folder
from generator.engine.plain import make_room, remove
from generator.engine.record import Record, believed, load_record, save_record
from generator.engine.tree import Tree, scan
from generator.problems import Problem

T = TypeVar("T")


def make_rooms(record_file: Path) -> tuple[Problem, ...]:
    """Remove what stands in the place of a record or a spare tree and is none; tell of it."""
    folder, record = _places(record_file)
    return (*make_room(record_file), *make_room(folder, "a folder"), *make_room(record))


def _places(record_file: Path) -> tuple[Path, Path]:
    name = record_file.name
    return record_file.with_name(f"{name}.spare"), record_file.with_name(f"{name}.spare-record")


class Spare:
    """One output folder's spare tree and its record, beside the record of what is published."""

    def __init__(self, record_file: Path, purpose: str) -> None:
        """Name the places; nothing has to be there."""
        self._folder, self._record = _places(record_file)
        self._purpose = f"spare of {purpose}"

    def take(self, staged: Path, keep: Callable[[Tree, Record], T]) -> T:
        """Make the staging folder from the spare tree; ``keep`` clears it, and says what stays.

        What is no spare tree of ours, or cannot be cleared, is thrown away.
        """
        try:
            if is_folder(self._folder):
                os.rename(self._folder, staged)
                tree = scan(staged)
                return keep(tree, believed(*load_record(self._record, self._purpose), tree))
        except OSError:
            remove(staged)
        remove(self._folder)
        staged.mkdir(parents=True)
        return keep(scan(staged), Record())

    def put(self, old: Path, record: Record) -> None:
        """Keep the tree that was just replaced, where it can be moved here in one call."""
        self.remove()
        try:
            os.rename(old, self._folder)
        except OSError:
            remove(old)
        else:
            save_record(self._record, self._purpose, record)

    def remove(self) -> None:
        """Remove the spare tree."""
        remove(self._folder)
        remove(self._record)
