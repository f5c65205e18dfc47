"""What all kinds of targets have in common: how they are made, looked at and filled."""

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from msgspec import Struct

from generator.engine.step import named
from generator.hosting.changes import Delivery, TargetChanges
from generator.hosting.record import Found
from generator.pipeline.request import Request
from generator.pipeline.workspace import Workspace
from generator.problems import Problem
from generator.site.publishing import PublishTarget

Progress = Callable[[str, int, int], None]


class TargetRefused(Exception):
    """A target cannot be looked at or filled: it is told as a problem."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(problem.message)
        self.problem = problem


class Approach(Struct, frozen=True):
    """What leads to a target: what the settings say of it, and the build that it is filled from."""

    target: PublishTarget
    request: Request
    workspace: Workspace
    progress: Progress = lambda wave, done, total: None

    def refuse(self, message: str, hint: str = "") -> TargetRefused:
        """Return what says that it cannot be."""
        return TargetRefused(self.target.problem(message, hint))


class Host(Protocol):
    """A place that a site is published to; both raise ``TargetRefused``."""

    def look(self) -> Found:
        """Return what stands there."""
        ...

    def read(self, path: str) -> bytes:
        """Return the bytes of a file that stands there."""
        ...

    def publish(self, delivery: Delivery, changes: TargetChanges) -> str:
        """Let a delivery stand there; return what is worth telling of the way, if anything."""
        ...


TARGETS: Final[Mapping[str, str]] = {
    "folder": "generator.hosting.folder:FolderTarget",
    "git": "generator.hosting.git:GitTarget",
    "rsync": "generator.hosting.rsync:RsyncTarget",
    "s3": "generator.hosting.s3:S3Target",
}
"""The class of each kind of target, which is made of a ``Approach``."""


def host_of(way: Approach) -> Host:
    """Return the target that a way leads to."""
    target: Host = named(TARGETS[way.target.kind])(way)
    return target
