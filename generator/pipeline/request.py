"""What a build is asked for, which folders it may fill, and what it answers."""

import os
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field, structs

from generator.engine import Blob, Published, Tally
from generator.problems import Problem
from generator.site.folders import places
from generator.site.held import Held


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
    encodes: bool = True
    """Whether pictures are made smaller; the preview shows them as they are, at once."""

    def in_timezone(self, timezone: str) -> "Request":
        """Return the same request with an offset to its time, which settings had to tell."""
        if self.now.tzinfo is not None:
            return self
        # It loads sysconfig, and a build knows the offset in nearly all cases.
        from zoneinfo import ZoneInfo

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


class BuildOutcome(Struct, frozen=True):
    """What a build comes to before anything is published: all of it that a report tells.

    ``manifest`` maps each path to its bytes; it is empty where the build ``failed``.
    """

    problems: tuple[Problem, ...] = ()
    manifest: Mapping[str, Blob] = {}
    held: tuple[Held, ...] = ()
    in_figures: tuple[Problem, ...] = ()
    counts: Counts = Counts()

    @property
    def failed(self) -> bool:
        """Return whether an error stands among the problems that no figure shows."""
        return bool(errors_but(self.in_figures, self.problems))


def errors_but(in_figures: Container[Problem], problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the errors that no figure shows."""
    errors = (problem for problem in problems if problem.severity == "error")
    return tuple(problem for problem in errors if problem not in in_figures)


class Report(Struct, frozen=True):
    """What a build did."""

    assembly: BuildOutcome
    tallies: Mapping[str, Tally]
    published: Published | None
    seconds: float
    output: Path


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
