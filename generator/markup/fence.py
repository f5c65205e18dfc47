"""A fence as a grammar found it, and what its opening line says."""

import re
from functools import lru_cache

from msgspec import Struct

from generator.markup.kinds import KINDS
from generator.problems import nearest
from generator.problems.fault import Margin
from generator.problems.regex import regex


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
    if lines[: len(inner)] == inner and content.strip():
        return (Margin(""),)
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


ATTRIBUTES = ("form", "format", "types", "skip", "connection", "max_age")
"""What the opening line of a block that makes a dataset may say."""
OPTIONS = ("title", "hl_lines", "linenums")
NUMBERED = ("linenums", "linenos", "numbered", "showlinenumbers")
TOKEN = regex(
    r"""(?P<key>[\w-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s}]+))"""
    r"""|\#(?P<name>[^\s}]+)|\.(?P<cls>[^\s}]+)|(?P<lines>\d[\d,\s-]*(?=\}))|(?P<word>[^\s{}]+)"""
)
SHOWN = "code"
"""The class of a block that readers see as it is written, whatever its word: ``{.code}``."""
LINES = regex(r"(\d{1,6})(?:-(\d{1,6}))?")


class Info(Struct, frozen=True):
    """What an info string says; ``odd`` are words in it that mean nothing, with a hint."""

    word: str = ""
    name: str = ""
    title: str = ""
    marked: tuple[int, ...] = ()
    numbered: bool = False
    odd: tuple[tuple[str, str], ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    shown: bool = False

    @property
    def kind(self) -> str:
        """The kind of figure, ``data``, or nothing where the block is code."""
        return "" if self.shown else KINDS.get(self.word.lower(), "")


@lru_cache(maxsize=100)
def parse_info(text: str, length: int) -> Info:
    """Read an info string of a block of ``length`` lines."""
    found: dict[str, str] = {}
    odd: list[tuple[str, str]] = []
    for token in TOKEN.finditer(text):
        value = token["double"] or token["single"] or token["bare"] or ""
        if token["key"]:
            odd += _option(found, token["key"].lower(), value)
        elif token["name"]:
            found.setdefault("name", token["name"])
        elif token["cls"] == SHOWN:
            found["shown"] = SHOWN
        elif token["lines"]:
            found["hl_lines"] = token["lines"]
        else:
            odd += _word(found, token["cls"] or token["word"])
    marked, wrong = _lines(found.get("hl_lines", ""), length)
    return Info(
        found.get("word", ""),
        found.get("name", ""),
        found.get("title", ""),
        marked,
        found.get("linenums", "false").lower() not in ("false", "no", "0"),
        (*odd, *wrong),
        tuple((key, value) for key, value in found.items() if key in ATTRIBUTES),
        "shown" in found,
    )


def _option(found: dict[str, str], key: str, value: str) -> list[tuple[str, str]]:
    known = "linenums" if key in NUMBERED else key
    if known in (*OPTIONS, *ATTRIBUTES) or key in ("name", "id"):
        found[known.replace("id", "name")] = value
        return []
    near = nearest(key, OPTIONS)
    return [(key, f'did you mean "{near}"?')] if near else []


def _word(found: dict[str, str], word: str) -> list[tuple[str, str]]:
    if word.lower() in NUMBERED:
        found["linenums"] = "true"
    else:
        found.setdefault("word", word)
    return []


def _lines(text: str, length: int) -> tuple[tuple[int, ...], list[tuple[str, str]]]:
    marked: set[int] = set()
    wrong = []
    for part in re.split(r"[\s,]+", text.strip()) if text.strip() else []:
        match = LINES.fullmatch(part)
        if match is None:
            wrong.append((part, 'marked lines are written like "2 4-6"'))
            continue
        first = int(match[1])
        last = int(match[2] or first)
        if not 1 <= first <= last <= length:
            wrong.append((part, f"the block has {length} lines"))
        marked.update(range(max(first, 1), min(last, length) + 1))
    return tuple(sorted(marked)), wrong
