"""Lines of a paragraph that look like a list or a table, which Markdown takes for text."""

import re
from collections.abc import Iterable, Iterator

from generator.markup.text import Text
from generator.problems import Problem

TABLE = "this table is shown as text"
BEFORE = "leave a line free before its head"
LIST = "this list is shown as text"
_STARTS = frozenset(" \t\n>|:-+0123456789")
_LINE = re.compile(
    r"[ \t\\]*\n[ \t>]*(?:"
    r"(?P<table>\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*(?=\n|\Z))"
    r"|(?P<list>[-*+][ \t]+\S)"
    r"|(?P<number>\d{1,9})[.)][ \t]+\S[^\n]*\n[ \t>]*(?P<next>\d{1,9})[.)][ \t]+\S)"
)
_TIGHT = re.compile(r"[ \t>]*(?P<mark>[-+](?!\w\s)|\d{1,9}(?=[.)]))[.)]?[^\W\d_]")
_BAR = re.compile(r"(?<!\\)\|")


def overlooked(text: Text, masked: str, breaks: Iterable[int]) -> Iterator[Problem]:
    """Tell of lines behind line breaks of a text, once in a paragraph."""
    until = -1
    for at in breaks:
        if masked[at + 1 : at + 2] in _STARTS and at >= until:
            start, message, hint = _loose(masked, at) or _tight(masked, at) or (-1, "", "")
            if message:
                yield text.problem(message, start, hint, "warning")
                until = masked.find("\n\n", at) % (len(masked) + 1)


def _loose(masked: str, at: int) -> tuple[int, str, str] | None:
    """Return what a line that begins like more than text is, where, and what it lacks."""
    found = _LINE.match(masked, at)
    if not found:
        return None
    if found["table"]:
        return found.start("table"), TABLE, _table(masked, found)
    if found["list"]:
        hint = "indent it no deeper than the text above it, or leave a line free before it"
        return found.start("list"), LIST, hint
    if int(found["next"]) == int(found["number"]) + 1:
        return found.start("number"), LIST, "leave a line free before it"
    return None


def _tight(masked: str, at: int) -> tuple[int, str, str] | None:
    """Return where two lines begin like those of a list that lacks its spaces."""
    end = masked.find("\n", at)
    above = _TIGHT.match(masked, masked.rfind("\n", 0, end) + 1)
    below = above and _TIGHT.match(masked, end + 1)
    if not above or not below:
        return None
    first, second = above["mark"], below["mark"]
    if first != second if second in "-+" else not first.isdigit() or int(second) != int(first) + 1:
        return None
    return above.start("mark"), LIST, "a space parts a list's marks from its words"


def _table(masked: str, found: re.Match[str]) -> str:
    head = masked[masked.rfind("\n", 0, found.start()) + 1 : found.start()]
    columns, dashes = _columns(head), _columns(found["table"])
    if columns != dashes:
        return f"its head and this line need as many columns: they have {columns} and {dashes}"
    return BEFORE


def _columns(line: str) -> int:
    inner = line.strip(" \t>").removeprefix("|").removesuffix("|")
    return 1 + len(_BAR.findall(inner))
