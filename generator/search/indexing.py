"""INDEX: one page's share of the index."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import log2
from operator import itemgetter

from msgspec import json

from generator.engine import Made, Read, keep
from generator.search.folding import FIRST_UNSPACED, count_terms, is_unspaced
from generator.search.parts import PageIndex, SearchText
from generator.search.texts import PageSection, sections_of

TITLE, TAG, HEADING, TEXT = 6, 5, 3, 1
"""What a term counts where it stands."""
_SATURATION, _BY_LENGTH, _USUAL = 1.2, 0.75, 600
"""BM25's, with a usual length in place of the mean one: no page hangs on how long others are."""
_BLOCK, _PLANE = 64, 4096
"""Characters of scripts without spaces are grouped by so many."""
_first_two = itemgetter(slice(2))


def index_page(value: SearchText, read: Read) -> Made[PageIndex]:
    """Make what a result of a page shows, and its terms in groups."""
    sections = [each for each in sections_of(value, read) if each.text or each.heading]
    groups = _grouped(_counted(value, sections))
    shown, content = keep(json.encode(_shown(value, sections)))
    index = PageIndex(shown, "\t".join(groups), "\t".join(groups.values()))
    return Made(index, blobs=(content,))


def _counted(page: SearchText, sections: Sequence[PageSection]) -> dict[str, int]:
    counts = count_terms("\n".join([each.text for each in sections]))
    headings = "\n".join([each.heading for each in sections])
    for text, weight in ((page.title, TITLE), ("\n".join(page.tags), TAG), (headings, HEADING)):
        for term, count in count_terms(text).items():
            counts[term] = counts.get(term, 0) + weight * count
    return counts


def _grouped(counts: dict[str, int]) -> dict[str, str]:
    """Return the terms of each group in order, each with a letter for its part in the score."""
    # In steps, so that a word more leaves all other terms of a page as they are.
    length = 2 ** (round(2 * log2(max(sum(counts.values()), 1))) / 2)
    flat = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * length / _USUAL)
    letters = {each: chr(65 + int(26 * each / (each + flat))) for each in set(counts.values())}
    levelled = [term + letters[counts[term]] for term in sorted(counts)]
    if not levelled or levelled[-1] < FIRST_UNSPACED:
        return {group: " ".join(found) for group, found in groupby(levelled, _first_two)}
    groups: dict[str, list[str]] = {}
    for group, found in groupby(levelled, lambda each: group_of(each[:-1])):
        groups.setdefault(group, []).extend(found)
    return {group: " ".join(found) for group, found in groups.items()}


def group_of(term: str) -> str:
    """Return the group of a term: its first two letters, or a block of characters."""
    return chr(ord(term[0]) // _BLOCK * _BLOCK) if is_unspaced(term) else term[:2]


def wider_group(group: str) -> str:
    """Return the name of what holds small groups together, which is no group's own."""
    first = ord(group[0])
    return f"{chr(first // _PLANE * _PLANE) if first >= _PLANE else group[0]}_"


def _shown(page: SearchText, sections: Iterable[PageSection]) -> dict[str, object]:
    """Return what a result needs, under short names: it is loaded for each page that is shown."""
    parts = [(each.anchor, each.heading, each.text, each.figure) for each in sections]
    found = {"t": page.title, "u": page.url, "d": page.date[:10], "g": page.tags}
    said = {"l": page.language, "r": page.direction}
    return {**found, **{name: text for name, text in said.items() if text}, "s": parts}
