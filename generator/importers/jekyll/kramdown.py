"""What kramdown reads otherwise than we do, its tables among it."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.importers.markdown import ALERTS, in_prose, leave_out, outside_blocks

CONTENTS = re.compile(
    r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+[^\n]*\n[ \t]*\{:[ \t]*(?:\.[\w-]+[ \t]+)*toc[^}]*\}[ \t]*$",
    re.MULTILINE,
)
LONE_CONTENTS = re.compile(
    r"^[ \t]*(?:\{:[ \t]*toc[^}]*\}|\[TOC\])[ \t]*$", re.MULTILINE | re.IGNORECASE
)
LEFT_TO_THEME = "the table of contents is left to the theme"
EXTENSION = re.compile(
    r"\{::(?:comment|nomarkdown|options)[^}]*/\}|\{::comment\}.*?\{:/(?:comment)?\}|\{::\w+[^}]*\}|\{:/\w*\}",
    re.DOTALL,
)
# Attributes that would stand as text: alone after a blank line, after a table, after code.
LOST = re.compile(
    r"(?:(?<=\n\n)|(?<=\|\n)|(?<=`{3}\n)|(?<=~{3}\n)|\A)[ \t]*(?P<what>\{:[^}\n]*\})[ \t]*(?:\n|\Z)"
)
KIND = (
    r"\{:[^}\n]*\.(?:prompt-|notice--|alert-|callout-)(?P<kind>[a-z]+)[^}\n]*\}"
    r"|\{:[ ]*\.notice[ ]*\}"
)
BLOCK = r"(?P<block>(?:(?![ \t]*\{:)(?=[ \t]*\S)[^\n]+(?:\n|\Z))+)"
NOTICES = (
    re.compile(rf"(?:\A|(?<=\n\n)){BLOCK}[ \t]*(?:{KIND})[ \t]*(?:\n|\Z)"),
    re.compile(rf"(?:\A|(?<=\n\n))[ \t]*(?:{KIND})[ \t]*\n{BLOCK}"),
)
DISPLAY = re.compile(
    r"(?:\A|(?<=\n\n))(?P<open>[ ]{0,3}\$\$)(?P<tex>(?:(?!\$\$).)+?)(?P<close>\$\$[ \t]*(?:\n|\Z))",
    re.DOTALL,
)
BLANK = re.compile(r"\n(?:[ \t]*\n)+")
END = re.compile(r"^\^[ \t]*$", re.MULTILINE)
INLINE = re.compile(
    r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|\\begin\{(?P<name>\w+\*?)\}.*?\\end\{(?P=name)\}"
    r"|(?<![\\$])(?P<escaped>\\(?=\$\$))?(?:\\?\$){2}(?P<tex>(?:[^$\n]|\n(?!\s*\n))+?)\$\$(?!\$)"
    r"|(?<!\\)\\\\(?P<break>[ \t]*\n)(?=[ \t]*\S)",
    re.DOTALL,
)


def from_kramdown(text: str) -> tuple[str, tuple[str, ...]]:
    """Return Markdown as we read it, and what was changed."""
    changes: list[str] = []
    text = outside_blocks(text, lambda part: _lines(part, changes))
    text = in_prose(text, lambda prose: leave_out(EXTENSION, prose, changes, _extension))
    return text, tuple(dict.fromkeys(changes))


def _extension(match: re.Match[str]) -> str:
    return f"kramdown's {match[0][:30]} is left out"


def _lines(text: str, changes: list[str]) -> str:
    for contents in (CONTENTS, LONE_CONTENTS):
        text = leave_out(contents, text, changes, lambda _: LEFT_TO_THEME)
    for notice in NOTICES:
        text = notice.sub(_notice, text)
    why = "attributes that stand alone are left out"
    text = leave_out(LOST, text, changes, lambda match: f"{why}: {match['what']}")
    # A formula of kramdown's goes on over blank lines, ours does not.
    text = DISPLAY.sub(lambda m: m["open"] + BLANK.sub("\n", m["tex"]) + m["close"], text)
    return INLINE.sub(_inline, with_tables(END.sub("", text), changes))


def _notice(match: re.Match[str]) -> str:
    """Write what a theme dresses as a notice as an alert."""
    kind = ALERTS.get(match["kind"] or "note", "NOTE")
    block = match["block"].rstrip("\n")
    lead = block[: len(block) - len(block.lstrip(" "))]
    lines = [line.removeprefix(lead) for line in block.split("\n")]
    inside = lines if all(line.startswith(">") for line in lines) else [f"> {x}" for x in lines]
    return "".join(f"{lead}{line}\n" for line in (f"> [!{kind}]", *inside))


def _inline(match: re.Match[str]) -> str:
    """Two dollars in a line of prose are an inline formula to kramdown, two backslashes end one."""
    if match["break"]:
        return "  \n"
    if not match["tex"]:
        return match[0]
    line_start = match.string.rfind("\n", 0, match.start()) + 1
    line_end = match.string.find("\n", match.end())
    before = match.string[line_start : match.start()]
    after = match.string[match.end() : line_end if line_end >= 0 else len(match.string)]
    alone = not before.strip(" \t>-*+") and not after.strip() and not match["escaped"]
    return match[0] if alone else f"${' '.join(match['tex'].split())}$"


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
