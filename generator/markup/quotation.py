"""How languages quote, where they leave letters out, and what a quote is by its neighbours."""

import re
from functools import cache
from typing import NamedTuple
from unicodedata import category

from generator.problems.regex import regex

Quotes = tuple[str, str, str, str]
"""Double and single ones: opening, closing, opening, closing."""

OBJECT = "\ufffc"
"""Stands in a text for what readers see as one thing: code, a formula, a picture."""
PRIMES = {'"': "\u2033", "'": "\u2032"}
OPENING = frozenset("([{\u201c\u2018\u201e\u201a\u00ab\u2039\u00bf\u00a1\u300a\u300c\u300e\uff08")
CLOSING = frozenset(").,;:!?]}\u2026\u201d\u2019\u00bb\u203a\u3001\u3002\u300b\uff01\uff09\uff0c")

ENGLISH = ("\u201c", "\u201d", "\u2018", "\u2019")
GERMAN = ("\u201e", "\u201c", "\u201a", "\u2018")
NORDIC = ("\u201d", "\u201d", "\u2019", "\u2019")
ANGLED = ("\u00ab", "\u00bb", "\u201c", "\u201d")
EASTERN = ("\u00ab", "\u00bb", "\u201e", "\u201c")
POLISH = ("\u201e", "\u201d", "\u00ab", "\u00bb")
HUNGARIAN = ("\u201e", "\u201d", "\u00bb", "\u00ab")
CROATIAN = ("\u201e", "\u201d", "\u2018", "\u2019")
NORWEGIAN = ("\u00ab", "\u00bb", "\u2018", "\u2019")
SWISS = ("\u00ab", "\u00bb", "\u2039", "\u203a")
CORNERED = ("\u300c", "\u300d", "\u300e", "\u300f")
QUOTES: dict[str, Quotes] = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "et", "is", "lt", "mk"), GERMAN),
    **dict.fromkeys(("sv", "fi"), NORDIC),
    **dict.fromkeys(("es", "it", "pt", "el", "ca", "gl", "eu"), ANGLED),
    **dict.fromkeys(("ru", "uk", "be"), EASTERN),
    **dict.fromkeys(("pl", "ro"), POLISH),
    "hu": HUNGARIAN,
    **dict.fromkeys(("hr", "sr", "bs"), CROATIAN),
    "fr": ("\u00ab\u202f", "\u202f\u00bb", "\u201c", "\u201d"),
    "da": ("\u00bb", "\u00ab", "\u203a", "\u2039"),
    **dict.fromkeys(("no", "nb", "nn"), NORWEGIAN),
    # Regional habits that differ from those of the language.
    **dict.fromkeys(("de-ch", "de-li", "fr-ch", "it-ch"), SWISS),
    "pt-br": ENGLISH,
    **dict.fromkeys(("ja", "zh-tw", "zh-hk", "zh-hant"), CORNERED),
}
# What an apostrophe stands before in place of letters, where a quotation could begin.
ELIDED = {
    "": r"tis|twas|twere|twill|em|til|till|cause|bout|round|n|nuff",
    "nl": r"s|t|n|k|m|r|ns",
    "af": r"n|k|t",
    "de": r"s|n|ne|nen|nem|ner|nes|rein|raus|rum|runter|mal|drauf|drin",
}
# What a French author set apart with a space is not to begin a line.
FRENCH = regex(r""" (?<=\S )(?=(?:[!?]+|[;:])(?:\s|\Z)|[!?]+[)"'\u00bb]|\u00bb)|\u00ab (?=\S)""")
# Where a word was cut short, a quotation that goes on does not end.
CUT_SHORT = {
    "it": regex(r"\b(?:po|mo|be|di|fa|va|da|sta|to|ca)\Z", re.IGNORECASE),
}


class Habits(NamedTuple):
    """What a language wants; ``spaced`` finds spaces that set marks apart from their words."""

    quotes: Quotes
    elided: re.Pattern[str]
    cut_short: re.Pattern[str] | None
    spaced: re.Pattern[str] | None


@cache
def habits(language: str) -> Habits:
    """Return the habits of a language, or of English where none are known."""
    tags = tags_of(language)
    quotes = next((QUOTES[tag] for tag in tags if tag in QUOTES), ENGLISH)
    words = "|".join(filter(None, (ELIDED[""], ELIDED.get(tags[-1]))))
    # The word alone in quotes is a word in quotes.
    elided = re.compile(rf"'(?:{words})\b(?!')", re.IGNORECASE)
    return Habits(quotes, elided, CUT_SHORT.get(tags[-1]), FRENCH if tags[-1] == "fr" else None)


def tags_of(language: str) -> list[str]:
    """Return a language's tag and those that it falls back on: ``de-at`` and ``de``."""
    parts = language.lower().replace("_", "-").split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


@cache
def kind_of(character: str) -> str:
    """Return what a quote stands beside: a space, a word, a mark, or a script without spaces."""
    # A control code stands for a mark that its author wants as it is.
    if character < " ":
        return "space" if character in "\t\n\x0b" else "word"
    if character.isspace():
        return "space"
    if "\u2e80" <= character <= "\ud7ff" or "\uf900" <= character <= "\ufaff":
        return "dense"
    if "\uff00" <= character <= "\uffef" or character >= "\U00020000":
        return "dense"
    return "word" if character == OBJECT or category(character)[0] in "LNM" else "mark"


@cache
def sure_side(three: str) -> str:
    """Return what a quote between two others is where these tell, as they mostly do; else empty."""
    before, quote, after = three[0], three[1], three[2]
    left, right = kind_of(before), kind_of(after)
    if quote == "'":
        is_within = left == right == "word" and not (before.isdigit() and after.isdigit())
        return "within" if is_within and before > " " < after else ""
    if left == "space" and right == "word":
        return "open"
    is_end = right == "space" or (after in CLOSING and after not in PRIMES)
    is_doubtful = left == "space" or before in PRIMES or before.isdigit()
    return "close" if is_end and not is_doubtful else ""
