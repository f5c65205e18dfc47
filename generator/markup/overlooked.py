"""Lines of a paragraph that look like a list or a table, which Markdown takes for text."""

import re
from collections.abc import Iterable, Iterator

from generator.markup.text import Text
from generator.problems import Problem

_STARTS = frozenset(" \t\n>|:-0123456789")
_LINE = re.compile(
    r"[ \t\\]*\n[ \t>]*(?:"
    r"(?P<table>\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*(?=\n|\Z))"
    r"|(?P<list>[-*+][ \t]+\S)"
    r"|(?P<number>\d{1,9})[.)][ \t]+\S[^\n]*\n[ \t>]*(?P<next>\d{1,9})[.)][ \t]+\S)"
)
TABLE = "this table is shown as text"
BEFORE = "leave a line free before its head"
_BAR = re.compile(r"(?<!\\)\|")


def overlooked(text: Text, masked: str, breaks: Iterable[int]) -> Iterator[Problem]:
    """Tell of lines behind line breaks of a text, once in a paragraph."""
    until = -1
    for at in breaks:
        if masked[at + 1 : at + 2] not in _STARTS or at < until:
            continue
        found = _LINE.match(masked, at)
        if not found:
            continue
        kind = found.lastgroup or ""
        if kind == "next" and int(found["next"]) != int(found["number"]) + 1:
            continue
        until = masked.find("\n\n", at) % (len(masked) + 1)
        start = found.start("number" if kind == "next" else kind)
        message, hint = _table(masked, found) if kind == "table" else _LISTS[kind]
        yield text.problem(message, start, hint, "warning")


_LISTS = {
    "next": ("this list is shown as text", "leave a line free before it"),
    "list": (
        "this list is shown as text",
        "indent it no deeper than the text above it, or leave a line free before it",
    ),
}


def _table(masked: str, found: re.Match[str]) -> tuple[str, str]:
    head = masked[masked.rfind("\n", 0, found.start()) + 1 : found.start()]
    columns, dashes = _columns(head), _columns(found["table"])
    if columns != dashes:
        hint = f"its head and this line need as many columns: they have {columns} and {dashes}"
    else:
        hint = BEFORE
    return TABLE, hint


def _columns(line: str) -> int:
    inner = line.strip(" \t>").removeprefix("|").removesuffix("|")
    return 1 + len(_BAR.findall(inner))
