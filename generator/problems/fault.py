"""Fault: what is wrong with a text or a tree, before it is known which file that stands in."""

from typing import Protocol

from msgspec import Struct

from generator.problems import Place, Problem, Severity

Path = tuple[str | int, ...]
"""The keys and indexes that lead to a value in a tree."""
Spot = tuple[int, int]
"""A line and a column of a text, from 1; line 0 is the line above it, column 0 a whole line."""


WHOLE: Spot = (0, 0)
"""Where nothing is known but the text: a block is then shown by its fence."""
FILE: Spot = (-1, 0)
"""Where the whole file is meant: what its other texts tell of it too is told once."""


class At(Struct, frozen=True):
    """A value in a tree, or the key that it stands under."""

    path: Path
    is_key: bool = False


class AtWord(Struct, frozen=True):
    """The first place of a word in a text."""

    text: str


Where = Spot | At | AtWord


class Located(Protocol):
    """A tree that knows where its values stand in the text that it was read from."""

    def spot(self, path: Path, /) -> Spot:
        """Return where the value at a path stands."""

    def key_spot(self, path: Path, /) -> Spot:
        """Return where the key at a path stands."""


class Fault(Exception):
    """What is wrong, and where: at a spot or a word of a text, or at a value of a tree.

    It is raised where nothing can go on, and collected where more is to be found.
    """

    def __init__(
        self, message: str, where: Where, hint: str = "", severity: Severity = "error"
    ) -> None:
        super().__init__(message)
        self.message, self.where, self.hint = message, where, hint
        self.severity: Severity = severity

    @property
    def spot(self) -> Spot:
        """The line and the column, which ``located`` and ``found_in`` tell of others."""
        if isinstance(self.where, At | AtWord):
            raise TypeError(f"{self.where} is not located yet: {self.message}")
        return self.where

    @property
    def path(self) -> Path:
        """The keys and indexes that lead to the value of a tree which is wrong."""
        if not isinstance(self.where, At):
            raise TypeError(f"{self.where} is no part of a tree: {self.message}")
        return self.where.path

    def moved(self, where: Where) -> "Fault":
        """Return this fault as one that stands elsewhere."""
        return Fault(self.message, where, self.hint, self.severity)

    def below(self, path: Path) -> "Fault":
        """Return a fault in a part of a tree as one of the whole tree."""
        return self.moved(At((*path, *self.path), isinstance(self.where, At) and self.where.is_key))

    def located(self, tree: Located) -> "Fault":
        """Return this fault with the spot that a tree knows for its path."""
        if not isinstance(self.where, At):
            return self
        find = tree.key_spot if self.where.is_key else tree.spot
        return self.moved(find(self.where.path))

    def found_in(self, text: str) -> "Fault":
        """Return this fault with the spot of its word, or of a text's beginning."""
        if not isinstance(self.where, AtWord):
            return self
        return self.moved(spot_at(text, max(text.find(self.where.text), 0)))


class Margin(Struct, frozen=True):
    """What stands before a line of a text in its file: spaces, tabs, marks of quotations.

    ``added`` are the spaces with which the text's line begins for the rest of a tab.
    """

    written: str = ""
    added: int = 0


class Passage(Struct, frozen=True):
    """A text, and where it stands in a file.

    ``line`` is the file's line of its first, ``margins`` what was cut off each of its lines, the
    last one's for all that follow, ``above`` the line above it.
    """

    path: str
    text: str
    line: int = 1
    margins: tuple[Margin, ...] = (Margin(),)
    above: str = ""

    def place(self, spot: Spot) -> Place:
        """Return where in the file a spot of the text is."""
        line, column = spot
        if spot == FILE:
            return Place(self.path)
        if line and column:
            margin = self._margin(line)
            column = max(column - margin.added, 1) + len(margin.written)
        elif column:
            column += len(self.above) - len(self.above.lstrip())
        return Place(self.path, self.line + line - 1, column)

    def source(self, line: int) -> str:
        """Return a line of the text as it is written in the file."""
        if line <= 0:
            return "" if line else self.above
        margin, lines = self._margin(line), self.text.split("\n")
        text = lines[line - 1][margin.added :] if line <= len(lines) else ""
        return margin.written + text.removesuffix("\r") if text else margin.written.rstrip()

    def _margin(self, line: int) -> Margin:
        return self.margins[min(line, len(self.margins)) - 1]

    def problem(self, fault: Fault) -> Problem:
        """Return a fault in the text as a problem in the file."""
        place, source = self.place(fault.spot), self.source(fault.spot[0])
        return Problem(fault.message, place, fault.hint, source, fault.severity)

    def problem_at(self, offset: int, message: str, hint: str = "") -> Problem:
        """Return what is wrong at a character of the text as a problem in the file."""
        return self.problem(Fault(message, spot_at(self.text, offset), hint))


def fault_of(problem: Problem) -> Fault:
    """Return a problem whose file is the text itself as a fault in that text."""
    place = problem.place or Place("")
    return Fault(problem.message, (place.line, place.column), problem.hint, problem.severity)


def spot_at(text: str, offset: int) -> Spot:
    """Return the line and the column of a character of a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
