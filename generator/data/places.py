"""Where something stands in a block, told in the lines and columns of its file."""

from generator.markup.parts import Block
from generator.problems import Problem, Severity
from generator.problems.fault import Fault, Spot, spot_at


def spot_of(text: str, offset: int) -> Spot:
    """Return the line and column of a character; behind the last line it is the last one's end."""
    return spot_at(text, min(offset, len(text.rstrip())))


def problem_at_fence(
    block: Block, message: str, word: str = "", hint: str = "", severity: Severity = "error"
) -> Problem:
    """Return a problem at a block's opening line, or at a word in it."""
    column = max(block.fence.strip().find(word), 0) + 1
    return block.problem(Fault(message, (0, column), hint, severity))
