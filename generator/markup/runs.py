"""The visible text of each block: typographic marks are set in it, words are counted."""

from collections.abc import Iterable
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
_UNSEEN = frozenset(("script", "style", "svg", "math", "pre", "textarea"))

Run = tuple[Element | None, bool, str]
"""An element, whether its tail is meant and not its text, and that text."""


_END: Run = (None, False, f"\n{BREAK}")


class Runs:
    """Goes through the blocks of a page."""

    def __init__(self, language: str, *, typography: bool) -> None:
        self.language = language
        self.typography = typography
        self.runs: list[Run] = []

    def set(self, roots: Iterable[Element]) -> int:
        """Set the typographic marks of some trees, and return how many words they have."""
        for root in roots:
            self._inside(root)
            self._end_block()
        text = "".join([run[2] for run in self.runs])
        if self.typography and MARKS.search(text):
            _replace(self.runs, text, self.language)
        return count_words(text)

    def _inside(self, element: Element) -> None:
        if element.text:
            self.runs.append((element, False, element.text))
        for child in element:
            tag = child.tag
            if tag in INLINE:
                if tag in VERBATIM:
                    self.runs.append((None, False, OBJECT))
                else:
                    self._inside(child)
            elif tag == PIECE:
                self._piece(child.text or "")
            elif tag == "br":
                self.runs.append((None, False, "\n"))
            elif tag == "img":
                self.runs.append((None, False, OBJECT))
            elif tag in VERBATIM:
                self._end_block()
                if tag not in _UNSEEN:
                    self.runs.append((None, False, "".join(child.itertext())))
                    self._end_block()
            else:
                self._end_block()
                self._inside(child)
                self._end_block()
            if child.tail:
                self.runs.append((child, True, child.tail))

    def _piece(self, hole: str) -> None:
        """Add what fills a hole: values and titles count as words, a figure ends the block."""
        if hole.startswith("\x02V"):
            self.runs.append((None, False, _VALUE))
        elif hole.startswith("\x02W"):
            self.runs.append((None, False, _WORD))
        elif hole.startswith(("\x02F", "\x02C")):
            self._end_block()

    def _end_block(self) -> None:
        if self.runs and self.runs[-1] is not _END:
            self.runs.append(_END)


def count_words(text: str) -> int:
    """Count the words of some visible text."""
    if OBJECT in text:
        text = text.replace(OBJECT, " ")
    dense = 0
    if not text.isascii():
        text, dense = DENSE.subn(" ", DENSE_MARKS.sub(" ", text))
    words = text.split()
    # A dash, a bullet or a quotation mark that stands alone is no word.
    brief = [word for word in words if len(word) < 3]
    lone = sum([1 for word in brief if not (word.isalnum() or any(map(str.isalnum, word)))])
    return len(words) - lone + (dense + 1) // 2


def _replace(runs: list[Run], text: str, language: str) -> None:
    """Distribute a block's replacements to the runs that they stand in."""
    waiting = replacements(text, language)
    if not waiting:
        return
    following = iter([*waiting, (len(text) + 1, 0, "")])
    first, last, mark = next(following)
    start = 0
    for element, is_tail, run in runs:
        end = start + len(run)
        if first < end:
            parts: list[str] = []
            done = start
            while first < end:
                parts += (text[done:first], mark)
                done = max(done, last)
                first, last, mark = next(following)
            if element is not None:
                _put(element, "".join(parts) + text[done:end], is_tail=is_tail)
        start = end


def _put(element: Element, text: str, *, is_tail: bool) -> None:
    if is_tail:
        element.tail = text
    else:
        element.text = text


def plain(root: Element, *, holes: bool = False) -> str:
    """Return the words of some text as one line, for anchors and titles."""
    parts: list[str] = []
    _gather(root, parts, holes=holes)
    return " ".join(unmask("".join(parts)).split())


def _gather(element: Element, parts: list[str], *, holes: bool) -> None:
    if element.text:
        parts.append(element.text)
    for child in element:
        if child.tag == PIECE:
            if holes and (child.text or "").startswith("\x02V"):
                parts.append(child.text or "")
        elif child.tag not in ("script", "style"):
            _gather(child, parts, holes=holes)
        if child.tail:
            parts.append(child.tail)
