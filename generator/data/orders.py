"""Orders that names have of themselves: months, weekdays, quarters, and numbers that begin them."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import product
from typing import Any, Literal

from generator.data.dates import LANGUAGES
from generator.data.locales import ENGLISH, Locale
from generator.problems.regex import regex

_MOST = 100
"""Names above which nobody looks for their order."""
_PREFIX = 3
"""So many letters of an English month or weekday tell which one it is."""
_WORD = regex(r"(?:(\d{4})[\s\-/.]*)?([^\W\d_]+)\.?(?:[\s\-/.,]*(\d{4}))?\Z")
_QUARTER = regex(r"(?:(\d{4})[\s\-/.]*)?[QqTtKk]([1-4])(?:[\s\-/.]*(\d{4}))?\Z")
_NUMBERED = regex(r"(?!\d+[./]\d+[./])([<>≤≥]?)\s*(\d+(?:\.\d+)?)(\s*\+)?")
_STARTS = frozenset(
    """ab ag ao ap au av cz de di do dé el en fe fr fé ge gi gr he hu ja je jo ju ke kw la li lo
    lu lö lø ma me mi mo mr mä må ni no oc ok on ot ou pa pe pi po pt qu sa se si so st su
    sy sá sö sø ta te ti to ve vi vr wo wr wt za zo śr""".split()
)
"""How months and weekdays begin in the languages that are known wherever they stand."""
_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
_Key = tuple[float, ...]
_LEAST, _SHARE, _LAST = 3, 0.75, (math.inf,)
"""Where so many names have an order, the few others stand behind them: ``unknown``, ``Total``."""


def own_order(values: Iterable[Any], locale: Locale = ENGLISH) -> list[str]:
    """Return names in the order that they have of themselves; none where that is the alphabet's."""
    names = _distinct(values)
    most: dict[str, _Key] = {}
    for key in _keys(names, locale):
        keys = {name: key(name.strip()) for name in names}
        if sum(map(bool, keys.values())) > sum(map(bool, most.values())):
            most = keys
        if keys and all(keys.values()):
            break
    known = sum(map(bool, most.values()))
    if not known or known < min(len(names), max(_LEAST, len(names) * _SHARE)):
        return []
    ordered = sorted(names, key=lambda name: (most[name] or _LAST, name))
    return ordered if ordered != names else []


def _distinct(values: Iterable[Any]) -> list[str]:
    """Return different texts by the alphabet, none where they are one or too many."""
    found: set[str] = set()
    for value in values:
        if isinstance(value, str) and value:
            found.add(value)
        if len(found) > _MOST:
            return []
    return sorted(found) if len(found) > 1 else []


def _keys(names: Collection[str], locale: Locale) -> Iterator[Callable[[str], _Key]]:
    for spoken in dict.fromkeys((ENGLISH, locale)):
        yield partial(_of_word, full=spoken.months, short=spoken.short_months)
        full, short = map(locale.week_of, (spoken.days, spoken.short_days))
        yield partial(_of_word, full=full, short=short)
    if all(name.strip()[:2].casefold() in _STARTS for name in names):
        for places in _foreign():
            yield partial(_of_foreign, places=places)
    yield _of_quarter
    yield _of_number


@cache
def _foreign() -> tuple[dict[str, int], ...]:
    """Return the places of months, and those of weekdays, by their names in other languages."""
    # CLDR is large, and few names begin as months and weekdays do.
    from babel.dates import get_day_names, get_month_names

    made = []
    for names_of in (get_month_names, get_day_names):
        found: dict[str, set[int]] = defaultdict(set)
        for width, context, language in product(_WIDTHS, _CONTEXTS, LANGUAGES[1:]):
            for place, name in names_of(width, context, language).items():
                found[name.casefold().rstrip(".")].add(place)
        made.append(
            {
                name: min(each)
                for name, each in found.items()
                if len(each) == 1 and len(name) >= _PREFIX  # two letters are codes as well
            }
        )
    made[0]["mrz"] = 3  # as spreadsheets in German have it
    return tuple(made)


def _of_foreign(name: str, places: Mapping[str, int]) -> _Key:
    match = _WORD.match(name)
    place = places.get(match[2].casefold()) if match else None
    return (_year(match), place) if match and place is not None else ()


def _of_word(name: str, full: tuple[str, ...], short: tuple[str, ...]) -> _Key:
    match = _WORD.match(name)
    word = match[2].casefold() if match else ""
    for at, pair in enumerate(zip(full, short, strict=True)):
        long, brief = (each.casefold().rstrip(".") for each in pair)
        if match and (word in (long, brief) or (len(word) >= _PREFIX and long.startswith(word))):
            return _year(match), at
    return ()


def _of_quarter(name: str) -> _Key:
    match = _QUARTER.match(name)
    return (_year(match), float(match[2])) if match else ()


def _year(match: re.Match[str]) -> float:
    return float(match[1] or match[3] or 0)


def _of_number(name: str) -> _Key:
    """Order ``<5``, ``5–9``, ``10–14`` and ``100+`` by their first number."""
    match = _NUMBERED.match(name)
    if not match:
        return ()
    side = -1.0 if match[1] in ("<", "≤") and match[1] else 1.0 if match[1] or match[3] else 0.0
    return float(match[2]), side
