"""The visible text of each block: typographic marks are set in it, words are counted."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from xml.etree.ElementTree import Element

from generator.markup.mask import unmask
from generator.markup.quotation import OBJECT
from generator.markup.tree import INLINE, PIECE, VERBATIM
from generator.markup.typography import BREAK, replacements
from generator.problems.regex import regex

MARKS = regex("[\"'%]|--|\\.\\.|\\. \\.| [;:!?\u00bb]|\u00ab ")
# Scripts without spaces between words: two characters are about one word.
DENSE_MARKS = regex("[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20]")
DENSE = regex("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_VALUE = "0"
_WORD = "W"
_SPECIAL = INLINE | VERBATIM | {PIECE, "br"}
# Of plain ASCII, what each byte is to words: a letter or digit, a space, or a mark.
_SPACES = b"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f "
_KINDS = bytes(
    ord("a") if chr(byte).isalnum() else ord(" ") if byte in _SPACES else ord(".")
    for byte in range(256)
)

Run = tuple[Element, bool, int]
"""An element, whether its tail is meant and not its text, and the index of that text."""


_END = f"\n{BREAK}"


class Runs:
    """Goes through the blocks of a page.

    ``texts`` are what readers see in one run after another, ``runs`` those of them in which marks
    may be set.
    """

    def __init__(self, language: str, *, typography: bool) -> None:
        self.language = language
        self.typography = typography
        self.texts: list[str] = []
        self.runs: list[Run] = []

    def set(self, roots: Iterable[Element]) -> int:
        """Set the typographic marks of some trees, and return how many words they have."""
        for root in roots:
            self._inside(root)
            self._end_block()
        text = "".join(self.texts)
        if self.typography and MARKS.search(text):
            _replace(self.runs, self.texts, text, self.language)
        return count_words(text)

    def _inside(self, element: Element) -> None:
        texts, text = self.texts, element.text
        if text:
            self.runs.append((element, False, len(texts)))
            texts.append(text)
        for child in element:
            if child.tag in _SPECIAL:
                self._special(child)
            else:
                if texts and texts[-1] is not _END:
                    texts.append(_END)
                self._inside(child)
                if texts and texts[-1] is not _END:
                    texts.append(_END)
            tail = child.tail
            if tail:
                if tail != "\n":
                    self.runs.append((child, True, len(texts)))
                texts.append(tail)

    def _special(self, element: Element) -> None:
        """Add what is part of a block, or shows its text as it is."""
        tag = element.tag
        if tag in VERBATIM and tag in INLINE:
            self.texts.append(OBJECT)
        elif tag in VERBATIM:
            self._end_block()
        elif tag == PIECE:
            self._piece(element.text or "")
        elif tag == "br":
            self.texts.append("\n")
        else:
            self._inside(element)

    def _piece(self, hole: str) -> None:
        """Add what fills a hole: values and titles count as words, a figure ends the block."""
        if hole.startswith("\x02V"):
            self.texts.append(_VALUE)
        elif hole.startswith("\x02W"):
            self.texts.append(_WORD)
        elif hole.startswith(("\x02F", "\x02C", "\x02B", "\x02E")):
            self._end_block()

    def _end_block(self) -> None:
        texts = self.texts
        if texts and texts[-1] is not _END:
            texts.append(_END)


def count_words(text: str) -> int:
    """Count the words of some visible text."""
    if OBJECT in text:
        text = text.replace(OBJECT, " ")
    # A dash, a bullet or a quotation mark that stands alone is no word.
    if text.isascii():
        kinds = text.encode().translate(_KINDS).split()
        return len(kinds) - kinds.count(b".") - kinds.count(b"..")
    text, dense = DENSE.subn(" ", DENSE_MARKS.sub(" ", text))
    words = text.split()
    brief = [word for word in words if len(word) < 3]
    lone = sum([1 for word in brief if not (word.isalnum() or any(map(str.isalnum, word)))])
    return len(words) - lone + (dense + 1) // 2


def _replace(runs: Iterable[Run], texts: Sequence[str], text: str, language: str) -> None:
    """Distribute the replacements in a text to the runs that they stand in."""
    waiting = replacements(text, language)
    if not waiting:
        return
    ends = list(accumulate(map(len, texts)))
    following = iter([*waiting, (len(text) + 1, 0, "")])
    first, last, mark = next(following)
    for element, is_tail, index in runs:
        end = ends[index]
        if first >= end:
            continue
        done = end - len(texts[index])
        while first < done:
            first, last, mark = next(following)
        parts: list[str] = []
        while first < end:
            parts.append(text[done:first])
            parts.append(mark)
            done = max(done, last)
            first, last, mark = next(following)
        if parts:
            parts.append(text[done:end])
            _put(element, "".join(parts), is_tail=is_tail)


def _put(element: Element, text: str, *, is_tail: bool) -> None:
    if is_tail:
        element.tail = text
    else:
        element.text = text


def plain(root: Element, holes: str = "") -> str:
    """Return the words of some text as one line, with the holes of some kinds."""
    parts: list[str] = []
    _gather(root, parts, holes)
    return " ".join(unmask("".join(parts)).split())


def _gather(element: Element, parts: list[str], holes: str) -> None:
    if element.text:
        parts.append(element.text)
    for child in element:
        if child.tag == PIECE:
            hole = child.text or ""
            if hole[1:2] and hole[1:2] in holes:
                parts.append(hole)
        elif child.tag not in ("script", "style"):
            _gather(child, parts, holes)
        if child.tail:
            parts.append(child.tail)
