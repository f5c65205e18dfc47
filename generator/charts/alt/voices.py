"""The languages in which alternative texts are whole sentences."""

from generator.charts.alt.english import ENGLISH
from generator.charts.alt.german import GERMAN
from generator.charts.alt.swedish import SWEDISH
from generator.charts.alt.wording import Voice
from generator.data.locales import locale_of
from generator.markup.quotation import tags_of

_PHRASES = {"en": ENGLISH, "de": GERMAN, "sv": SWEDISH}


def voice_of(language: str) -> Voice:
    """Return the sentences of a language."""
    found = next((_PHRASES[tag] for tag in tags_of(language) if tag in _PHRASES), ENGLISH)
    return Voice(found, locale_of(language))
