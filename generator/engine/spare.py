"""The spare tree: what was published before last, kept so that little has to be staged anew.

Most of its files are hard links to those that are published, so it takes up next to no
room; and to bring it up to date costs as much as what changed, not as much as the site.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from generator.engine.record import Record, load_record, save_record

Keep = Callable[[Record, Path], Record]
"""Tells of a record and a folder which files are wanted as they are."""


class Spare:
    """One output folder's spare tree and its record, beside the record of what is published."""

    def __init__(self, record_file: Path) -> None:
        """Name the places; nothing has to be there."""
        self._folder = record_file.with_name(record_file.name + ".spare")
        self._record = record_file.with_name(record_file.name + ".spare-record")

    def take(self, staged: Path, keep: Keep) -> Record:
        """Make the staging folder from the spare tree; return the wanted files that it holds."""
        try:
            os.rename(self._folder, staged)
        except OSError:
            shutil.rmtree(self._folder, ignore_errors=True)
            staged.mkdir(parents=True)
            return {}
        return keep(load_record(self._record), staged)

    def put(self, old: Path, record: Record) -> None:
        """Keep the tree that was just replaced, where it can be moved here in one call."""
        self.remove()
        try:
            os.rename(old, self._folder)
            save_record(self._record, record)
        except OSError:
            shutil.rmtree(old, ignore_errors=True)

    def remove(self) -> None:
        """Remove the spare tree."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._record.unlink(missing_ok=True)
