"""What kramdown reads otherwise than we do."""

import re

from generator.importers.texts import in_prose

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
    r"(?:(?<=\n\n)|(?<=\|\n)|(?<=`{3}\n)|(?<=~{3}\n)|\A)[ \t]*\{:[^}\n]*\}[ \t]*(?:\n|\Z)"
)
INLINE_MATH = re.compile(r"(?<![\\$])\$\$(?P<tex>[^$\n]+?)\$\$(?!\$)")
BRACKETS = re.compile(r"\\\\(?=[()\[\]])")


def from_kramdown(text: str) -> tuple[str, tuple[str, ...]]:
    """Return Markdown as we read it, and what was changed."""
    told: list[str] = []

    def drop(what: str) -> str:
        told.append(what)
        return ""

    def changed(prose: str) -> str:
        prose = CONTENTS.sub(lambda _: drop("the table of contents is left to the theme"), prose)
        prose = LONE_CONTENTS.sub(
            lambda _: drop("the table of contents is left to the theme"), prose
        )
        prose = EXTENSION.sub(lambda m: drop(f"kramdown's {m[0][:30]} is left out"), prose)
        prose = LOST.sub(
            lambda m: drop(f"attributes that stand alone are left out: {m[0].strip()}"), prose
        )
        return BRACKETS.sub(lambda _: "\\", INLINE_MATH.sub(_inline, prose))

    return in_prose(text, changed), tuple(dict.fromkeys(told))


def _inline(match: re.Match[str]) -> str:
    """Two dollars in a line of prose are an inline formula to kramdown."""
    line_start = match.string.rfind("\n", 0, match.start()) + 1
    line_end = match.string.find("\n", match.end())
    before = match.string[line_start : match.start()]
    after = match.string[match.end() : line_end if line_end >= 0 else len(match.string)]
    alone = not before.strip(" \t>-*+") and not after.strip()
    return match[0] if alone else f"${match['tex'].strip()}$"
