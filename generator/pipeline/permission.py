"""--no-exec: what would run an author's own code comes from the cache alone."""

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct

from generator.engine import Engine, Step
from generator.problems import Place, Problem

Name = TypeVar("Name")


class Code(Struct, frozen=True):
    """An author's code that a step runs: what to call it (this loader), and where it stands."""

    what: str
    place: Place
    source: str = ""


def take_out_code(
    engine: Engine, steps: dict[Name, Step], code: Callable[[Any], Code | None]
) -> tuple[Problem, ...]:
    """Take out the steps that would have to run an author's code, and say so.

    ``code`` tells of a step's value what it would run, None where that is nothing.
    """
    problems = []
    for name, step in list(steps.items()):
        found = code(step.value)
        if found is not None and not engine.was_made(step):
            del steps[name]
            problems.append(not_run(found.what, found.place, found.source))
    return tuple(problems)


def not_run(what: str, place: Place, source: str) -> Problem:
    """Say that something of the author's was not run."""
    return Problem(
        f"--no-exec: {what} was not run, and its result is not in the cache",
        place,
        "build once without --no-exec, if you trust whoever wrote it",
        source,
    )
