"""Cells as the Markdown of a post; every line knows where in the author's file it is from."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from generator.markup.code import is_language
from generator.markup.kinds import KINDS
from generator.markup.parts import Origin
from generator.notebooks.cells import Cell, Teller
from generator.notebooks.files import CellFiles
from generator.notebooks.jupyter import joined
from generator.notebooks.options import RUN, CellDisplay, Sight, display_of
from generator.notebooks.outputs import PICTURES, OutputWriter, picture_of, plain_html

_ATTACHED: Final = re.compile(r"attachment:(?P<name>[^)\s\"'>]+)")
_RAW: Final = {"text/html": True, "html": True, "text/markdown": True, "markdown": True, "md": True}


class Manuscript:
    """Gathers lines and their origins; between two blocks stands an empty line."""

    def __init__(self, path: str, defaults: Mapping[str, str]) -> None:
        """Begin with nothing; ``defaults`` are options of all cells."""
        self.defaults = defaults
        self.lines: list[str] = []
        self.origins: list[Origin] = []
        self.files = CellFiles(path)
        self.teller = Teller(path)

    def write(self, cell: Cell) -> None:
        """Write a cell and what it put out."""
        if cell.kind == "code":
            self._code(cell)
        elif cell.kind == "markdown" or self._is_prose(cell):
            lines = [self._with_pictures(cell, line) for line in cell.lines]
            self._block(lines, cell.origins)

    def _is_prose(self, cell: Cell) -> bool:
        """Tell whether a raw cell is of HTML or Markdown; any other is told, and left out."""
        said = next((tag.removeprefix("raw:") for tag in cell.tags if tag.startswith("raw:")), "")
        if said and said not in _RAW and cell.text.strip():
            hint = "make a Markdown cell of it, or take it out"
            self.teller.tell(cell, f"this raw cell is left out: it is {said}", hint, 0)
        return not said or said in _RAW

    def _with_pictures(self, cell: Cell, line: str) -> str:
        """Have a line name the files of the pictures that are attached to its cell."""

        def named(match: re.Match[str]) -> str:
            data = cell.attached.get(match["name"])
            kind = next((each for each in PICTURES if each in (data or {})), "")
            raw = picture_of(kind, joined(data[kind])) if data and kind else None
            if raw is None:
                number = cell.lines.index(line)
                message = f'"{match["name"]}" is not attached to this cell'
                hint = "paste the picture again, or keep it beside the post"
                self.teller.tell(cell, message, hint, number, "error")
                return "/"
            return self.files.keep(raw, PICTURES[kind])

        return _ATTACHED.sub(named, line) if "attachment:" in line else line

    def _code(self, cell: Cell) -> None:
        asked = display_of(cell, self.teller, self.defaults)
        rest = range(asked.rest, len(cell.lines))
        used = [n for n in rest if cell.lines[n].strip()]
        if RUN in cell.tags and used:
            self._run(cell, asked)
            return
        if used and asked.code != "hidden":
            shown = range(used[0], used[-1] + 1)
            texts = [cell.lines[n] for n in shown]
            origins = [_unmarked(cell.origin(n)) for n in shown]
            self._folded(asked.code, asked.said("code-summary"), cell, "cell_code")
            self._fence(_head(cell.language), texts, origins, _unmarked(cell.origin(used[0] - 1)))
            self._unfolded(asked.code, cell)
        if asked.output != "hidden" and cell.outputs:
            self._outputs(cell, asked)

    def _run(self, cell: Cell, asked: CellDisplay) -> None:
        """Write a cell as a block of Python that the build runs."""
        texts = [*asked.figure, *cell.lines[asked.rest :]]
        name = f" {{#{asked.name}}}" if asked.name else ""
        self._fence(f"altair{name}", texts, cell.origins, cell.head)

    def _outputs(self, cell: Cell, asked: CellDisplay) -> None:
        written = OutputWriter(cell, asked, self.teller, self.files).pieces()
        pieces = [(text, headed) for text, headed in written if text.strip()]
        if not pieces:
            return
        self._folded(asked.output, "", cell, "cell_output")
        for text, headed in pieces:
            lines = text.split("\n")
            if headed:
                self._figure(cell, asked, lines)
            else:
                self._block(lines, [cell.head] * len(lines))
        self._unfolded(asked.output, cell)

    def _figure(self, cell: Cell, asked: CellDisplay, lines: Sequence[str]) -> None:
        """Write a figure's block; the options of its cell stand at its head, in their places."""
        count = len(asked.figure)
        first, *inner, last = lines
        origins = [*cell.origins[:count], *([cell.origin(count)] * len(inner))]
        self._fence(first, [*asked.figure, *inner], origins, cell.head, last)

    def _fence(
        self,
        head: str,
        texts: Sequence[str],
        origins: Sequence[Origin],
        opening: Origin,
        closing: str = "",
    ) -> None:
        if not closing:
            longest = max((len(run) for text in texts for run in re.findall("`+", text)), default=0)
            closing = "`" * max(longest + 1, 3)
            head = f"{closing}{head}"
        whole = [opening, *origins, origins[-1] if origins else opening]
        self._block([head, *texts, closing], whole)

    def _folded(self, sight: Sight, summary: str, cell: Cell, word: str) -> None:
        if sight == "folded":
            # What has no words of its own is said in the language of the page.
            said = f"<summary>{plain_html(summary)}" if summary else f'<summary class="{word}">'
            lines = ['<details class="cell">', f"{said}</summary>"]
            self._block(lines, [cell.head] * 2)

    def _unfolded(self, sight: Sight, cell: Cell) -> None:
        if sight == "folded":
            self._block(["</details>"], [cell.head])

    def _block(self, lines: Sequence[str], origins: Sequence[Origin]) -> None:
        self.lines += [*lines, ""]
        self.origins += [*origins, origins[-1] if origins else Origin(1)]


def _unmarked(origin: Origin) -> Origin:
    return Origin(origin.line)


def _head(language: str) -> str:
    """Return what the fence of a cell's code says."""
    if language in KINDS:
        return f"{language} {{.code}}"
    return language if is_language(language) else "text"
