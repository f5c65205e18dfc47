"""The files that cells hold: pictures and rows, each under the digest of its bytes."""

import posixpath
import re

from generator.engine import Blob, digest


class CellFiles:
    """Keeps the files of one source in a folder that belongs to it."""

    def __init__(self, path: str) -> None:
        """Choose the folder: that of an index, or one of the source's name."""
        folder, name = posixpath.split(path)
        stem = re.sub(r"[^\w.-]+", "-", name.rsplit(".", 1)[0])
        self._beside = "" if stem == "index" else f"{stem}/"
        self._folder = f"{folder}/{self._beside}"
        self.kept: dict[str, bytes] = {}

    def keep(self, raw: bytes, ending: str) -> str:
        """Keep a file, and return the path by which the source can name it."""
        name = f"{digest(raw)[:16]}.{ending}"
        self.kept[f"{self._folder}{name}"] = raw
        return f"{self._beside}{name}"

    def blobs(self) -> tuple[tuple[str, Blob], ...]:
        """Return the path and the blob of each file."""
        return tuple([(path, Blob(digest(raw))) for path, raw in self.kept.items()])
