"""Output: a path to publish and what is published there."""

from collections.abc import Iterable

from msgspec import Struct

from generator.engine import Blob, Step
from generator.problems import Place, Problem
from generator.site.slug import folded


class Output(Struct, frozen=True):
    """A path, and a step that makes its bytes or a file that has them.

    ``origin`` names the source, for collisions and for ``why``.
    """

    path: str
    content: Step | Blob
    origin: str


def collisions(outputs: Iterable[Output]) -> tuple[Problem, ...]:
    """Find outputs that would be one file, also where only case or Unicode form differs."""
    first: dict[str, Output] = {}
    problems = []
    for output in outputs:
        other = first.setdefault(folded(output.path), output)
        if other is not output and other != output:
            problems.append(_collision(other, output))
    return tuple(problems)


def _collision(one: Output, other: Output) -> Problem:
    differ = "" if one.path == other.path else " (they differ in case or Unicode form alone)"
    return Problem(
        f"{one.origin} and {other.origin} both publish {other.path}{differ}",
        Place(other.origin if "/" in other.origin else one.origin),
        hint="give one of them another slug, name or alias",
    )
