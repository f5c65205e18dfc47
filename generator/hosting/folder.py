"""A folder as a target: filled as ``build/`` is, in one exchange where the system can."""

import os
from pathlib import Path

from msgspec import structs

from generator.engine import Blob, digest, publish
from generator.engine.files import read_file
from generator.engine.record import WrittenFile, load_record, save_record, scan
from generator.hosting.changes import Delivery, TargetChanges
from generator.hosting.record import RECORD, Found, found, read_record
from generator.hosting.target import Approach
from generator.pipeline.request import objection


class FolderTarget:
    """A folder of this machine."""

    def __init__(self, way: Approach) -> None:
        self._way = way
        place = os.path.join(way.request.root, os.path.expanduser(way.target.place))
        self._folder = Path(os.path.realpath(place))

    def look(self) -> Found:
        """Return what stands there."""
        self._object()
        if os.path.lexists(self._folder) and not self._folder.is_dir():
            raise self._way.refuse(f"{self._folder} is no folder", "name another one")
        there = {path: seen.st_size for path, seen in scan(self._folder).files.items()}
        known = load_record(self._way.workspace.record_of(self._folder), str(self._folder))[0].files
        return found(read_file(self._folder / RECORD), there, known)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file that stands there."""
        return (self._folder / path).read_bytes()

    def publish(self, delivery: Delivery, changes: TargetChanges) -> str:
        """Exchange the folder for one that holds the delivery, or fill it file by file."""
        content = delivery.record.encoded()
        record = Blob(digest(content))
        file = self._way.workspace.record_of(self._folder)
        self._own(file, changes)
        done = publish(
            {**delivery.files, RECORD: record},
            lambda blob: content if blob == record else delivery.read(blob),
            self._folder,
            file,
        )
        if done.refused:
            raise self._way.refuse(f"{self._folder} holds what is in the way: {done.refused[0]}")
        return f"filled file by file, for {done.in_place}" if done.in_place else ""

    def _object(self) -> None:
        request = structs.replace(self._way.request, output=self._folder)
        if said := objection(request).removeprefix("--output: "):
            raise self._way.refuse(said, "name a folder for the published site alone")
        build = Path(os.path.realpath(self._way.request.folder))
        if self._folder == build or self._folder in build.parents or build in self._folder.parents:
            message = f"{self._folder} is where builds go, or holds that, or lies in it"
            raise self._way.refuse(message, "name a folder for the published site alone")

    def _own(self, file: Path, changes: TargetChanges) -> None:
        """Let the engine know as ours what the target's record names: it may be another machine's.

        What is noted without its marks is looked into before it is believed.
        """
        purpose, tree = str(self._folder), scan(self._folder)
        known = load_record(file, purpose)[0]
        published = read_record(read_file(self._folder / RECORD)).files
        ours = {path: WrittenFile(seen.digest, seen.size) for path, seen in published.items()}
        ours |= dict.fromkeys((*changes.change, *changes.go, RECORD), WrittenFile(""))
        missing = {path: seen for path, seen in ours.items() if path in tree.files}
        if not missing.keys() <= known.files.keys():
            save_record(file, purpose, structs.replace(known, files={**missing, **known.files}))
