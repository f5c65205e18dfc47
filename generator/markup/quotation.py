"""How languages quote, and where they leave letters out."""

import re
from functools import cache
from typing import NamedTuple

Quotes = tuple[str, str, str, str]
"""Double and single ones: opening, closing, opening, closing."""

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
# Where a word was cut short, a quotation that goes on does not end.
CUT_SHORT = {
    "it": re.compile(r"\b(?:po|mo|be|di|fa|va|da|sta|to|ca)\Z", re.IGNORECASE),
}


class Habits(NamedTuple):
    """What a language wants; ``spaced`` is whether it sets marks apart from their words."""

    quotes: Quotes
    elided: re.Pattern[str]
    cut_short: re.Pattern[str] | None
    spaced: bool


@cache
def habits(language: str) -> Habits:
    """Return the habits of a language, or of English where none are known."""
    tags = tags_of(language)
    quotes = next((QUOTES[tag] for tag in tags if tag in QUOTES), ENGLISH)
    words = "|".join(filter(None, (ELIDED[""], ELIDED.get(tags[-1]))))
    # The word alone in quotes is a word in quotes.
    elided = re.compile(rf"'(?:{words})\b(?!')", re.IGNORECASE)
    return Habits(quotes, elided, CUT_SHORT.get(tags[-1]), tags[-1] == "fr")


def tags_of(language: str) -> list[str]:
    """Return a language's tag and those that it falls back on: ``de-at`` and ``de``."""
    parts = language.lower().replace("_", "-").split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
