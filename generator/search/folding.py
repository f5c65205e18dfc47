"""What a word is and which words are the same: ``browser/fold.js`` says it in the same way."""

from collections import Counter
from collections.abc import Iterator
from unicodedata import normalize

from generator.problems.regex import regex

LONGEST = 40
"""So many letters of a word count."""
UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u1000-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u3096"
    "\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Letters of scripts that part no words, or put endings to them: two in a row are a term."""
FIRST_UNSPACED = "\u0e01"
_SIGNS = "\u0900-\u0963\u0966-\u0df3"
"""Scripts of India, whose vowels are marks and belong to their word."""
_MARKED = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
_MARKS = regex(f"[{_MARKED}]")
_ALIKE = str.maketrans({"ς": "σ", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l"})
_PLAIN = regex("[a-z0-9]{2,}")
_BETWEEN = "’“”‘–—…\u00a0\u202f·×"
"""What stands between words in texts that are plain but for it."""
_RAW = regex(f"[\\w{_MARKED}{_SIGNS}{UNSPACED}]+")
_WORD = regex(f"[{UNSPACED}]+|(?:[^\\W_{UNSPACED}{_SIGNS}]|[{_SIGNS}])+")
SHORTEST_STEM = 4
_ENDING = regex(f"^(.{{{SHORTEST_STEM},}}?)(?:e[nrms]|ern|[ens])$")
_UNSPACED = regex(f"[{UNSPACED}]")


def fold(text: str) -> str:
    """Write a text without the differences that who searches leaves out: case, accents, forms."""
    if text.isascii():
        return text.lower()
    # Upper case first: only so is ß the same as ss everywhere.
    lower = normalize("NFKD", text).upper().lower().translate(_ALIKE)
    return normalize("NFKC", _MARKS.sub("", normalize("NFKD", lower)))


def count_terms(text: str) -> dict[str, int]:
    """Count the terms of a text."""
    for mark in _BETWEEN:
        text = text.replace(mark, " ")
    if text.isascii():
        plain = Counter(_PLAIN.findall(text.lower()))
        if max(map(len, plain), default=0) <= LONGEST:
            return plain
    counts: dict[str, int] = {}
    for word, count in Counter(_RAW.findall(text)).items():
        for term in _terms_in(word):
            counts[term] = counts.get(term, 0) + count
    return counts


def terms_of(text: str) -> list[str]:
    """Return the terms of a text in their order."""
    return [term for word in _RAW.findall(text) for term in _terms_in(word)]


def _terms_in(raw: str) -> Iterator[str]:
    if raw.isascii() and raw.isalnum():
        yield from (raw[:LONGEST].lower(),) if len(raw) > 1 else ()
        return
    for word in _WORD.findall(fold(raw)):
        if not is_unspaced(word):
            if len(word) > 1:
                yield word[:LONGEST]
        else:
            # What stands last begins no pair; alone it is found by who looks for one character.
            yield from map(str.__add__, word, word[1:])
            yield word[-1]


def stem(term: str) -> str:
    """Return a term without an ending as languages with compounds have it."""
    return _ENDING.sub(r"\1", term)


def is_unspaced(term: str) -> bool:
    """Tell whether a term begins with a letter of a script that is searched by pairs."""
    return term >= FIRST_UNSPACED and _UNSPACED.match(term) is not None
