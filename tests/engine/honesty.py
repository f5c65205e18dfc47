"""Keep makers honest: none may open or list a file of the site, for its key would not know."""

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec import Struct

from generator.engine import Workers, job
from generator.engine.job import Batch, Finished, Job

EVENTS = frozenset({"open", "os.listdir", "os.scandir"})


class Violation(Struct, frozen=True):
    """What a maker did behind its key's back."""

    maker: str
    event: str
    path: str


class Dishonest(AssertionError):
    """A maker opened or listed a file of the site that it was not given."""


class _Watch:
    """What is watched now: a site, and the maker that is at work in one thread."""

    def __init__(self, site: str) -> None:
        self.site = os.path.join(site, "")
        self.violations: list[Violation] = []
        self.maker = ""
        self.thread = 0

    def see(self, event: str, path: str) -> None:
        if self.maker and threading.get_ident() == self.thread and self._is_inside(path):
            self.violations.append(Violation(self.maker, event, path))

    def _is_inside(self, path: str) -> bool:
        return os.path.join(os.path.realpath(path), "").startswith(self.site)


class _Hook:
    """The audit hook: one for the whole process, as none can be taken away again."""

    def __init__(self) -> None:
        self.watch: _Watch | None = None
        self.is_installed = False

    def install(self) -> None:
        if not self.is_installed:
            sys.addaudithook(self)
            self.is_installed = True

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.watch is None or event not in EVENTS:
            return
        path = arguments[0] if arguments[0] is not None else "."
        if isinstance(path, str | bytes | os.PathLike):
            self.watch.see(event, os.fsdecode(path))


_HOOK = _Hook()


@contextmanager
def honest_makers(site_root: Path) -> Iterator[list[Violation]]:
    """Make all steps in this process, and raise Dishonest at the end if a maker was not honest.

    Gives the list that violations are collected in, for a look before the end. What a
    maker's value holds comes as bytes, so whatever it opens under the site's root is wrong.
    """
    _HOOK.install()
    watch = _Watch(os.path.realpath(site_root))
    make = job.make

    def watched(given: Job) -> Finished:
        watch.thread, watch.maker = threading.get_ident(), given.step.maker.name
        try:
            return make(given)
        finally:
            watch.maker = ""

    def run_here(_: Workers, jobs: Sequence[Job], *limits: object) -> Iterator[Batch]:
        return ([watched(each)] for each in jobs)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Workers, "run", run_here)
        patched.setattr(_HOOK, "watch", watch)
        yield watch.violations
    if watch.violations:
        raise Dishonest("\n".join(map(str, watch.violations)))
