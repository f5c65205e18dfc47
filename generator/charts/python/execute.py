"""EXECUTE: all Python of a post into the specifications of its charts."""

from collections.abc import Sequence

from msgspec import Struct

from generator.charts.python.message import PythonCode, block_of
from generator.data.dataset import Dataset
from generator.engine import Blob
from generator.markup.parts import Block
from generator.problems import Problem
from generator.problems.fault import fault_of

TIME_LIMIT = 60
"""So many seconds the Python of a post may take."""


class PythonInput(Struct, frozen=True):
    """What a post's Python is given under a name: rows, or a file's own bytes, or both."""

    name: str
    dataset: Dataset | None = None
    file: Blob | None = None


class Execution(Struct, frozen=True):
    """All Python of a post, from top to bottom, and what it is given.

    Where the blocks stand is left out, so that prose may move them without running them again.
    """

    codes: tuple[PythonCode, ...]
    given: tuple[PythonInput, ...]
    time_limit: int = TIME_LIMIT


class Outcome(Struct, frozen=True):
    """What a block came to: its specification, and the datasets that this names."""

    spec: Blob | None = None
    names: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class Executed(Struct, frozen=True):
    """The outcome of each block. Places are those within the code of a block."""

    outcomes: tuple[Outcome, ...]

    def problems(self, blocks: Sequence[Block]) -> tuple[Problem, ...]:
        """Return what is wrong with the code, in the files of its blocks."""
        found = [each for outcome in self.outcomes for each in outcome.problems]
        return tuple(blocks[_block(each)].problem(fault_of(each)) for each in found)


def _block(problem: Problem) -> int:
    block = block_of(problem.place.path) if problem.place else None
    if block is None:
        raise ValueError(f"no block of this post: {problem}")
    return block
