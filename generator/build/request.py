"""What a build is asked for, and what it answers."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field

from generator.engine import Blob, Published, Tally
from generator.problems import Problem
from generator.site.catalogue import Held


class Request(Struct, frozen=True):
    """A build that is asked for.

    ``overlay`` is the name in ``site.NAME.yaml``; ``environment`` what settings may take from
    outside; ``now`` decides which posts are still in the future.
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

    @property
    def folder(self) -> Path:
        """Return the output folder."""
        return self.output or self.root / "build"

    @property
    def workshop(self) -> Path:
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
    ``origins`` maps each path to its source and the key of its step. ``in_figures`` are errors
    that stand in the place of a figure: with them alone there is a manifest all the same.
    """

    problems: tuple[Problem, ...] = ()
    manifest: Mapping[str, Blob] = field(default_factory=dict)
    origins: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    held: tuple[Held, ...] = ()
    counts: Counts = Counts()
    in_figures: tuple[Problem, ...] = ()

    @property
    def elsewhere(self) -> tuple[Problem, ...]:
        """Return the errors that no figure shows."""
        errors = (problem for problem in self.problems if problem.severity == "error")
        return tuple(problem for problem in errors if problem not in self.in_figures)

    @property
    def failed(self) -> bool:
        """Tell whether an error stands among the problems that no figure shows."""
        return bool(self.elsewhere)


class Report(Struct, frozen=True):
    """What a build did."""

    assembly: Assembly
    tallies: Mapping[str, Tally]
    published: Published | None
    seconds: float
    output: Path
