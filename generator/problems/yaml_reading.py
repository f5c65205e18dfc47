"""Reading: what a text says as YAML, and what is wrong with it."""

from msgspec import Struct

from generator.problems.problem import Place, Problem, Severity
from generator.problems.yaml_tree import Value

LONGEST = 2000


class Reading(Struct, frozen=True):
    """A text as YAML: its tree, if it has one, and what is wrong with it.

    ``root`` is None for an empty text and for one that cannot be parsed.
    """

    path: str
    lines: tuple[str, ...]
    root: Value | None = None
    problems: tuple[Problem, ...] = ()
    first_line: int = 1
    first_column: int = 1

    def place(self, line: int, column: int) -> Place:
        """Return the file's place of a line and a column of the text, both from 0."""
        return Place(self.path, self.first_line + line, self.first_column + column)

    def source(self, place: Place) -> str:
        """Return the line at a place, as long as it was before its indentation was cut.

        Of a longer one than anybody writes there is the beginning, or nothing where the place
        lies behind it: thousands of problems may each carry the same line.
        """
        line = place.line - self.first_line
        inside = place.path == self.path and 0 <= line < len(self.lines)
        if not inside or place.column > LONGEST:
            return ""
        return (" " * (self.first_column - 1) + self.lines[line])[:LONGEST]

    def problem(
        self, message: str, place: Place, hint: str = "", severity: Severity = "error"
    ) -> Problem:
        """Make a problem at a place of this text."""
        return Problem(message, place, hint, self.source(place), severity)
