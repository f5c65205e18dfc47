"""The order of names in a language: accents count little, some letters are their own.

Without ICU, which is 30 MB, this is what CLDR's rules come to for letters of Latin script. Names
in other scripts go by the order of Unicode: that of their alphabets, but for Chinese and kanji.
"""

import unicodedata
from functools import cache
from typing import Final

from generator.markup.quotation import tags_of

_NORDIC: Final = "z\u00e5\u00e4\u00f6"
_DANISH: Final = "z\u00e6\u00f8\u00e5"
_OWN_LETTERS: Final = {
    "sv": (_NORDIC,),
    "fi": (_NORDIC,),
    "da": (_DANISH,),
    "nb": (_DANISH,),
    "nn": (_DANISH,),
    "no": (_DANISH,),
    "es": ("n\u00f1",),
    "pl": (
        "a\u0105",
        "c\u0107",
        "e\u0119",
        "l\u0142",
        "n\u0144",
        "o\u00f3",
        "s\u015b",
        "z\u017a\u017c",
    ),
    "cs": ("c\u010d", "r\u0159", "s\u0161", "z\u017e"),
    "tr": ("c\u00e7", "g\u011f", "\u0131i", "o\u00f6", "s\u015f", "u\u00fc"),
}
"""Behind its first letter stand those that follow it in the alphabet of a language."""
_ELSEWHERE: Final = str.maketrans(
    {
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u00f8": "o",
        "\u0142": "l",
        "\u0111": "d",
        "\u00fe": "th",
        "\u00f0": "d",
    }
)
"""Letters that do not come apart into one and its accent."""

Rank = tuple[tuple[tuple[str, int], ...], str]


def rank(name: str, language: str) -> Rank:
    """Return what names of a language are sorted by; accents decide where all else is the same."""
    own, text = _own(tags_of(language)[-1]), unicodedata.normalize("NFC", name.casefold())
    letters = [part for each in text for part in ([own[each]] if each in own else _plain(each))]
    return tuple(letters), text


@cache
def _own(language: str) -> dict[str, tuple[str, int]]:
    groups = _OWN_LETTERS.get(language, ())
    return {each: (group[0], at) for group in groups for at, each in enumerate(group) if at}


def _plain(letter: str) -> list[tuple[str, int]]:
    parts = unicodedata.normalize("NFD", letter.translate(_ELSEWHERE))
    return [(each, 0) for each in parts if unicodedata.category(each) != "Mn"]
