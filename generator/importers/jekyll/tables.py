"""kramdown's tables as GitHub writes them: a head, a line below it, as many cells in each row."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

RULE = re.compile(r"[ \t]*[+|:=\- \t]*[-=][+|:=\- \t]*$")
GITHUB = re.compile(r"[|:\- \t]+")
ALIGNED = re.compile(r"[ \t]*(:?)[-=]+(:?)[ \t]*")
CELL = re.compile(r"(?:\\.|(?P<ticks>`+)(?:(?!(?P=ticks)).)*?(?P=ticks)(?!`)|[^|\\])+|\\\Z")
BARE = re.compile(r"(?<!\\)\|")
CODE = re.compile(r"(?: {4}|\t)")


class KramdownTable(Struct):
    """A table as it is read: its rows, how many of them are its head, and how columns stand."""

    rows: list[list[str]]
    head: int = 0
    aligned: tuple[str, ...] = ()
    rules: int = 0


def with_tables(text: str, changes: list[str]) -> str:
    """Return Markdown whose tables any reader takes for some."""
    lines = text.split("\n")
    made: list[str] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].strip(" \t>"):
            end += 1
        made += _block(lines[at:end], changes)
        made += lines[end : end + 1]
        at = end + 1
    return "\n".join(made)


def _block(lines: list[str], changes: list[str]) -> Sequence[str]:
    """Return a run of lines without a blank one, which may be a table."""
    if not lines or CODE.match(lines[0]) or not _is_table(lines):
        return lines
    quote = re.match(r"[ \t>]*", lines[0])[0]  # type: ignore[index]
    table = _read([line[len(quote) :] for line in lines])
    if _is_usual(lines, table):
        return lines
    changes += _lost(table)
    return [f"{quote}{line}" for line in _written(table)]


def _is_table(lines: list[str]) -> bool:
    """Tell whether each line is a row: with bars around it, or with a line below the head."""
    rules = sum(map(_is_rule, lines))
    rows = [line.strip(" \t>") for line in lines if not _is_rule(line)]
    framed = all(row.startswith("|") for row in rows)
    return bool(rows) and all("|" in row for row in rows) and (framed or rules > 0)


def _is_rule(line: str) -> bool:
    """Tell whether a line is one between rows; without a bar it would underline a heading."""
    return bool(RULE.match(line)) and bool(re.search(r"[|+:]", line))


def _read(lines: list[str]) -> KramdownTable:
    table = KramdownTable([])
    for line in lines:
        if not _is_rule(line):
            table.rows.append(_cells(line))
        elif table.rows and line is not lines[-1]:
            table.rules += 1
            if table.rules == 1:
                table.head = len(table.rows)
                table.aligned = tuple(_alignments(line))
    return table


def _cells(line: str) -> list[str]:
    inside = line.strip().removeprefix("|")
    cells, at = [], 0
    while at <= len(inside):
        match = CELL.match(inside, at)
        cells.append(match[0] if match else "")
        at = (match.end() if match else at) + 1
    if inside.endswith("|") and not inside.endswith("\\|"):
        cells.pop()
    return [BARE.sub(r"\\|", cell.strip()) for cell in cells]


def _alignments(rule: str) -> Iterator[str]:
    for part in re.split(r"[|+]", rule.strip().strip("|")):
        match = ALIGNED.fullmatch(part)
        yield f"{match[1]}---{match[2]}" if match else "---"


def _is_usual(lines: list[str], table: KramdownTable) -> bool:
    """Tell whether a table is already as any reader takes it."""
    width = len(table.rows[0])
    even = all(len(row) <= width for row in table.rows) and len(table.aligned) == width
    once = table.head == table.rules == 1 and bool(GITHUB.fullmatch(lines[1].strip(" \t>")))
    bars = any("|" in code for row in lines for code in re.findall(r"`[^`]*`", row))
    return even and once and not bars


def _lost(table: KramdownTable) -> Iterator[str]:
    if not table.head:
        yield "a table without a head has an empty one"
    if table.head > 1 or table.rules > 1:
        yield "a table has one head and one body: its other parts are rows of it"


def _written(table: KramdownTable) -> Iterator[str]:
    width = max(map(len, table.rows))
    head, *rows = table.rows if table.head else [[""], *table.rows]
    aligned = [*table.aligned[:width], *["---"] * (width - len(table.aligned))]
    for cells in (head, aligned, *rows):
        yield f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"
