"""What is told of a block, at its place in the file."""

from collections.abc import Iterable

from generator.markup.parts import Block
from generator.problems import Problem, Severity
from generator.problems.fault import Fault, fault_of


def problem_at_fence(
    block: Block, message: str, word: str = "", hint: str = "", severity: Severity = "error"
) -> Problem:
    """Return a problem at a block's opening line, or at a word in it."""
    column = max(block.fence.strip().find(word), 0) + 1
    return block.problem(Fault(message, (0, column), hint, severity))


def told_in(block: Block, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give problems whose places are in a block's text their places in the file."""
    return tuple(block.problem(fault_of(each)) for each in problems)
