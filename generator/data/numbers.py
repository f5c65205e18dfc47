"""Numbers as readers see them; ``browser/format.js`` writes them in the same way."""

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import pairwise
from typing import Any

from generator.data.locales import ENGLISH, Locale, Marks
from generator.problems.regex import regex

_SIGN = r"(?:[A-Z]{1,3})?[$\u00a2-\u00a5\u0e3f\u20a0-\u20cf]|[A-Z]{3}|kr|z\u0142|K\u010d|Ft|Fr\."
"""A currency at the front of a format: its sign, its code, or a word that stands for one."""
_FORM = regex(
    rf"(?P<currency>{_SIGN}|)(?P<comma>,?)(?:\.(?P<digits>\d+))?(?P<trim>~?)(?P<kind>[fd%]?)\Z"
)
_CURRENCY = regex(rf"({_SIGN})(?=[,.\d~a-z%]+\Z)")
MOST_DIGITS = 20
"""Neither d3 nor JavaScript writes more behind the point."""
_ZEROS = regex(r"\.?0+\Z")
# Enough for every digit of the largest number with its decimals.
_WIDE = Context(prec=400)
# Beyond these JavaScript writes an exponent.
_LEAST, _MOST = 1e-6, 1e21
_SHORT = 4
"""So many digits of a short number need no mark between thousands."""


def is_format(form: str) -> bool:
    """Tell whether a d3 format is one that ``format_number`` writes in full."""
    match = _FORM.match(form)
    return bool(form and match and (match["kind"] or not match["digits"]))


def currency_in(form: str) -> str:
    """Return the currency that a d3 format begins with, such as ``€`` or ``EUR``; d3 has ``$``."""
    match = _CURRENCY.match(form)
    return match[1] if match else ""


def format_number(value: Any, form: str = "", locale: Locale = ENGLISH) -> str:
    """Write a number by the usual d3 formats: ``,``, ``.2f``, ``€,.0f``, ``.1%``.

    Thousands stand apart in every number that has some, as in a column. Any other form leaves
    it as it is; the browser then writes it when the chart is alive.
    """
    if not isinstance(value, int | float) or isinstance(value, bool):
        return "" if value is None else str(value)
    match = _FORM.match(form)
    if match is None or not is_format(form):
        return plain_number(value, locale)
    text = _in_form(abs(value), match)
    marks = locale.percent if match["kind"] == "%" else ("", "")
    marks = locale.marks_of(match["currency"]) if match["currency"] else marks
    return _marked(value, locale.localized(text), marks, locale)


def plain_number(value: float, locale: Locale = ENGLISH) -> str:
    """Write a number in at most twelve digits, without zeros at its end."""
    return _marked(value, locale.localized(_plain(value)), ("", ""), locale)


def money(
    value: float, currency: str = "$", digits: int | None = None, *, locale: Locale = ENGLISH
) -> str:
    """Write an amount; without ``digits`` cents stand only in amounts below 100."""
    if digits is None:
        digits = 0 if abs(value) >= 100 or value == int(value) else 2
    text = locale.localized(fixed(abs(value), digits, comma=True), in_text=True)
    return _marked(value, text, locale.marks_of(currency), locale)


def percent(value: float, digits: int | None = None, *, locale: Locale = ENGLISH) -> str:
    """Write a share of 1 as a percentage; without ``digits`` it has at most one decimal."""
    return format_number(value, ".1~%" if digits is None else f".{digits}%", locale)


def number(value: float, digits: int | None = None, *, locale: Locale = ENGLISH) -> str:
    """Write a number with its thousands apart; without ``digits`` it has at most two decimals."""
    text = fixed(abs(value), 2 if digits is None else digits, comma=True)
    text = _trimmed(text) if digits is None else text
    return _marked(value, locale.localized(text, in_text=True), ("", ""), locale)


def compact(value: float, digits: int | None = None, *, locale: Locale = ENGLISH) -> str:
    """Write 69,299 as 69.3K; without ``digits`` with at most three figures in all."""
    size, last = abs(value), (math.inf, 1, "", "")
    steps = pairwise((*locale.units, last))
    text, before, after = next(
        (text, before, after)
        for (_, divisor, before, after), (least, *_) in steps
        if float(text := _scaled(size / divisor, digits)) < least / divisor
    )
    grouped = f"{int(text):,}" if text.isdigit() and len(text) > _SHORT else text
    return _marked(value, locale.localized(grouped), (before, after), locale)


def _scaled(size: float, digits: int | None) -> str:
    if digits is not None:
        return fixed(size, digits)
    return _trimmed(fixed(size, 2 if size < 10 else 1 if size < 100 else 0))


def _trimmed(text: str) -> str:
    return _ZEROS.sub("", text) if "." in text else text


def fixed(size: float, digits: int, *, comma: bool = False) -> str:
    """Write a number that is not negative with this number of decimals, rounding halves up."""
    digits = min(digits, MOST_DIGITS)
    rounded = Decimal(size).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _WIDE)
    return format(rounded, ",f" if comma else "f")


def _in_form(size: float, match: re.Match[str]) -> str:
    comma = bool(match["comma"])
    if not match["kind"]:
        whole, dot, rest = _plain(size).partition(".")
        return (f"{int(whole):,}" if comma and whole.isdigit() else whole) + dot + rest
    digits = min(int(match["digits"] or 6), MOST_DIGITS) if match["kind"] != "d" else 0
    text = fixed(size * 100 if match["kind"] == "%" else size, digits, comma=comma)
    return _trimmed(text) if match["trim"] else text


def _marked(value: float, text: str, marks: Marks, locale: Locale) -> str:
    """Put a number's marks around it, and its minus before all, as d3 does; zero has none."""
    minus = locale.minus if value < 0 and any(digit in "123456789" for digit in text) else ""
    return f"{minus}{marks[0]}{text}{marks[1]}"


def _plain(value: float) -> str:
    size = abs(float(f"{value:.12g}"))
    return _decimal(size) if size == 0 or _LEAST <= size < _MOST else _exponent(size)


def _decimal(size: float) -> str:
    return _trimmed(format(Decimal(repr(size)), "f"))


def _exponent(size: float) -> str:
    if not math.isfinite(size):
        return "∞" if size == math.inf else "–"
    digits, _, power = repr(size).partition("e")
    return f"{digits.removesuffix('.0')}e{int(power):+d}"
