"""What a build is asked for, which folders it reads and may fill, and what it answers."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct, field, structs

from generator.data.words import Words
from generator.engine import Blob, Published, Tally
from generator.pages.assets import BROWSER, PREFIX
from generator.pages.images import is_image
from generator.pages.outputs import Output
from generator.problems import Problem
from generator.site.catalogue import Catalogue, Held
from generator.site.theme import theme_folders


class Request(Struct, frozen=True):
    """A build that is asked for.

    ``overlay`` is the name in ``site.NAME.yaml``; ``environment`` what settings may take from
    outside; ``now`` decides which posts are still in the future, and without an offset is what
    the site's clocks show.
    """

    root: Path
    now: datetime
    output: Path | None = None
    overlay: str = ""
    base_url: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    drafts: bool = False
    future: bool = False
    jobs: int = 0
    use_cache: bool = True
    execute: bool = True
    tolerant: bool = False
    """The preview's: a figure that cannot be drawn shows why, in its place."""

    def in_timezone(self, timezone: str) -> "Request":
        """Return the same request with an offset to its time, which settings had to tell."""
        if self.now.tzinfo is not None:
            return self
        return structs.replace(self, now=self.now.replace(tzinfo=ZoneInfo(timezone)))

    @property
    def folder(self) -> Path:
        """Return the output folder."""
        return self.output or self.root / "build"

    @property
    def workspace(self) -> Path:
        """Return the folder of the cache and of the build's own records."""
        return self.root / ".postrock"


class Counts(Struct, frozen=True):
    """How much of what a site has."""

    posts: int = 0
    pages: int = 0
    figures: int = 0
    images: int = 0
    outputs: int = 0


class Assembly(Struct, frozen=True):
    """A site that is made and not yet published.

    ``manifest`` maps each path to its bytes; it is empty where the assembly ``failed``.
    ``in_figures`` are errors that stand in the place of a figure: with them alone there is a
    manifest all the same. ``editor`` and ``sources`` are for who shows the site to its author.
    """

    problems: tuple[Problem, ...] = ()
    manifest: Mapping[str, Blob] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    held: tuple[Held, ...] = ()
    in_figures: tuple[Problem, ...] = ()
    broken_links: tuple[Problem, ...] = ()
    listed: Catalogue | None = None
    editor: str = ""
    sources: Mapping[str, Blob] = field(default_factory=dict)
    words: Words = Words()
    """What is said in the language of the site; nothing where it was not read so far."""

    @property
    def counts(self) -> Counts:
        """Return how much of what there is."""
        pages = self.listed.all if self.listed else ()
        return Counts(
            posts=sum(page.kind == "post" for page in pages),
            pages=sum(page.kind == "page" for page in pages),
            figures=sum(len(page.document.markup.figures) for page in pages),
            images=sum(is_image(output.path) for output in self.outputs),
            outputs=len(self.outputs),
        )

    def origin(self, path: str) -> str:
        """Return the source that an output stands for, empty where there is no such output."""
        return next((each.origin for each in self.outputs if each.path == path), "")

    @property
    def elsewhere(self) -> tuple[Problem, ...]:
        """Return the errors that no figure shows."""
        errors = (problem for problem in self.problems if problem.severity == "error")
        return tuple(problem for problem in errors if problem not in self.in_figures)

    @property
    def failed(self) -> bool:
        """Return whether an error stands among the problems that no figure shows."""
        return bool(self.elsewhere)


class Report(Struct, frozen=True):
    """What a build did."""

    assembly: Assembly
    tallies: Mapping[str, Tally]
    published: Published | None
    seconds: float
    output: Path


def places(root: Path) -> tuple[tuple[str, Path], ...]:
    """Return where a site's sources are: its own, the theme that we ship, the charts' scripts."""
    overlays = sorted(path for path in root.glob("site*.yaml"))
    return (
        *((path.name, path) for path in overlays),
        ("content", root / "content"),
        *theme_folders(root),
        (PREFIX.rstrip("/"), BROWSER),
    )


def objection(request: Request) -> str:
    """Say why an output folder is refused; nothing where it may be filled and cleaned."""
    given = Path(os.path.abspath(request.folder))
    if request.output is None and not given.is_symlink():
        return ""
    real = Path(os.path.realpath(given))
    prefix = "--output: " if request.output else ""
    if real.is_symlink():
        return f"{prefix}{given} is a link that leads nowhere; remove it"
    said = next(_conflicts(real, request.root), "")
    if said or request.root not in given.parents:
        return said and f"{prefix}{said}"
    if Path(os.path.realpath(request.root)) in real.parents:
        return ""
    return f"{prefix}{given} is a link out of the site; to fill that folder, say --output {real}"


def _conflicts(real: Path, root: Path) -> Iterator[str]:
    sources = [
        *(root / name for name in ("content", "themes", ".git", ".postrock")),
        *(place for _, place in places(root)),
    ]
    for place in (root, Path(os.path.expanduser("~")), *sources):
        if _is_one(real, place):
            yield f"{real} holds more than outputs; name a folder for these alone"
        if any(_is_one(real, folder) for folder in place.parents):
            yield f"{real} holds {place}; name a folder for outputs alone"
    for folder in (real, *real.parents):
        is_closed = folder.name == ".git" or (folder / "pyvenv.cfg").is_file()
        if is_closed or any(_is_one(folder, source) for source in sources):
            yield f"{real} lies in {folder}; name a folder for outputs alone"


def _is_one(folder: Path, other: Path) -> bool:
    """Return whether two paths are one place, by whatever names."""
    try:
        return os.path.samefile(folder, other)
    except OSError:
        return folder == other
