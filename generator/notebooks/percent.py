"""Scripts in cells: Python with ``# %%`` between its cells, as Jupytext and editors know it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from generator.markup.parts import Origin
from generator.notebooks.cells import FRONT, Cell, CellKind

_MARK: Final = re.compile(r"#[ \t]*%%+(?P<said>(?:[ \t].*)?)\Z")
_KIND: Final = re.compile(r"\[(?P<kind>markdown|md|raw)\]")
_TAGS: Final = re.compile(r"\btags=\[(?P<tags>[^\]]*)\]|\"tags\":[ ]*\[(?P<json>[^\]]*)\]")
_TAG: Final = re.compile(r"[\"']([^\"']+)[\"']")
_KINDS: Final[dict[str, CellKind]] = {"markdown": "markdown", "md": "markdown", "raw": "raw"}
_QUOTES: Final = ('"""', "'''")
_BEFORE: Final = re.compile(r"#!|#.*coding[:=]|\s*\Z")
_OTHER_TOOL: Final = re.compile(r"(?:jupyter|jupytext|kernelspec):")
HEAD: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:#!.*\n|#.*coding[:=].*\n|\s*\n)*#[ \t]*(?:---|%%)"
)
"""How a script begins whose first cell may hold front matter."""


class _Part(Struct, frozen=True):
    """The lines of a cell, from one to before another, and what its mark says."""

    first: int
    end: int
    said: str = ""
    head: int = 0


def read_script(text: str) -> tuple[Cell, ...]:
    """Read a script's cells; its head in comments is the first."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if not _BEFORE.match(line)), len(lines))
    head = _head(lines, start)
    cells = [] if head is None else [_commented(lines, head, "raw")]
    rest = start if head is None else head.end
    return (*cells, *(_cell(lines, part) for part in _parts(lines, rest)))


def _head(lines: Sequence[str], start: int) -> _Part | None:
    """Return the head in comments between ``# ---`` and ``# ---``, if a script has one."""
    if start == len(lines) or _bare(lines[start]).rstrip() != FRONT:
        return None
    ends = (n for n in range(start + 1, len(lines)) if _bare(lines[n]).rstrip() == FRONT)
    end = next(ends, len(lines) - 1)
    return _Part(start, end + 1)


def _parts(lines: Sequence[str], start: int) -> Iterator[_Part]:
    """Give the cells of a script; what stands before the first mark is one of code."""
    part = _Part(start, start, "", start)
    for number in range(start, len(lines)):
        match = _MARK.match(lines[number])
        if match:
            yield _Part(part.first, number, part.said, part.head)
            part = _Part(number + 1, number + 1, match["said"], number)
    yield _Part(part.first, len(lines), part.said, part.head)


def _cell(lines: Sequence[str], part: _Part) -> Cell:
    kind = _KIND.search(part.said)
    if kind is not None:
        return _commented(lines, part, _KINDS[kind["kind"]])
    tags = _TAGS.search(part.said)
    named = _TAG.findall(tags["tags"] or tags["json"] or "") if tags else []
    body = range(part.first, part.end)
    return Cell(
        "code",
        tuple([lines[n] for n in body]),
        Origin(part.head + 1),
        tuple([Origin(n + 1) for n in body]),
        frozenset(tag.lower().replace("_", "-") for tag in named),
    )


def _commented(lines: Sequence[str], part: _Part, kind: CellKind) -> Cell:
    """Read a cell of Markdown: comments, or one text in three quotes."""
    body = [(n, lines[n]) for n in range(part.first, part.end)]
    while body and not body[0][1].strip():
        body = body[1:]
    while body and not body[-1][1].strip():
        body = body[:-1]
    pairs = _quoted(body) or [(n, *_uncommented(line)) for n, line in body]
    origins = tuple([Origin(n + 1, margin) for n, margin, _ in pairs])
    texts = tuple([text for _, _, text in pairs])
    return Cell(kind, texts, Origin(part.head + 1), origins)


def _quoted(body: Sequence[tuple[int, str]]) -> list[tuple[int, str, str]]:
    """Return the lines of a text in three quotes; nothing where it is none."""
    mark = next((m for m in _QUOTES if body and body[0][1].lstrip("rR").startswith(m)), "")
    if not mark or not body[-1][1].rstrip().endswith(mark):
        return []
    margin = body[0][1][: body[0][1].index(mark) + 3]
    found = [(n, "", line) for n, line in body]
    found[0] = (body[0][0], margin, body[0][1].removeprefix(margin))
    number, margin, last = found[-1]
    found[-1] = (number, margin, last.rstrip().removesuffix(mark))
    return [each for n, each in enumerate(found) if each[2].strip() or 0 < n < len(found) - 1]


def _uncommented(line: str) -> tuple[str, str]:
    """Part a comment from what it is made with; a line that is none stays as it is."""
    if not line.startswith("#"):
        return "", line
    margin = "# " if line.startswith("# ") else "#"
    return margin, line[len(margin) :]


def _bare(line: str) -> str:
    return _uncommented(line)[1]


def without_tools(lines: Sequence[str]) -> list[str]:
    """Leave lines empty that are Jupytext's part of a head, so that each keeps its place."""
    kept, other = [], False
    for line in lines:
        if line and not line[0].isspace():
            other = _OTHER_TOOL.match(line) is not None
        kept.append("" if other else line)
    return kept
