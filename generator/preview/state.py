"""What the preview shows right now, as one value that is swapped in one assignment."""

import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct, field, structs

from generator.engine import Blob
from generator.engine.changes import Manifest
from generator.pipeline.assembly import Assembly
from generator.problems import CELL, Place, Problem
from generator.site.editors import address_in, template_of, template_of_program

VARIABLES = ("VISUAL", "EDITOR")


class Editor(Struct, frozen=True):
    """Where the sources lie, and the form of the addresses that open them; empty for none."""

    root: Path = Path()
    template: str = ""

    def named(self, name: str) -> "Editor":
        """Return the editor of a name of the settings, or this one where there is none."""
        return structs.replace(self, template=template_of(name) or self.template)

    def address(self, place: Place) -> str:
        """Return the address that opens a place, empty where it cannot be opened."""
        path = self.root / place.path
        if not self.template or not path.is_file():
            return ""
        line = place.line if place.line < CELL else _in_file(path, place.line)
        return address_in(self.template, path.absolute(), line, place.column)


def _in_file(path: Path, line: int) -> int:
    # Most sites have no notebooks.
    from generator.notebooks.file_lines import file_line

    return file_line(path.read_text(encoding="utf-8", errors="replace"), line)


def editor_of(root: Path, environment: Mapping[str, str]) -> Editor:
    """Return the editor that the environment names, where it has an address."""
    templates = (template_of_program(environment.get(name, "")) for name in VARIABLES)
    return Editor(root, next(filter(None, templates), ""))


def _nothing_to_read(blob: Blob) -> bytes:
    raise KeyError(blob.digest)


class PreviewState(Struct, frozen=True):
    """The last good site, and what is wrong with the sources since.

    ``version`` is another for everything that a browser could see differently. ``site`` is the
    assembly of the good site; ``told`` are all problems of the newest one, ``broken_links``
    those among them, and ``sources`` what it was made from.
    """

    manifest: Manifest = field(default_factory=dict)
    read: Callable[[Blob], bytes] = _nothing_to_read
    problems: tuple[Problem, ...] = ()
    version: str = ""
    site: Assembly = Assembly()
    told: tuple[Problem, ...] = ()
    broken_links: tuple[Problem, ...] = ()
    editor: str = ""
    sources: Mapping[str, Blob] = field(default_factory=dict)

    def after(self, assembly: Assembly, read: Callable[[Blob], bytes]) -> "PreviewState":
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

    def differs_from(self, other: "PreviewState") -> bool:
        """Return whether a browser could see the difference."""
        mine, others = (self.problems, self.told), (other.problems, other.told)
        return mine != others or self.manifest != other.manifest


class StateHolder:
    """Holds what is shown; written by the thread that builds, read by the one that serves."""

    def __init__(self, editor: Editor | None = None, *, follow: bool = False) -> None:
        """Begin with nothing; ``editor`` knows where the sources lie.

        With ``follow`` browsers go to the page that is being edited. ``lost`` is called where
        bytes of what is shown are gone for good.
        """
        self.state = PreviewState()
        self.lost: Callable[[], None] = lambda: None
        self.began = datetime.now(UTC)
        self.follow = follow
        self._editor = editor or Editor()
        self._run = secrets.token_hex(4)
        self._count = 0

    @property
    def editor(self) -> Editor:
        """Return the editor that links open: the settings' own, or else the environment's."""
        return self._editor.named(self.state.editor)

    def show(self, state: PreviewState) -> bool:
        """Show another site; return whether a browser could tell the difference."""
        changed = state.differs_from(self.state)
        self._count += changed
        self.state = structs.replace(state, version=f"{self._run}-{self._count}")
        return changed
