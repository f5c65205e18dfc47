"""How languages write dates and numbers; all but English is read from Unicode's CLDR.

What is written in the page, in its charts and by the browser's scripts comes of one ``Locale``:
the scripts get it as JSON, Vega in the form of d3 (``charts/vega/language.py``).
"""

from collections.abc import Sequence
from functools import cache
from typing import Literal, TypeAlias

from msgspec import Struct, structs

from generator.data.cldr import cldr_of, fields_of
from generator.markup.quotation import tags_of

Marks: TypeAlias = tuple[str, str]
"""What stands before a number, and behind it."""
CURRENCY = "\u00a4"
"""Stands for a currency's sign."""


class Locale(Struct, frozen=True):
    """A language's words and patterns for dates, and its marks in numbers.

    Days stand from Monday on; ``first_day`` is where a week begins among them. Months have another
    form where no day stands beside them. Digits are those of Europe in every language, for d3 knows
    no others in dates. ``units`` are the least number that has one, what it is divided by, and what
    stands before and behind it.
    """

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    months_alone: tuple[str, ...]
    short_months_alone: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]
    periods: tuple[str, str]
    date: str
    short_date: str
    month: str
    short_month: str
    day: str
    weekday: str
    year: str
    quarter: str
    year_quarter: str
    time: str
    hour: str
    decimal: str
    thousands: str
    grouping: tuple[int, ...]
    least_grouped: int
    """So many digits stand before the first mark, in a text: where these are 2, 1234 has none."""
    minus: str
    percent: Marks
    currency: Marks
    units: tuple[tuple[int, int, str, str], ...]
    direction: Literal["ltr", "rtl"] = "ltr"
    first_day: int = 0

    def week_of(self, days: Sequence[str]) -> tuple[str, ...]:
        """Return days that stand from Monday on as this language's weeks have them."""
        return (*days[self.first_day :], *days[: self.first_day])

    def localized(self, number: str, *, in_text: bool = False) -> str:
        """Return a number that is written the English way with this language's marks."""
        whole, point, rest = number.partition(".")
        if "," in whole:
            whole = self._grouped(whole.replace(",", ""), self.least_grouped if in_text else 1)
        return whole + (self.decimal + rest if point else "")

    def _grouped(self, digits: str, least: int) -> str:
        size, groups = self.grouping[0], list[str]()
        if len(digits) < size + least:
            return digits
        while len(digits) > size:
            groups.insert(0, digits[-size:])
            digits, size = digits[:-size], self.grouping[-1]
        return self.thousands.join((digits, *groups))

    def marks_of(self, currency: str) -> Marks:
        """Return what stands before and behind an amount of a currency, by its sign or its word.

        Words stand behind; codes such as EUR stand where signs do if those are set apart.
        """
        before, after = self.currency
        is_code = len(currency) == 3 and currency.isascii() and currency.isupper()
        if currency[-1:].isalpha() and not (is_code and before > CURRENCY):
            before, after = "", CURRENCY if currency >= "\u2e80" else f"\u00a0{CURRENCY}"
        return before.replace(CURRENCY, currency), after.replace(CURRENCY, currency)

    @property
    def is_english(self) -> bool:
        """Tell whether this is English, of whichever country."""
        return self.months == ENGLISH.months

    def without_day(self) -> "Locale":
        """Return the locale for a pattern that has no day: its months stand alone."""
        return _without_day(self)


@cache
def _without_day(locale: Locale) -> Locale:
    months, short_months = locale.months_alone, locale.short_months_alone
    return structs.replace(locale, months=months, short_months=short_months)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_MONTHS = _words(
    "January February March April May June July August September October November December"
)
_SHORT_MONTHS = _words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
ENGLISH = Locale(
    months=_MONTHS,
    short_months=_SHORT_MONTHS,
    months_alone=_MONTHS,
    short_months_alone=_SHORT_MONTHS,
    days=_words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    short_days=_words("Mon Tue Wed Thu Fri Sat Sun"),
    periods=("AM", "PM"),
    date="%-d %B %Y",
    short_date="%-d %b %Y",
    month="%B %Y",
    short_month="%b %Y",
    day="%-d %b",
    weekday="%a %-d",
    year="%Y",
    quarter="Q%q",
    year_quarter="Q%q %Y",
    time="%H:%M",
    hour="%H:%M",
    decimal=".",
    thousands=",",
    grouping=(3,),
    least_grouped=1,
    minus="\u2212",
    percent=("", "%"),
    currency=(CURRENCY, ""),
    units=(
        (0, 1, "", ""),
        (10**3, 10**3, "", "K"),
        (10**6, 10**6, "", "M"),
        (10**9, 10**9, "", "B"),
        (10**12, 10**12, "", "T"),
    ),
)
"""English that is no country's: the day stands before the month, as in most of the world."""


@cache
def locale_of(language: str) -> Locale:
    """Return how a language writes, English where CLDR does not know it."""
    fields = {} if tags_of(language) == ["en"] else fields_of(language)
    return Locale(**fields) if fields else ENGLISH


def is_known_language(language: str) -> bool:
    """Tell whether CLDR knows a language, be it without its region."""
    return tags_of(language)[-1] == "en" or cldr_of(language) is not None
