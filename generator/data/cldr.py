"""Unicode's CLDR as Babel carries it, read into the fields of a ``Locale``.

Babel is imported where it is asked: a site in English needs none of it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from generator.markup.quotation import tags_of
from generator.problems.regex import regex

if TYPE_CHECKING:
    from babel import Locale as Cldr

_TOKEN = regex(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']")
_NUMBER = regex(r"[#0][#0.,]*")
_TURNS = regex("[\u200e\u200f\u061c]")
"""Marks that turn the direction of writing; around a sign d3 cannot place them well."""
_DIRECTIVES = {
    "y": "%Y", "yy": "%y", "yyyy": "%Y", "M": "%-m", "MM": "%m", "MMM": "%b", "MMMM": "%B",
    "L": "%-m", "LL": "%m", "LLL": "%b", "LLLL": "%B", "d": "%-d", "dd": "%d",
    "E": "%a", "EEE": "%a", "ccc": "%a", "EEEE": "%A", "cccc": "%A",
    "H": "%-H", "HH": "%H", "h": "%-I", "hh": "%I", "m": "%-M", "mm": "%M", "a": "%p",
}  # fmt: skip
_DAYS = range(7)
_FEW, _MOST_FEW = 3, 10
"""Arabic has words of their own for so many."""
_MONTHS = range(1, 13)
# CLDR has this as "minimum grouping digits", which Babel leaves out.
_SPARSE = frozenset(("bg", "et", "hu", "it", "lv", "pl", "sl"))
_SPARSE_IN = {"es": ("", "ES", "EA", "GQ", "IC", "PH"), "pt": ("AO", "CH", "CV", "GQ", "GW", "LU",
              "MO", "MZ", "PT", "ST", "TL")}  # fmt: skip


def cldr_of(language: str) -> "Cldr | None":
    """Return what Babel knows by a tag, or by the tag without its last parts."""
    from babel import Locale as Cldr
    from babel import UnknownLocaleError

    for tag in tags_of(language):
        try:
            return Cldr.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def fields_of(language: str) -> dict[str, Any]:
    """Return how a language writes, empty where CLDR does not know it."""
    cldr = cldr_of(language)
    return {} if cldr is None else {**_words(cldr), **_patterns(cldr), **_numbers(cldr)}


def _words(cldr: "Cldr") -> dict[str, Any]:
    months, days = cldr.months, cldr.days
    periods = cldr.day_periods["format"]["abbreviated"]

    def told(kind: Mapping[str, Any], width: str, numbers: range) -> tuple[str, ...]:
        return tuple(str(kind[width][number]) for number in numbers)

    return {
        "months": told(months["format"], "wide", _MONTHS),
        "short_months": told(months["format"], "abbreviated", _MONTHS),
        "months_alone": told(months["stand-alone"], "wide", _MONTHS),
        "short_months_alone": told(months["stand-alone"], "abbreviated", _MONTHS),
        "days": told(days["format"], "wide", _DAYS),
        "short_days": told(days["format"], "abbreviated", _DAYS),
        "periods": (str(periods.get("am", "AM")), str(periods.get("pm", "PM"))),
        "direction": cldr.text_direction,
        "first_day": _first_day(cldr),
    }


def _first_day(cldr: "Cldr") -> int:
    """Return where a week begins, counted from Monday, in the land where most speak a language."""
    from babel.core import get_global

    home = "" if cldr.territory else get_global("likely_subtags").get(str(cldr), "")
    return (cldr_of(home.replace("_", "-")) or cldr).first_week_day


def _patterns(cldr: "Cldr") -> dict[str, str]:
    """Return the patterns of dates as d3 and ``strftime`` have them."""
    known = cldr.datetime_skeletons

    def skeleton(name: str, otherwise: str) -> str:
        return _pattern(known[name].pattern, cldr) if name in known else otherwise

    long = _pattern(cldr.date_formats["long"].pattern, cldr)
    short = skeleton("yMMMd", _pattern(cldr.date_formats["medium"].pattern, cldr))
    time = _pattern(cldr.time_formats["short"].pattern, cldr)
    return {
        "date": long,
        "short_date": short,
        "month": skeleton("yMMMM", "%B %Y"),
        "short_month": skeleton("yMMM", "%b %Y"),
        "day": skeleton("MMMd", "%-d %b"),
        "weekday": skeleton("Ed", "%a %-d"),
        "year": skeleton("y", "%Y"),
        "quarter": _pattern("QQQ", cldr),
        "year_quarter": skeleton("yQQQ", f"{_pattern('QQQ', cldr)} %Y"),
        "time": time,
        "hour": skeleton("h", time) if "%p" in time else time,
    }


def _pattern(pattern: str, cldr: "Cldr") -> str:
    """Return a pattern of CLDR with the directives of ``strftime``; eras are left out."""

    def turned(match: re.Match[str]) -> str:
        literal, letter, whole = match[1], match[2], match[0]
        if letter == "Q":
            name = str(cldr.quarters["stand-alone"]["abbreviated"][1])
            return name.replace("1", "%q") if "1" in name else "Q%q"
        if letter:
            return _DIRECTIVES.get(whole, "")
        return (whole if literal is None else literal.replace("''", "'") or "'").replace("%", "%%")

    # Parts of a day such as "in the morning" are not known to d3.
    hours = pattern.replace("B", "").replace("h", "H") if "B" in pattern else pattern
    return re.sub(" {2,}", " ", _TOKEN.sub(turned, hours)).strip()


def _numbers(cldr: "Cldr") -> dict[str, Any]:
    symbols = cldr.number_symbols["latn"]
    number = cldr.decimal_formats[None].pattern.partition(";")[0].partition(".")[0]
    sizes = [len(part) for part in number.split(",")[1:]][::-1] or [3]
    currency = _around(cldr.currency_formats["standard"].pattern, "")
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"].replace("'", "\u2019"),
        "grouping": tuple(sizes),
        "least_grouped": 2 if _is_sparse(cldr) else 1,
        "minus": symbols["minusSign"].replace("-", "\u2212"),
        "percent": _around(cldr.percent_formats[None].pattern, symbols["percentSign"]),
        "currency": (_TURNS.sub("", currency[0]), _TURNS.sub("", currency[1])),
        "units": tuple(_units(**_short_forms(cldr))),
    }


def _is_sparse(cldr: "Cldr") -> bool:
    return cldr.language in _SPARSE or (cldr.territory or "") in _SPARSE_IN.get(cldr.language, ())


def _around(pattern: str, percent: str) -> tuple[str, str]:
    before, after = _NUMBER.split(pattern.partition(";")[0], maxsplit=1)
    return before.replace("%", percent), after.replace("%", percent)


def _short_forms(cldr: "Cldr") -> dict[str, Mapping[str, Any]]:
    """Return the patterns of short numbers, and those from three on where they are for few."""
    forms = cldr.compact_decimal_formats["short"]
    few = forms.get("few", {}) if cldr.plural_form(_MOST_FEW) == "few" else {}
    return {"other": forms["other"], "few": {**forms["other"], **few}}


def _units(other: Mapping[str, Any], few: Mapping[str, Any]) -> Iterator[tuple[int, int, str, str]]:
    """Yield the steps of short numbers; where nothing is put behind a number, it is not divided."""
    last: tuple[int, str, str] = (1, "", "")
    yield 0, *last
    for least in sorted(map(int, other)):
        one, three = (_step(kind[str(least)].pattern, least) for kind in (other, few))
        for start, step in ((least, one or last), (_FEW * least, three or one or last)):
            if step != last:
                yield start, *step
            last = step


def _step(pattern: str, least: int) -> tuple[int, str, str] | None:
    whole = re.sub("'([^']*)'", r"\1", pattern)
    before, zeros, after = re.split("(0+)", whole, maxsplit=1)
    return (10 * least // 10 ** len(zeros), before, after) if before + after else None
