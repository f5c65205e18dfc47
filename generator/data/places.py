"""Where something stands in a block, told in the lines and columns of its file."""

from generator.markup.parts import Block
from generator.problems import Place, Problem, Severity
from generator.problems.fault import Spot


def spot_of(text: str, offset: int) -> Spot:
    """Return the line and column of a character; behind the last line it is the last one's end."""
    before = text.rstrip()[:offset]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def problem_in(
    block: Block, spot: Spot, message: str, hint: str = "", severity: Severity = "error"
) -> Problem:
    """Return a problem at a spot of a block's text; line 0 is the fence."""
    line, column = spot
    if not line:
        return problem_at_fence(block, message, hint=hint, severity=severity)
    place = Place(block.path, block.line + line - 1, column + block.indent if column else 0)
    lines = block.text.split("\n")
    source = " " * block.indent + (lines[line - 1] if line <= len(lines) else "")
    return Problem(message, place, hint, source, severity)


def problem_at_fence(
    block: Block, message: str, word: str = "", hint: str = "", severity: Severity = "error"
) -> Problem:
    """Return a problem at a block's opening line, or at a word in it."""
    found = block.fence.find(word) + 1 if word else 0
    first = len(block.fence) - len(block.fence.lstrip()) + 1
    place = Place(block.path, block.line - 1, found or first)
    return Problem(message, place, hint, block.fence, severity)


def replaced(block: Block, problem: Problem) -> Problem:
    """Return a problem whose place is in a block's text with its place in the file."""
    place = problem.place or Place("")
    spot = (place.line, place.column)
    return problem_in(block, spot, problem.message, problem.hint, problem.severity)
