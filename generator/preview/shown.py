"""What the preview shows right now, as one value that is swapped in one assignment."""

import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from msgspec import Struct, field, structs

from generator.engine import Blob
from generator.engine.changes import Manifest
from generator.pipeline.request import Assembly
from generator.preview.editor import Editor
from generator.problems import Problem


def _nothing_to_read(blob: Blob) -> bytes:
    raise KeyError(blob.digest)


class Shown(Struct, frozen=True):
    """The last good site, and what is wrong with the sources since.

    ``edition`` is another for everything that a browser could see differently. ``site`` is the
    assembly of the good site; ``told`` are all problems of the newest one, ``broken_links``
    those among them, and ``sources`` what it was made from.
    """

    manifest: Manifest = field(default_factory=dict)
    read: Callable[[Blob], bytes] = _nothing_to_read
    problems: tuple[Problem, ...] = ()
    edition: str = ""
    site: Assembly = Assembly()
    told: tuple[Problem, ...] = ()
    broken_links: tuple[Problem, ...] = ()
    editor: str = ""
    sources: Mapping[str, Blob] = field(default_factory=dict)

    def after(self, assembly: Assembly, read: Callable[[Blob], bytes]) -> "Shown":
        """Return what is shown after another assembly; one that failed leaves the site as it is."""
        newest = structs.replace(
            self,
            problems=assembly.elsewhere,
            told=assembly.problems,
            broken_links=assembly.broken_links,
            editor=assembly.editor or self.editor,
            sources=assembly.sources or self.sources,
        )
        if assembly.failed:
            return newest
        return structs.replace(
            newest,
            manifest=assembly.manifest,
            read=read,
            site=assembly,
            editor=assembly.editor,
        )

    def differs_from(self, other: "Shown") -> bool:
        """Tell whether a browser could see the difference."""
        mine, others = (self.problems, self.told), (other.problems, other.told)
        return mine != others or self.manifest != other.manifest


class Stage:
    """Holds what is shown; written by the thread that builds, read by the one that serves."""

    def __init__(self, editor: Editor | None = None, *, follow: bool = False) -> None:
        """Begin with nothing; ``editor`` knows where the sources lie.

        With ``follow`` browsers go to the page that is being edited. ``lost`` is called where
        bytes of what is shown are gone for good.
        """
        self.shown = Shown()
        self.lost: Callable[[], None] = lambda: None
        self.began = datetime.now(UTC)
        self.follow = follow
        self._editor = editor or Editor()
        self._run = secrets.token_hex(4)
        self._count = 0

    @property
    def editor(self) -> Editor:
        """Return the editor that links open: the settings' own, or else the environment's."""
        return self._editor.named(self.shown.editor)

    def show(self, shown: Shown) -> bool:
        """Show another site; return whether a browser could tell the difference."""
        changed = shown.differs_from(self.shown)
        self._count += changed
        self.shown = structs.replace(shown, edition=f"{self._run}-{self._count}")
        return changed
