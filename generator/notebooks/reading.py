"""From the bytes of a notebook or script to front matter and Markdown, where it is a source."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from generator.engine import Blob
from generator.markup.parts import Origin
from generator.notebooks.cells import FRONT, Cell, has_front_matter
from generator.notebooks.jupyter import read_notebook
from generator.notebooks.manuscript import Manuscript
from generator.notebooks.options import split_defaults
from generator.notebooks.percent import HEAD, read_script, without_tools
from generator.problems import Problem
from generator.problems.encoding import read_text
from generator.problems.fault import Fault, Passage

_TITLE: Final = re.compile(r"title[ \t]*:", re.MULTILINE)
_HEADING: Final = re.compile(r"#[ \t]+(?P<text>.*?)(?:[ \t]+#+)?[ \t]*\Z")
_MARKS: Final = re.compile(r"\*\*?|__|`|\[([^\]]*)\]\([^)]*\)")


class Written(Struct, frozen=True):
    """A source in cells: its front matter without its fences, its body, and the origins of that.

    ``front`` begins with a fence where its closing one is missing.
    """

    front: str
    body: str
    body_line: int
    front_line: int
    origins: tuple[Origin, ...]
    files: tuple[tuple[str, Blob], ...] = ()
    blobs: tuple[bytes, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_cells(path: str, raw: bytes) -> Written | Problem | None:
    """Read a source that is written in cells; None where it is none, or what is wrong with it."""
    is_script = path.endswith(".py")
    # Most scripts and many notebooks lie there as files.
    if not HEAD.match(raw) if is_script else FRONT.encode() not in raw:
        return None
    text = read_text(raw, path)
    if isinstance(text, Problem):
        return text
    try:
        cells = read_script(_plain(text)) if is_script else read_notebook(text)
    except Fault as fault:
        return Passage(path, text).problem(fault)
    first = next((n for n, cell in enumerate(cells) if cell.text.strip()), len(cells))
    if first == len(cells) or not has_front_matter(cells[first]):
        return None
    front, rest = _parted(cells[first])
    if is_script and _TITLE.search(front) is None:
        return None
    return _written(path, front, (rest, *cells[first + 1 :]), cells[first])


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _parted(cell: Cell) -> tuple[str, Cell]:
    """Part the front matter of a cell from the rest of the cell."""
    inner = cell.lines[1:]
    end = next((n for n, line in enumerate(inner) if line.rstrip() == FRONT), len(inner))
    pairs = zip(cell.origins[1:], without_tools(inner[:end]))
    # What stands before a line in the file becomes spaces, so that its columns stay.
    lines = [" " * len(origin.margin) + line if line else "" for origin, line in pairs]
    text = "".join(f"{line}\n" for line in lines)
    unclosed = f"{FRONT}\n{text}" if end == len(inner) else text
    rest = Cell(
        "markdown", inner[end + 1 :], cell.head, cell.origins[end + 2 :], attached=cell.attached
    )
    return unclosed, rest


def _written(path: str, front: str, cells: Sequence[Cell], head: Cell) -> Written:
    front, defaults = split_defaults(front)
    manuscript = Manuscript(path, defaults)
    titled, cells = _titled(front, cells)
    for cell in cells:
        if cell.text.strip() or cell.outputs:
            manuscript.write(cell)
    return Written(
        titled,
        "\n".join(manuscript.lines),
        head.head.line,
        head.origin(0).line + 1,
        tuple(manuscript.origins) or (head.head,),
        manuscript.files.blobs(),
        tuple(manuscript.files.kept.values()),
        tuple(manuscript.teller.problems),
    )


def _titled(front: str, cells: Sequence[Cell]) -> tuple[str, Sequence[Cell]]:
    """Take the first heading for the title, where the front matter has none or the same."""
    at = next((n for n, cell in enumerate(cells) if cell.text.strip()), None)
    if at is None or cells[at].kind != "markdown" or front.startswith(FRONT):
        return front, cells
    cell = cells[at]
    line = next(n for n, text in enumerate(cell.lines) if text.strip())
    match = _HEADING.match(cell.lines[line])
    title = _MARKS.sub(lambda found: found[1] or "", match["text"]).strip() if match else ""
    own = re.search(r"^[ \t]*title[ \t]*:[ \t]*(.*?)[ \t]*$", front, re.MULTILINE)
    if not title or (own is not None and own[1].strip("\"'") != title):
        return front, cells
    rest = Cell(
        "markdown",
        cell.lines[line + 1 :],
        cell.head,
        cell.origins[line + 1 :],
        attached=cell.attached,
    )
    if own is None:
        margin = re.match(r"[ \t]*", front.lstrip("\n")) if front.strip() else None
        quoted = title.replace("\\", "\\\\").replace('"', '\\"')
        front = f'{front}{margin[0] if margin else ""}title: "{quoted}"\n'
    return front, (*cells[:at], rest, *cells[at + 1 :])
