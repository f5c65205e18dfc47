"""The nearest known word to a misspelt one."""

from collections.abc import Iterable
from difflib import get_close_matches

ALIKE, ALIKE_IF_SHORT = 0.7, 0.6
SHORT = 3
"""Of so few letters, two of which changed places, a third is another."""


def nearest(word: str, known: Iterable[str], alike: float | None = None) -> str | None:
    """Return the known word that looks most like the given one, if any looks so much alike."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    enough = alike or (ALIKE_IF_SHORT if len(word) <= SHORT else ALIKE)
    matches = get_close_matches(word.casefold(), by_folded, n=1, cutoff=enough)
    return by_folded[matches[0]] if matches else None


def suggestion(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the hint that asks for the nearest known word, or another where none is near."""
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else otherwise
