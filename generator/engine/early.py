"""Early files: what a first build makes is written while the rest is still made."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

from generator.engine.exchange import Spare
from generator.engine.files import make_folder, write_file
from generator.engine.record import Files, Record, above, written
from generator.engine.step import Blob

AHEAD = 200
"""So many files wait for the disk at most: what waits is in memory."""


class EarlyFiles:
    """Files in the spare tree of an output folder that is not there yet.

    Publishing takes that tree as it takes every spare: it keeps what is wanted as it is, and
    writes the rest. So what stands here decides nothing, and what cannot be written is not lost.
    A thread waits for the disk, so that whoever gives work to others does not.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder of the tree; without one nothing is written."""
        self.files: Files = {}
        self._folder = folder
        self._folders = {""}
        self._waiting: Queue[tuple[str, Blob, bytes] | None] = Queue(AHEAD)
        self._thread: Thread | None = None

    def write(self, path: str, blob: Blob, content: bytes) -> None:
        """Write a file soon, unless an earlier one could not be written."""
        if self._folder is None:
            return
        if self._thread is None:
            self._thread = Thread(target=self._write_all, daemon=True)
            self._thread.start()
        self._waiting.put((path, blob, content))

    def close(self) -> None:
        """Wait until all is written."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()

    def _write_all(self) -> None:
        root = self._folder
        while (waiting := self._waiting.get()) is not None:
            if root is None or self._folder is None:
                continue
            path, blob, content = waiting
            try:
                self._make_folders(root, path)
                seen = write_file(os.path.join(root, path), content)
            except Exception:
                # Publishing will come upon it too, and tells it; who waits for us must not.
                self._folder = None
            else:
                self.files[path] = written(blob.digest, seen)

    def _make_folders(self, root: Path, path: str) -> None:
        for folder in sorted(above([path]) - self._folders):
            make_folder(os.path.join(root, folder))
            self._folders.add(folder)


NO_FILES = EarlyFiles()
"""For who publishes nothing."""


@contextmanager
def early_files(output: Path, record_file: Path) -> Iterator[EarlyFiles]:
    """Give the early files of a folder, and note what was written when their build ends."""
    output = Path(os.path.realpath(output))
    spare = Spare(record_file, str(output))
    folder = None if os.path.lexists(output) else spare.begin(output.parent)
    early = EarlyFiles(folder)
    try:
        yield early
    finally:
        early.close()
        if folder is not None:
            spare.note(Record(early.files))
