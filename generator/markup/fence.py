"""A fence, as a grammar found it."""

from msgspec import Struct

from generator.markup.parts import Margin


class Fence(Struct, frozen=True):
    """One fence; ``first`` is its line, counted from 0, ``column`` that of its mark, from 1.

    ``margins`` are what stands before the lines of its content, ``opening`` is the first line.
    """

    mark: str
    info: str
    content: str
    first: int
    column: int
    margins: tuple[Margin, ...]
    closed: bool
    opening: str


def margins_of(lines: list[str], content: str, column: int) -> tuple[Margin, ...]:
    """Return what stands before each line of a fence in its file: one, where all are alike."""
    inner = content.removesuffix("\n").split("\n") if content else []
    margins = [_margin(line, kept) for line, kept in zip(lines, inner)]
    common = next((each for each, kept in zip(margins, inner) if kept.strip()), None)
    common = common or Margin(" " * (column - 1))
    # Editors leave no spaces in blank lines.
    if all(
        each == common or (not kept and common.written.startswith(each.written))
        for each, kept in zip(margins, inner)
    ):
        return (common,)
    return tuple(margins)


def _margin(line: str, kept: str) -> Margin:
    # Where a container ends within a tab, the rest of it becomes up to three spaces.
    for added in range(4):
        if line.endswith(kept[added:]):
            return Margin(line[: len(line) - len(kept[added:])], added)
    return Margin(line, len(kept))
