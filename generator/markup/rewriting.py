"""What the parser reads otherwise than authors mean it, rewritten before it sees the text.

No character is added or lost, nor a byte, so that every place stays where it was; what readers get
is taken from what was written.
"""

import re
from collections.abc import Callable
from functools import partial

from generator.markup.admonitions import MARK
from generator.markup.mask import CODE, literal
from generator.problems.regex import regex

_HEAD = regex(
    r"^(?P<before>(?:[ \t]|>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*)"
    # What stands for its first six characters has as many bytes.
    rf"(?P<line>(?=[\x00-\x09\x0b-\x7f]{{6}}[^\n]){MARK} ?[\w-]+(?: +[\w-]+)*"
    r'(?: +"[^\n]*")? *)(?<=[\x00-\x7f])$',
    re.MULTILINE,
)
_MARKED = regex(MARK)
_FILLING = dict.fromkeys(range(128), "a")
_TAG = regex(
    rf"{CODE}|(?P<before>^[ \t>]*)?"
    r"(?P<tag><(?P<slash>/?)(?P<name>[a-zA-Z][\w-]*)(?=[\s>])[^<>]*>)(?P<behind>[ \t]*$)?",
    re.MULTILINE,
)
_ASKING = regex(r"<[a-zA-Z][^<>\n]*\smarkdown=")
_ASKED = regex(r"[^\n]*\smarkdown=[^\n]*\Z")
# At a line's end, and before the marks that close a heading.
_TABS = regex(r"(?<=[^ \t\n])[ \t]+$|\t(?=#+[ \t]*$)", re.MULTILINE)
# The colons of a table's second line say where its columns stand.
_COLON = regex(r"(\n[ \t>]*):(?!\s|\Z|-+:?[ \t]*\|)")
_RUN = regex(r"\*+|~~")
# From a literal on, a regular expression is at its fastest.
_BESIDE = tuple(
    regex(rf"{mark}(?:(?=[\u3001-\uffff])|(?<=[\u3001-\uffff]{mark}))") for mark in (r"\*", "~")
)
_WIDE = frozenset("、。〈〉《》「」『』【】〔〕〖〗！（），．：；？［］｛｝～・")
_MARKS = _WIDE | frozenset("\"'!?.,:;%“”‘’…—")
_BRACKETS = frozenset("()[]<>`")
"""Marks that may be Markdown's own, so that they have to stay."""
_FIRST_CJK = "\u3040"
_LETTERS = ("", "a", "é", "字")
_VERBATIM = regex(rf"{CODE}|\]\([^()\n]*\)|\]:[^\n]*|<[^<>\n]*>", re.MULTILINE)


def rewrite(text: str) -> str:
    """Rewrite a text for the parser."""
    for letter, is_needed, rewriting in _REWRITINGS:
        if letter in text and is_needed(text):
            text = rewriting(text)
    return text


def _holds(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def _as_item(head: re.Match[str]) -> str:
    """Write an admonition's first line as an item of a list with one line of HTML.

    Of CommonMark's containers an item holds what an admonition does: all that is indented as far
    as its first line.
    """
    return f"{head['before']}1) <!a{head['line'][6:-1].translate(_FILLING)}>"


def _disguise(text: str) -> str:
    """Disguise the tags of elements that are to hold Markdown, as ``<div markdown="1">``."""
    opened: dict[str, list[bool]] = {}
    return _TAG.sub(lambda match: _disguised(match, opened), text)


def _disguised(match: re.Match[str], opened: dict[str, list[bool]]) -> str:
    tag, before, behind = match["tag"], match["before"], match["behind"]
    if tag is None:
        return match[0]
    others, is_end = opened.setdefault(match["name"].lower(), []), bool(match["slash"])
    if not is_end:
        others.append(before is not None and _ASKED.match(tag) is not None)
    if not others or not (others.pop() if is_end else others[-1]):
        return match[0]
    if before is not None and behind is not None:
        # A declaration is HTML up to the end of its line.
        return f"{before}<!a{tag[3:]}{behind}"
    # No block begins with an element that nobody knows.
    at = 1 + is_end
    return f"{before or ''}{tag[:at]}x{tag[at + 1 :]}{behind or ''}"


def _is_beside(text: str) -> bool:
    """Tell whether emphasis stands beside letters of a script without spaces between words."""
    return not text.isascii() and any(beside.search(text) for beside in _BESIDE)


def _soften(text: str) -> str:
    """Exchange marks and letters that keep emphasis from being one where no spaces part words.

    CommonMark ends none between a mark and a letter, as in ``**文字。**文字``. With a letter for
    the mark it does; beside a bracket the letter becomes a mark.
    """
    edits = dict(edit for run in _RUN.finditer(text) if (edit := _edit(text, *run.span())))
    for match in _VERBATIM.finditer(text) if edits else ():
        for at in edits.keys() & range(*match.span()):
            del edits[at]
    chars = list(text)
    for at, char in edits.items():
        chars[at] = char
    return "".join(chars) if edits else text


def _edit(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Return what to write, and where, so that a run between a letter and a mark is emphasis."""
    before, after = text[start - 1 : start], text[end : end + 1]
    for mark, at, letter, place, beyond in (
        (before, start - 1, after, end, text[end + 1 : end + 2]),
        (after, end, before, start - 1, text[start - 2 : start - 1]),
    ):
        is_cjk = _FIRST_CJK <= letter <= "\uffff" and letter.isalnum()
        if mark in _MARKS and (is_cjk or (mark in _WIDE and letter.isalnum())):
            return at, _LETTERS[len(mark.encode())]
        if mark in _BRACKETS and is_cjk and beyond not in ("*", "~"):
            return place, "。"
    return None


_REWRITINGS: tuple[tuple[str, Callable[[str], object], Callable[[str], str]], ...] = (
    ("<", partial(_holds, _ASKING), _disguise),
    ("!", partial(_holds, _MARKED), lambda text: _HEAD.sub(_as_item, text)),
    ("\t", bool, lambda text: _TABS.sub(lambda match: " " * len(match[0]), text)),
    # A definition's colon has a space behind it.
    (":", partial(_holds, _COLON), lambda text: _COLON.sub(rf"\1{literal(':')}", text)),
    ("", _is_beside, _soften),
)
"""What tells, at once and then surely, that a text needs a rewriting, and that; in order."""
