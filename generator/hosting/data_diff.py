"""Numbers in prose and figures that change with a publication: what they were, what they are."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from msgspec import Struct

from generator.hosting.changes import Delivery, TargetChanges
from generator.problems import Place
from generator.problems.regex import regex
from generator.site.slug import SOURCES

BLOCKS: Final = frozenset(
    "p li dt dd h1 h2 h3 h4 h5 h6 figcaption blockquote summary div section article td th".split()
)
PASSED: Final = frozenset("script style svg table math time nav header footer aside".split())
"""What holds no prose of an author's."""
CELLS: Final = 4
"""So many cells of a figure's rows are shown; the rest is counted."""
BEFORE, AFTER = 4, 2
"""So many words around a number say which one is meant."""
_FIGURE = regex(r"figures/[^.]+\.png")
"""A figure's picture, its card, which lies in the folder of its name, and none in other colours."""
_NUMBER = regex(r"\d")
_EDGES = ".,;:!?()[]\"'“”‘’„»«"


class NumberChange(Struct, frozen=True):
    """A number that changes: where it is written, the words around it, what it was and is."""

    place: Place
    around: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.place}  {self.around}: {self.old} → {self.new}"


class _WordsOfPage(HTMLParser):
    """Gathers the words of each block of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[list[str]] = [[]]
        self._passed: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in PASSED:
            self._passed.append(tag)
        elif tag in BLOCKS:
            self.blocks.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in self._passed:
            del self._passed[self._passed.index(tag) :]
        elif tag in BLOCKS:
            self.blocks.append([])

    def handle_data(self, data: str) -> None:
        if not self._passed:
            self.blocks[-1] += data.split()


Block = tuple[str, ...]


def prose_of(page: bytes) -> Sequence[Block]:
    """Return the words of each block of a page's prose."""
    parser = _WordsOfPage()
    parser.feed(page.decode("utf-8", "replace"))
    return [tuple(block) for block in parser.blocks if block]


def changed_numbers(
    old: Sequence[Block], new: Sequence[Block]
) -> Iterator[tuple[Sequence[str], int, str]]:
    """Yield the words of new blocks, where a number among them is another one, and what it was."""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace":
            yield from _among_words(_joined(old[i1:i2]), _joined(new[j1:j2]))


def _joined(blocks: Sequence[Block]) -> Sequence[str]:
    """Return the words of blocks; each ends with an empty one."""
    return [word for block in blocks for word in (*block, "")]


def _among_words(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[Sequence[str], int, str]]:
    masked = ["#" if _NUMBER.search(word) else word for word in old]
    remasked = ["#" if _NUMBER.search(word) else word for word in new]
    matcher = SequenceMatcher(None, masked, remasked, autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            before, index = old[block.a + step].strip(_EDGES), block.b + step
            if before != new[index].strip(_EDGES):
                yield new, index, before


def _around(words: Sequence[str], index: int) -> tuple[Sequence[str], str]:
    """Return the words of a block before a number, and those around it as they are shown."""
    start = index
    while start and index - start < BEFORE and words[start - 1]:
        start -= 1
    end = index + 1
    while end < len(words) and end - index <= AFTER and words[end]:
        end += 1
    shown = (*words[start:index], "…", *words[index + 1 : end])
    return words[start:index], f'"{" ".join(shown)}"'


def line_of(source: str, before: Sequence[str]) -> int:
    """Return the line of a source that the words before a number stand in, or 0."""
    plain = [word.strip(_EDGES) for word in before if not _NUMBER.search(word)]
    lines = source.splitlines()
    for count in range(len(plain), 0, -1):
        wanted = " ".join(plain[-count:])
        found = [number for number, line in enumerate(lines, 1) if wanted in line]
        if found:
            return found[0]
    return 0


def changed_cells(old: bytes, new: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield the cells of a table that differ: what names them, what was there, what is."""
    before, after = _rows(old), _rows(new)
    head = after[0] if after else []
    if len(before) != len(after) or (before and before[0] != head):
        yield "rows", str(max(len(before) - 1, 0)), str(max(len(after) - 1, 0))
    for was, row in zip(before[1:], after[1:]):
        for name, one, other in zip(head, was, row):
            if one != other:
                yield f"{head[0]} {row[0]}, {name}", one, other


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8", "replace"))))


def _named(path: str, source: str) -> str:
    return f"{source}  figure {path.rpartition('/')[2].rpartition('.')[0]}"


class DataDiff(Struct, frozen=True):
    """What compares a delivery with what stands at a target; ``old`` reads a file there."""

    root: Path
    delivery: Delivery
    changes: TargetChanges
    origins: Mapping[str, str]
    old: Callable[[str], bytes]

    def lines(self) -> Iterator[str]:
        """Yield a line for each number that changes."""
        for path in self.changes.change:
            source = self.origins.get(path, "")
            if path.startswith("figures/") and path.endswith(".csv"):
                yield from self._figure(path, source)
            elif self._is_untold(path):
                yield f"{_named(path, source)}: its picture changes; no CSV tells which numbers"
            elif path.endswith(".html") and source.endswith(SOURCES) and "figures/" not in path:
                yield from map(str, self._prose(path, source))

    def _prose(self, path: str, source: str) -> Iterator[NumberChange]:
        old, new = prose_of(self.old(path)), prose_of(self.delivery.content(path))
        text = (self.root / source).read_text("utf-8", "replace")
        for words, index, was in changed_numbers(old, new):
            before, around = _around(words, index)
            place = Place(source, line_of(text, before))
            yield NumberChange(place, around, was, words[index].strip(_EDGES))

    def _is_untold(self, path: str) -> bool:
        """Return whether a file is the picture of a figure without a CSV to compare."""
        if not _FIGURE.fullmatch(path) or f"{path.rpartition('/')[0]}.png" in self.delivery.files:
            return False
        table = f"{path.removesuffix('.png')}.csv"
        return table not in self.delivery.files or table in self.changes.appear

    def _figure(self, path: str, source: str) -> Iterator[str]:
        figure = _named(path, source)
        cells = list(changed_cells(self.old(path), self.delivery.content(path)))
        for name, before, after in cells[:CELLS]:
            yield f"{figure}, {name}: {before} → {after}"
        if len(cells) > CELLS:
            yield f"{figure}: {len(cells) - CELLS} more cells change"
