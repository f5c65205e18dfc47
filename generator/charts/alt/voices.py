"""How alternative texts are told in a language: in its sentences, or else in short."""

from generator.charts.alt.german import GERMAN
from generator.charts.alt.phrases import ENGLISH
from generator.charts.alt.swedish import SWEDISH
from generator.charts.alt.wording import Voice
from generator.data.locales import locale_of
from generator.data.words import Words
from generator.markup.quotation import tags_of

_PHRASES = {"en": ENGLISH, "de": GERMAN, "sv": SWEDISH}


def voice_of(language: str, words: Words) -> Voice:
    """Return how texts are told in a language, with what the theme calls charts there."""
    found = next((_PHRASES[tag] for tag in tags_of(language) if tag in _PHRASES), None)
    return Voice(found or ENGLISH, words, locale_of(language), is_short=found is None)
