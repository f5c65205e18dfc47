"""What of a cell readers see: by Jupyter Book's tags and by Quarto's lines ``#| key: value``."""

import re
from collections.abc import Iterator, Mapping
from textwrap import dedent
from typing import Final, Literal

from msgspec import Struct

from generator.blocks.options import OPTION_NAMES
from generator.data.tree import read_tree
from generator.notebooks.cells import Cell, Teller
from generator.problems import suggestion
from generator.problems.fault import Fault

Sight = Literal["shown", "folded", "hidden"]

_OPTION: Final = re.compile(r"#\|[ \t]*(?P<key>[\w.-]+)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*\Z")
_NAMES: Final = {"fig-cap": "caption", "tbl-cap": "caption", "fig-alt": "alt"}
"""Quarto's words for options of ours."""
_QUARTO: Final = frozenset(
    "cache cap-location classes code-block-bg code-fold code-line-numbers code-overflow"
    " code-summary column content-hidden content-visible echo error eval fig-align"
    " fig-cap-location fig-column fig-dpi fig-env fig-format fig-height fig-link fig-pos"
    " fig-scap fig-subcap fig-width file"
    " filename freeze id include label layout layout-align layout-ncol layout-nrow layout-valign"
    " lst-cap lst-label message output output-fold output-location panel renderings results"
    " tags tbl-cap-location tbl-colwidths tbl-subcap title warning".split()
)
_OURS: Final = frozenset(OPTION_NAMES) - {"data", "echo"}
_OF_ALL: Final = frozenset(("code-fold", "echo", "error", "include", "output", "warning"))
"""What front matter may say of all cells."""
_EXECUTE: Final = re.compile(
    r"^(?P<indent>[ ]*)execute[ ]*:[^\n]*\n(?:(?P=indent)[ ]+[^\n]*\n|[ ]*\n)*", re.MULTILINE
)
_FALSE: Final = ("false", "no")
RUN: Final = "altair"
"""The tag of a cell that is a block of Python of the post, which builds run."""


class CellOption(Struct, frozen=True):
    """An option's value, and the line of the cell, from 0, that it stands in."""

    value: str
    line: int


class CellDisplay(Struct, frozen=True):
    """What a cell asks for; ``rest`` is the first line of the code itself, from 0.

    ``figure`` has the leading option lines as a block's own, each in its place.
    """

    code: Sight
    output: Sight
    stdout: bool
    stderr: bool
    fails: bool
    rest: int
    options: Mapping[str, CellOption]
    figure: tuple[str, ...]

    def said(self, key: str) -> str:
        """Return the value of an option, empty where there is none."""
        found = self.options.get(key)
        return found.value if found else ""

    @property
    def name(self) -> str:
        """Return what links call the figure by."""
        return re.sub(r"[^\w.:-]+", "-", self.said("label") or self.said("id")).strip("-:.")


def split_defaults(front: str) -> tuple[str, Mapping[str, str]]:
    """Take what front matter says of all cells, as Quarto's ``execute``, out of it.

    Its lines are left empty, so that the others keep their places.
    """
    match = _EXECUTE.search(front)
    if match is None:
        return front, {}
    try:
        said = read_tree(dedent(match[0])).value["execute"]
    except Fault:
        return front, {}  # it is told where the front matter is read
    if not isinstance(said, dict):
        return front, {}
    left = f"{front[: match.start()]}{chr(10) * match[0].count(chr(10))}{front[match.end() :]}"
    return left, {key: str(value).lower() for key, value in said.items() if key in _OF_ALL}


def display_of(cell: Cell, teller: Teller, defaults: Mapping[str, str]) -> CellDisplay:
    """Read a cell's tags and its leading option lines; what means nothing is told."""
    count = next(
        (n for n, line in enumerate(cell.lines) if line.strip() and not line.startswith("#|")),
        len(cell.lines),
    )
    of_all = {key: CellOption(value, 0) for key, value in defaults.items()}
    options = of_all | dict(_options(cell, count, teller))
    include = not _is_off(options, "include") and "remove-cell" not in cell.tags
    folds = options.get("code-fold", CellOption("", 0)).value not in ("", *_FALSE)
    return CellDisplay(
        code=_sight(cell, "input", _is_off(options, "echo"), include, folds),
        output=_sight(cell, "output", _is_off(options, "output"), include),
        stdout="remove-stdout" not in cell.tags,
        stderr="remove-stderr" not in cell.tags and not _is_off(options, "warning"),
        fails="raises-exception" in cell.tags
        or ("error" in options and not _is_off(options, "error")),
        rest=count,
        options=options,
        figure=tuple([_of_figure(line) for line in cell.lines[:count]]),
    )


def _sight(cell: Cell, what: str, is_off: bool, include: bool, folds: bool = False) -> Sight:
    if is_off or not include or f"remove-{what}" in cell.tags:
        return "hidden"
    folded = folds or not cell.tags.isdisjoint((f"hide-{what}", "hide-cell"))
    return "folded" if folded else "shown"


def _is_off(options: Mapping[str, CellOption], key: str) -> bool:
    return key in options and options[key].value.lower() in _FALSE


def _options(cell: Cell, count: int, teller: Teller) -> Iterator[tuple[str, CellOption]]:
    for number, line in enumerate(cell.lines[:count]):
        match = _OPTION.match(line)
        if match is None:
            continue
        key, value = _NAMES.get(match["key"], match["key"]), match["value"] or ""
        if key not in _OURS and key not in _QUARTO:
            known = sorted({*_OURS, *_QUARTO, *_NAMES})
            hint = suggestion(key, known, "docs/notebooks.md has those that are known")
            teller.tell(
                cell, f'no option of a cell is called "{key}": it does nothing', hint, number
            )
        yield key, CellOption(_unquoted(value), number)


def _unquoted(value: str) -> str:
    quoted = re.fullmatch(r"([\"'])(.*)\1", value)
    return quoted[2] if quoted else value


def _of_figure(line: str) -> str:
    """Return an option's line as a figure's block has it; empty where it is none of its own."""
    match = _OPTION.match(line)
    if match is None:
        return ""
    key = _NAMES.get(match["key"], match["key"])
    return f"#| {key}: {match['value'] or ''}" if key in _OURS else ""
