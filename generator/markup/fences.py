"""Find fences and displayed formulas, and take them out before Markdown sees the text.

That they stand in lists, quotations, admonitions or notes is seen here, from the lines
around them, so that each leaves its mark where Markdown takes it for their content.
"""

import re
from collections.abc import Callable

from msgspec import Struct

# Every branch starts with a literal, which lets the regular expression skip plain text fast.
MAYBE = re.compile(r"```|~~~|\$\$|\\\[|<[!pPsStT]")
RAW = re.compile(r" {0,3}<(!--|pre\b|script\b|style\b|textarea\b)", re.IGNORECASE)
OPENING = re.compile(
    r"(?P<prefix>(?:[ \t]|>|(?:[-*+]|\d{1,9}[.)]|:|\[\^[^\]\n]*\]:)(?=[ \t]))*)"
    r"(?P<mark>`{3,}(?!.*`)|~{3,}|\$\$|\\\[)[ \t]*(?P<info>.*)"
)
QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?")
CONTAINER = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<entry>(?:[-*+]|\d{1,9}[.)])[ \t]+)"
    r"|:[ \t]|!!! ?[\w-]|\[\^[^\]]*\]:)"
)
FORMULAS = {"$$": "$$", "\\[": "\\]"}
BEFORE = 100
"""How many lines are searched for the list or admonition that a fence belongs to."""


class Fence(Struct, frozen=True):
    """One fence or displayed formula; lines count from 0, the column of the opening from 1."""

    mark: str
    info: str
    content: tuple[str, ...]
    first: int
    last: int
    column: int
    indent: int
    closed: bool
    opening: str

    @property
    def is_formula(self) -> bool:
        """Whether this is a displayed formula."""
        return self.mark in FORMULAS


class Around(Struct, frozen=True):
    """Where a fence stands: its quotations, and how deep in lists and the like."""

    prefix: str
    quotes: int
    indent: int
    depth: int = 0
    tight: bool = False


class Scan(Struct):
    """A pass over the lines, and what it leaves for Markdown."""

    lines: list[str]
    take: Callable[[Fence], str]
    math: bool
    left: list[str]
    absent: set[str]


def scan_fences(body: str, take: Callable[[Fence], str], *, math: bool) -> str:
    """Replace each fence by the mark that ``take`` returns."""
    if MAYBE.search(body) is None:
        return body
    scan = Scan(body.split("\n"), take, math, [], set())
    index = 0
    while index < len(scan.lines):
        line = scan.lines[index]
        if MAYBE.search(line) is None:
            scan.left.append(line)
            index += 1
        else:
            index = _step(scan, index)
    return "\n".join(scan.left)


def _step(scan: Scan, index: int) -> int:
    line = scan.lines[index]
    raw = RAW.match(line)
    if raw is not None:
        return _pass_raw(scan, index, raw[1].lower())
    opening = OPENING.match(line)
    if opening is not None:
        around = _around(scan.lines, index, opening["prefix"])
        fence = around and _read(scan, index, opening, around)
        if around and fence:
            _replace(scan, fence, around)
            return fence.last + 1
    scan.left.append(line)
    return index + 1


def _pass_raw(scan: Scan, index: int, kind: str) -> int:
    closing = "-->" if kind == "!--" else f"</{kind}"
    end = index
    if closing not in scan.absent:
        while end < len(scan.lines) and closing not in scan.lines[end].lower():
            end += 1
        if end == len(scan.lines):
            scan.absent.add(closing)
            end = index
    scan.left += scan.lines[index : end + 1]
    return end + 1


def _around(lines: list[str], index: int, prefix: str) -> Around | None:
    """Find what a fence belongs to; None where it is indented code."""
    quotes = prefix.count(">")
    tail = prefix.rpartition(">")[2]
    indent = width(tail) - (1 if quotes and tail[:1] in (" ", "\t") else 0)
    if tail.strip():
        return Around(prefix, quotes, indent, 0, True)
    if not indent:
        return Around("> " * quotes, quotes, 0)
    depth, content, is_list = _containers(lines, index, quotes, indent)
    beyond = indent - (content if depth else 0)
    if beyond > 3 and (not depth or indent - 4 * depth > 3):
        return None
    above = peel(lines[index - 1], quotes) if index else None
    tight = is_list and bool(above and above.strip())
    return Around("> " * quotes + " " * 4 * depth, quotes, indent, depth, tight)


def _containers(lines: list[str], index: int, quotes: int, indent: int) -> tuple[int, int, bool]:
    """Count the lists and the like around a line; the innermost's content column and kind."""
    depth, limit, content, is_list = 0, indent, 0, False
    for above in range(index - 1, max(-1, index - BEFORE), -1):
        line = peel(lines[above], quotes)
        if line is None or not limit:
            break
        match = CONTAINER.match(line)
        if match is not None:
            start = width(match["indent"])
            inner = width(match[0]) if match["entry"] else start + 4
            if inner <= limit and start < limit:
                if not depth:
                    content, is_list = inner, bool(match["entry"])
                depth, limit = depth + 1, start
        elif line[:1].strip() and (
            above == 0 or not (peel(lines[above - 1], quotes) or "").strip()
        ):
            break
    return depth, content, is_list


def _read(scan: Scan, index: int, opening: re.Match[str], around: Around) -> Fence | None:
    if opening["mark"] in FORMULAS:
        return _read_formula(scan, index, opening, around)
    mark = opening["mark"]
    closing = re.compile(rf"[ \t]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*")
    content: list[str] = []
    end, closed = index + 1, False
    while end < len(scan.lines):
        line = peel(scan.lines[end], around.quotes)
        if line is None:
            break
        if closing.fullmatch(line):
            closed = True
            break
        content.append(unindent(line, around.indent))
        end += 1
    last = end if closed else end - 1
    return _fence(opening, content, index, last, around.indent, closed)


def _read_formula(scan: Scan, index: int, opening: re.Match[str], around: Around) -> Fence | None:
    """Read a formula in ``$$`` or brackets that has its lines to itself."""
    if not scan.math:
        return None
    closing = FORMULAS[opening["mark"]]
    content: list[str] = []
    rest: str | None = opening["info"]
    end = index
    while rest is not None and (rest.strip() or end == index):
        formula, found, after = rest.partition(closing)
        content.append(formula)
        if found:
            if after.strip() or not "".join(content).strip():
                return None
            return _fence(opening, content, index, end, around.indent, closed=True)
        end += 1
        rest = peel(scan.lines[end], around.quotes) if end < len(scan.lines) else None
    return None


def _fence(
    opening: re.Match[str], content: list[str], first: int, last: int, indent: int, closed: bool
) -> Fence:
    column = opening.start("mark") + 1
    info = opening["info"].strip()
    return Fence(
        opening["mark"], info, tuple(content), first, last, column, indent, closed, opening.string
    )


def _replace(scan: Scan, fence: Fence, around: Around) -> None:
    """Leave a mark in place of a fence; one blank line around it, as two would end a note."""
    marked = around.prefix + scan.take(fence)
    if around.tight:
        scan.left.append(marked)
        return
    blank = "> " * around.quotes
    if scan.left and scan.left[-1].strip(" \t>"):
        scan.left.append(blank)
    scan.left.append(marked)
    if "".join(scan.lines[fence.last + 1 : fence.last + 2]).strip(" \t>"):
        scan.left.append(blank)


def peel(line: str, quotes: int) -> str | None:
    """Take quotation marks off the front of a line; None where it has fewer."""
    for _ in range(quotes):
        match = QUOTE.match(line)
        if match is None:
            return None
        line = line[match.end() :]
    return line


def width(space: str) -> int:
    """Count the columns of some text, tabs included."""
    return len(space.expandtabs(4))


def unindent(line: str, columns: int) -> str:
    """Take up to so many columns of white space off the front of a line."""
    taken = 0
    for position, char in enumerate(line):
        if taken >= columns or char not in " \t":
            return " " * (taken - columns) + line[position:]
        taken += 4 - taken % 4 if char == "\t" else 1
    return ""
