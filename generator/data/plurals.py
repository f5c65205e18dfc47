"""Plurals of whole numbers, as Unicode's CLDR has them for each language."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from generator.data.cldr import cldr_of
from generator.markup.quotation import tags_of

CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
_WHOLE = 1000
"""Numbers below it need every plural that their language has for them."""
_PERIOD = 100


@cache
def plurals_of(language: str) -> str:
    """Return the plurals of 0 to 199, each as its index among ``CATEGORIES``."""
    rule, _ = _rule(language)
    return "".join(str(CATEGORIES.index(rule(count))) for count in range(2 * _PERIOD))


def plural(plurals: str, count: int) -> str:
    """Return the plural of a number; one of three digits goes by its last two."""
    size = abs(count)
    return CATEGORIES[int(plurals[size if size < _PERIOD else size % _PERIOD + _PERIOD])]


@cache
def categories_of(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the plurals that a language's whole numbers need, and all that it has."""
    rule, tags = _rule(language)
    return _ordered(map(rule, range(_WHOLE))), _ordered(tags)


def _rule(language: str) -> tuple[Callable[[int], str], frozenset[str]]:
    # A site in English needs no Babel, which has the same.
    if tags_of(language)[-1] == "en":
        return lambda count: "one" if count == 1 else "other", frozenset(("one",))
    cldr = cldr_of(language)
    if cldr is None:
        return lambda _: "other", frozenset()
    return cldr.plural_form, frozenset(cldr.plural_form.tags)


def _ordered(names: Iterable[str]) -> tuple[str, ...]:
    found = {*names, "other"}
    return tuple(name for name in CATEGORIES if name in found)
