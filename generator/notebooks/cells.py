"""A cell: its lines with their origins, what its tags and options ask for, what it put out."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from msgspec import Struct

from generator.markup.parts import Origin
from generator.problems import Place, Problem, Severity

CellKind = Literal["markdown", "code", "raw"]
Output = Mapping[str, Any]
"""What a cell put out, as the fourth format of notebooks says it."""


class Cell(Struct, frozen=True):
    """A cell; ``head`` is where it begins, ``origins`` are those of its lines.

    ``language`` is that of its code; ``attached`` are pictures by name that its Markdown shows.
    """

    kind: CellKind
    lines: tuple[str, ...]
    head: Origin
    origins: tuple[Origin, ...]
    tags: frozenset[str] = frozenset()
    outputs: Sequence[Output] = ()
    attached: Mapping[str, Mapping[str, Any]] = {}
    language: str = "python"

    @property
    def text(self) -> str:
        """What stands in it."""
        return "\n".join(self.lines)

    def origin(self, line: int) -> Origin:
        """Return the origin of a line that counts from 0; of one before the first the head's."""
        return self.origins[line] if 0 <= line < len(self.origins) else self.head


class Teller(Struct):
    """What gathers the problems of a source's cells."""

    path: str
    problems: list[Problem] = []

    def tell(
        self,
        cell: Cell,
        message: str,
        hint: str = "",
        line: int = -1,
        severity: Severity = "warning",
    ) -> None:
        """Tell of a cell, or of one of its lines, which count from 0."""
        origin = cell.origin(line)
        source = origin.margin + cell.lines[line] if line >= 0 else ""
        place = Place(self.path, origin.line, 1 if source else 0)
        self.problems.append(Problem(message, place, hint, source, severity))


FRONT: Final = "---"


def has_front_matter(cell: Cell) -> bool:
    """Tell whether a cell begins as front matter does."""
    return cell.kind != "code" and bool(cell.lines) and cell.lines[0].rstrip() == FRONT
