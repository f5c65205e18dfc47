"""Mask what is not Markdown: formulas, values, attribute lists keep their marks to themselves.

Before a grammar sees a text, each mark in such a part is exchanged for a control code of its own. A
code is one character and one byte, so every place stays where it was, and one translation brings
all of them back, wherever a grammar put them: in prose, in code, in an attribute.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import NamedTuple

from generator.markup.parts import Math
from generator.problems.regex import regex

MARKS = "\"$&'*+-.:<=>[\\]_`{|}~"
# STX and ETX are those of holes. From 0x1c on Python takes them for white space.
CODES = "\x01\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c"
DOLLAR, OPENING, CLOSING, SPACE = "\x1d", "\x1e", "\x1f", "\x7f"
"""What stands for dollars and for backslashes around a formula, and for spaces at a line's end."""

_CODES = CODES + DOLLAR + OPENING + CLOSING + SPACE
_MASK = str.maketrans(MARKS, CODES)
_MARK_OF = dict(zip(_CODES, MARKS + "$\\\\ ", strict=True))
_HTML_OF = {code: escape(mark).replace("&#x27;", "'") for code, mark in _MARK_OF.items()}
_MASKED = regex(f"[{_CODES}]")
_UNMASKED = bytes(byte for byte in range(256) if chr(byte) not in _CODES)

_BLANK = r"\n(?![ \t>]*(?:\n|\Z))"
# Code binds tighter than dollars do, and of backticks TeX knows those of its quotation marks.
_INNER = rf"(?:\\[^\n]|[^\\$\n`]|``(?=[^`\n]*'')|\\(?=\n)|{_BLANK})"
# A price before a value whose text has dollars of its own: "$5 for {{ x | money("$") }}".
_PRICE = r"(?:\\.|[^\\$\n]){0,2000}\{\{(?:(?!\}\})[^$\n]){0,2000}\$[^\n]{0,2000}\}\}"
_BLOCK = r"\n[ \t>]*(?:[-*+#|]|\d{1,9}[.)]|```|~~~)"
_FENCE = (
    r"^(?:[ \t>]|(?:[-*+:]|\d{1,9}[.)])(?=[ \t]))*(?P<fence>`{3,}(?![^\n]*`)|~{3,})[^\n]*\n"
    r"(?:[^\n]*\n){0,5000}?[ \t>]*(?P=fence)"
)
_SPAN = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t>]*\n)[\s\S]){1,2000}?(?<!`)(?P=ticks)(?!`)"
CODE = rf"{_FENCE}|{_SPAN}"
"""A fence, or a span of code."""
_SKIPPED = rf"(?P<skipped>{CODE}|<!--[\s\S]*?-->|\\[!-/:-@\[-`{{-~])"
# Pandoc's rule: no space inside the dollars, no digit after, so that prices stay prices.
_DISPLAY = rf"(?<![\\$\w])\$\$(?!\$)(?P<display>{_INNER}+?)\$\$(?!\$)"
_INLINE = (
    rf"(?<![\\$\w])\$(?![\s$])(?!{_PRICE})"
    rf"(?P<inline>(?:(?!{_BLOCK}){_INNER})+?)(?<!\s)\$(?![\w$])"
    r"|(?<![\\$\w])\$(?P<ticked>`[^`\n]+`)\$(?![\w$])"
)
_TEX = (
    rf"\\\((?P<round>(?:(?!\\[()])(?:[^\n]|{_BLANK}))+?)\\\)"
    rf"|\\\[(?P<square>(?:(?!\\[\[\]])(?:[^\n]|{_BLANK}))+?)\\\]"
)
# Nothing here goes beyond its paragraph, and each part ends where another of its kind begins.
_VALUE = rf"\{{\{{(?P<value>(?:(?!\}}\}}|\{{\{{)(?:[^\n]|{_BLANK})){{0,2000}})\}}\}}"
_LIST = r"\{(?P<list>:?[ ]*(?:[.#][^\s{}=]|[\w:-]+=)[^{}\n]*)\}"
_SHORT = r"^[ ]{0,3}(?P<short>\*\[[^\]\n]+\]:[^\n]*)$"
# Pandoc's frames are no definitions.
_COLONS = r"^[ \t>]*(?P<colons>:{3,})"


def mask(text: str, math: Math) -> str:
    """Exchange the marks of formulas, values, attribute lists and abbreviations."""
    # A single character is looked for thirty times quicker than two.
    parts = {name: 1 for name, first, needle in _NEEDED if first in text and needle in text}
    wanted = tuple(part for part in parts if part in _ALWAYS or part in _MATH[math])
    return _pattern(wanted).sub(_masked, text) if wanted else text


class Formula(NamedTuple):
    """Where a formula stands in a text, with the marks around it, and its TeX."""

    start: int
    end: int
    tex: str
    display: bool


def formulas(text: str, math: Math) -> Iterator[Formula]:
    """Find the formulas of a text."""
    wanted = tuple(part for part in ("tex", "dollars") if part in _MATH[math])
    if not wanted:
        return
    for match in _pattern(wanted).finditer(text):
        kind = match.lastgroup or ""
        if match["skipped"] is None and not ("|" in match[kind] and _in_table(match)):
            display = kind in ("display", "square")
            yield Formula(match.start(), match.end(), match[kind], display)


def unmask(text: str) -> str:
    """Bring back what was masked."""
    return _MASKED.sub(_unmasked, text)


def unmask_html(html: str) -> str:
    """Bring back what was masked before its HTML was written."""
    # Whether there is any, bytes tell three times quicker.
    is_masked = html.encode("utf-8", "surrogatepass").translate(None, _UNMASKED)
    return _MASKED.sub(_unmasked_html, html) if is_masked else html


def literal(text: str) -> str:
    """Mask all marks of a text, so that nothing takes them for marks."""
    return text.translate(_MASK)


def _unmasked(match: re.Match[str]) -> str:
    return _MARK_OF[match[0]]


def _unmasked_html(match: re.Match[str]) -> str:
    return _HTML_OF[match[0]]


_NEEDED = (
    ("tex", "\\", "\\("),
    ("tex", "\\", "\\["),
    ("dollars", "$", "$"),
    ("value", "{", "{{"),
    ("list", "{", "{"),
    ("short", "*", "*["),
    ("colons", ":", ":::"),
)
_ALWAYS = ("value", "list", "short", "colons")
_MATH: dict[Math, tuple[str, ...]] = {"": (), "dollars": ("dollars",), "tex": ("tex", "dollars")}
_PATTERNS = {
    "tex": _TEX,
    "dollars": f"{_DISPLAY}|{_INLINE}",
    "value": _VALUE,
    "list": _LIST,
    "short": _SHORT,
    "colons": _COLONS,
}


@lru_cache(maxsize=32)
def _pattern(parts: tuple[str, ...]) -> re.Pattern[str]:
    # A formula in brackets begins as an escape does, so it has to be tried before.
    first = [_PATTERNS[part] for part in parts if part == "tex"]
    others = [_PATTERNS[part] for part in parts if part != "tex"]
    return re.compile("|".join([*first, _SKIPPED, *others]), re.MULTILINE)


def _masked(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if match["skipped"] is not None:
        return match[0]
    start, end = match.span(kind)
    before, after = match.string[match.start() : start], match.string[end : match.end()]
    inner = match[kind]
    if kind in ("value", "list"):
        return before + _within(match, inner) + after
    if kind in ("short", "colons"):
        return before + literal(inner)
    if "|" in inner and _in_table(match):
        return match[0]
    inner = _within(match, inner)
    if kind in ("round", "square"):
        return f"{OPENING}{literal(before[1])}{inner}{CLOSING}{literal(after[1])}"
    return DOLLAR * len(before) + inner + DOLLAR * len(after)


def _within(match: re.Match[str], inner: str) -> str:
    """Mask what may go over several lines, but for the marks of the quotations around it."""
    first, *others = inner.split("\n")
    if not others:
        return literal(inner)
    # A line that goes on a quotation may go without its mark, where others of it have it.
    at = match.start()
    paragraph = match.string[max(0, at - 2_000) : at].rpartition("\n\n")[2]
    lines_before = paragraph.split("\n") if ">" in paragraph else ()
    quotes = max((before.count(">") for before in lines_before), default=0)
    marks = re.compile(rf"(?:[ \t]*>){{0,{quotes}}}") if quotes else None
    lines = [_line(first)]
    for line in others:
        end = found.end() if marks and (found := marks.match(line)) else 0
        lines.append(line[:end] + _line(line[end:]))
    return "\n".join(lines)


def _line(line: str) -> str:
    """Mask a line, and the spaces at its end, which would break it."""
    bare = line.rstrip(" ")
    return literal(bare) + SPACE * (len(line) - len(bare))


def _line_before(match: re.Match[str]) -> str:
    start = match.string.rfind("\n", 0, match.start()) + 1
    return match.string[start : match.start()]


def _in_table(match: re.Match[str]) -> bool:
    """Tell whether a formula stands in a row of a table, whose bars part cells."""
    return _line_before(match).lstrip(" \t>").startswith("|")
