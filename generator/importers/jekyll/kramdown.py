"""What kramdown reads otherwise than we do."""

import re

from generator.importers.jekyll.tables import with_tables
from generator.importers.markdown import ALERTS, in_prose, outside_blocks

CONTENTS = re.compile(
    r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+[^\n]*\n[ \t]*\{:[ \t]*(?:\.[\w-]+[ \t]+)*toc[^}]*\}[ \t]*$",
    re.MULTILINE,
)
LONE_CONTENTS = re.compile(
    r"^[ \t]*(?:\{:[ \t]*toc[^}]*\}|\[TOC\])[ \t]*$", re.MULTILINE | re.IGNORECASE
)
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
    return in_prose(text, lambda prose: _prose(prose, changes)), tuple(dict.fromkeys(changes))


def _lines(text: str, changes: list[str]) -> str:
    def drop(what: str) -> str:
        changes.append(what)
        return ""

    for contents in (CONTENTS, LONE_CONTENTS):
        text = contents.sub(lambda _: drop("the table of contents is left to the theme"), text)
    for notice in NOTICES:
        text = notice.sub(_notice, text)
    text = LOST.sub(lambda m: drop(f"attributes that stand alone are left out: {m['what']}"), text)
    # A formula of kramdown's goes on over blank lines, ours does not.
    text = DISPLAY.sub(lambda m: m["open"] + BLANK.sub("\n", m["tex"]) + m["close"], text)
    return INLINE.sub(_inline, with_tables(END.sub("", text), changes))


def _prose(text: str, changes: list[str]) -> str:
    def drop(match: re.Match[str]) -> str:
        changes.append(f"kramdown's {match[0][:30]} is left out")
        return ""

    return EXTENSION.sub(drop, text)


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
