"""What the parser reads otherwise than authors mean it, evened out before it sees the text.

No character is added or lost, nor a byte, so that every place stays where it was.
"""

import re

from generator.markup.mask import CODE, literal

_TRAILING = re.compile(r"(?<=[^ \t\n])[ \t]+$", re.MULTILINE)
_CLOSING = re.compile(r"\t(?=#+ *$)", re.MULTILINE)
# The colons of a table's second line say where its columns stand.
_COLON = re.compile(r"(\n[ \t>]*):(?!\s|\Z|-+:?[ \t]*\|)")
_RUN = re.compile(r"\*+|~~")
# From a literal on, a regular expression is at its fastest.
_BESIDE = tuple(
    re.compile(rf"{mark}(?:(?=[\u3001-\uffff])|(?<=[\u3001-\uffff]{mark}))")
    for mark in (r"\*", "~")
)
_WIDE = frozenset("、。〈〉《》「」『』【】〔〕〖〗！（），．：；？［］｛｝～・")
_MARKS = _WIDE | frozenset("\"'!?.,:;%“”‘’…—")
_BRACKETS = frozenset("()[]<>`")
"""Marks that may be Markdown's own, so that they have to stay."""
_FIRST_CJK = "\u3040"
_LETTERS = ("", "a", "é", "字")
_VERBATIM = re.compile(rf"{CODE}|\]\([^()\n]*\)|\]:[^\n]*|<[^<>\n]*>", re.MULTILINE)


def even_out(text: str) -> str:
    """Write spaces for tabs at the end of a line, and let a definition's colon have its space."""
    if "\t" in text:
        text = _TRAILING.sub(lambda match: " " * len(match[0]), text)
        text = _CLOSING.sub(" ", text)
    return _COLON.sub(rf"\1{literal(':')}", text)


def soften(text: str) -> str:
    """Exchange marks and letters that keep emphasis from being one where no spaces part words.

    CommonMark ends none between a mark and a letter, as in ``**文字。**文字``. With a letter for
    the mark it does; beside a bracket the letter becomes a mark.
    """
    if text.isascii() or not any(beside.search(text) for beside in _BESIDE):
        return text
    edits = dict(edit for run in _RUN.finditer(text) if (edit := _edit(text, *run.span())))
    if not edits:
        return text
    for match in _VERBATIM.finditer(text):
        for at in edits.keys() & range(*match.span()):
            del edits[at]
    return "".join([edits.get(at, char) for at, char in enumerate(text)])


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
