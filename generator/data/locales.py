"""How languages write dates and numbers: a language is one entry of one table.

What is said in English throughout (alternative texts, problems, the preview's desk) asks for none.
What readers move in the browser is written by ``format.js``, which knows English alone so far.
"""

from functools import cache

from msgspec import Struct

from generator.markup.quotation import tags_of


class Locale(Struct, frozen=True):
    """A language's words and patterns for dates, and its marks in numbers.

    Days begin with Monday. Dates stand in full, short, and as a month alone; ``units`` follow
    ones, thousands, millions and so on.
    """

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]
    date: str
    short_date: str
    month: str
    short_month: str
    decimal: str
    thousands: str
    percent: str
    units: tuple[str, ...]

    def localized(self, number: str) -> str:
        """Return a number that is written the English way with this language's marks."""
        return number.translate(_marks(self.decimal, self.thousands))


@cache
def _marks(decimal: str, thousands: str) -> dict[int, str]:
    return str.maketrans({".": decimal, ",": thousands})


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LOCALES = {
    "en": Locale(
        months=_words(
            "January February March April May June July August September October November December"
        ),
        short_months=_words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        days=_words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        short_days=_words("Mon Tue Wed Thu Fri Sat Sun"),
        date="%-d %B %Y",
        short_date="%-d %b %Y",
        month="%B %Y",
        short_month="%b %Y",
        decimal=".",
        thousands=",",
        percent="%",
        units=("", "K", "M", "B", "T"),
    ),
}
"""The languages by their tags; a region of one may have an entry of its own, such as ``en-gb``."""
ENGLISH = LOCALES["en"]


def locale_of(language: str) -> Locale:
    """Return how a language writes, English where it is not in the table."""
    return next((LOCALES[tag] for tag in tags_of(language) if tag in LOCALES), ENGLISH)
