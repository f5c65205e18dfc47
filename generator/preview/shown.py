"""What the preview shows right now, as one value that is swapped in one assignment."""

import secrets
from collections.abc import Callable

from msgspec import Struct, field

from generator.engine import Blob
from generator.engine.publish import Manifest
from generator.problems import Problem


def _nothing_to_read(blob: Blob) -> bytes:
    raise KeyError(blob.digest)


class Shown(Struct, frozen=True):
    """The last good site, and what is wrong with the sources since.

    ``edition`` is another for everything that a browser could see differently.
    """

    manifest: Manifest = field(default_factory=dict)
    read: Callable[[Blob], bytes] = _nothing_to_read
    problems: tuple[Problem, ...] = ()
    edition: str = ""


class Stage:
    """Holds what is shown; written by the thread that builds, read by the one that serves."""

    def __init__(self) -> None:
        self.shown = Shown()
        self._run = secrets.token_hex(4)
        self._count = 0

    def show(self, shown: Shown) -> bool:
        """Show another site; return whether a browser could tell the difference."""
        before = self.shown
        changed = (before.manifest, before.problems) != (shown.manifest, shown.problems)
        self._count += changed
        edition = f"{self._run}-{self._count}"
        self.shown = Shown(shown.manifest, shown.read, shown.problems, edition)
        return changed
