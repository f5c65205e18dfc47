"""Which columns of numbers hold years: what their names say, or how their values follow."""

import re
from collections.abc import Iterable
from typing import Any

FIRST, LAST = 1000, 2299
_FIRST_UNNAMED, _LAST_UNNAMED = 1700, 2100
_LEAST = 3
"""So many years in a row are taken for years under a name that says nothing."""
_WORDS = frozenset(
    """year years yr yrs yyyy jahr jahre år aar år año años ano anos année annee années an anno anni
    jaar jaren vuosi rok lata rocznik godina год سنة عام שנה वर्ष 年 年份 年度
    built founded established gebaut erbaut gegründet""".split()
)
_ENDINGS = ("year", "jahr", "år", "jaar", "vuosi")
_SHORTEST = 6
_LINKS = frozenset("of der des de du di da av af van della".split())
_RATES = frozenset("per pro par por pr".split())
_PARTS = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def named_year(name: str) -> bool:
    """Tell whether a column's name says that it holds years: ``tax_year``, ``Jahr der Wahl``."""
    parts = [part.casefold() for part in _PARTS.findall(_HUMP.sub(" ", name))]
    if not parts or _RATES & set(parts):
        return False
    return _is_year(parts[-1]) or (_is_year(parts[0]) and parts[1] in _LINKS)


def _is_year(word: str) -> bool:
    return word in _WORDS or (len(word) >= _SHORTEST and word.endswith(_ENDINGS))


def are_years(values: Iterable[Any]) -> bool:
    """Tell whether values may be years: whole numbers of four digits, up to the 23rd century."""
    return bool(_years(values, FIRST, LAST))


def follow_as_years(values: Iterable[Any]) -> bool:
    """Tell whether values are years of our times with none left out between them."""
    found = _years(values, _FIRST_UNNAMED, _LAST_UNNAMED)
    return len(found) >= _LEAST and max(found) - min(found) + 1 == len(found)


def _years(values: Iterable[Any], first: int, last: int) -> set[int]:
    """Return different years, none where a value is something else."""
    found: set[int] = set()
    for value in values:
        if value is None:
            continue
        if type(value) is not int or not first <= value <= last:
            return set()
        found.add(value)
    return found
