"""What a wave found wrong."""

from collections.abc import Iterable
from typing import Any

from generator.engine import Made
from generator.problems import Problem


def problems_of(made: Iterable[Made[Any]]) -> tuple[Problem, ...]:
    """Return the problems of many results, in order."""
    return tuple(problem for each in made for problem in each.problems)
