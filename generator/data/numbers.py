"""Numbers as readers see them; ``browser/format.js`` writes them in the same way."""

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from generator.data.locales import ENGLISH, Locale

_FORM = re.compile(
    r"(?P<currency>\$?)(?P<comma>,?)(?:\.(?P<digits>\d+))?(?P<trim>~?)(?P<kind>[fd%]?)\Z"
)
MOST_DIGITS = 20
"""Neither d3 nor JavaScript writes more behind the point."""
_ZEROS = re.compile(r"\.?0+\Z")
MINUS = "\u2212"
NO_BREAK = "\u00a0"
# Enough for every digit of the largest number with its decimals.
_WIDE = Context(prec=400)
# Beyond these JavaScript writes an exponent.
_LEAST, _MOST = 1e-6, 1e21


def is_format(form: str) -> bool:
    """Tell whether a d3 format is one that ``format_number`` writes in full."""
    match = _FORM.match(form)
    return bool(form and match and (match["kind"] or not match["digits"]))


def format_number(value: Any, form: str = "", locale: Locale = ENGLISH) -> str:
    """Write a number by the usual d3 formats: ``,``, ``.2f``, ``$,.0f``, ``.1%``.

    Any other form leaves it as it is; the browser then writes it when the chart is alive.
    """
    if not isinstance(value, int | float) or isinstance(value, bool):
        return "" if value is None else str(value)
    match = _FORM.match(form)
    if match is None or not is_format(form):
        return plain_number(value, locale)
    text = _in_form(abs(value), match, locale)
    return f"{_sign(value, text)}{match['currency']}{text}"


def plain_number(value: float, locale: Locale = ENGLISH) -> str:
    """Write a number in at most twelve digits, without zeros at its end."""
    size = abs(float(f"{value:.12g}"))
    text = _decimal(size) if size == 0 or _LEAST <= size < _MOST else _exponent(size)
    return _sign(value, text) + locale.localized(text)


def money(
    value: float, currency: str = "$", digits: int | None = None, *, locale: Locale = ENGLISH
) -> str:
    """Write an amount; without ``digits`` cents stand only in amounts below 100."""
    if digits is None:
        digits = 0 if abs(value) >= 100 or value == int(value) else 2
    text = locale.localized(fixed(abs(value), digits, comma=True))
    is_word = currency[-1:].isalpha()
    amount = f"{text}{NO_BREAK}{currency}" if is_word else f"{currency}{text}"
    return _sign(value, text) + amount


def percent(value: float, digits: int | None = None, *, locale: Locale = ENGLISH) -> str:
    """Write a share of 1 as a percentage; without ``digits`` it has at most one decimal."""
    return format_number(value, ".1~%" if digits is None else f".{digits}%", locale)


def number(value: float, digits: int | None = None, *, locale: Locale = ENGLISH) -> str:
    """Write a number with its thousands apart; without ``digits`` it has at most two decimals."""
    return format_number(value, ",.2~f" if digits is None else f",.{digits}f", locale)


def compact(value: float, digits: int | None = None, *, locale: Locale = ENGLISH) -> str:
    """Write 69,299 as 69.3K; without ``digits`` with at most three figures in all."""
    step, size = 0, abs(value)
    while step + 1 < len(locale.units) and float(_scaled(size, step, digits)) >= 1000:
        step += 1
    text = _scaled(size, step, digits)
    return _sign(value, text) + locale.localized(text) + locale.units[step]


def _scaled(size: float, step: int, digits: int | None) -> str:
    scaled = size / 1000.0**step
    if digits is not None:
        return fixed(scaled, digits)
    text = fixed(scaled, 2 if scaled < 10 else 1 if scaled < 100 else 0)
    return _ZEROS.sub("", text) if "." in text else text


def fixed(size: float, digits: int, *, comma: bool = False) -> str:
    """Write a number that is not negative with this number of decimals, rounding halves up."""
    digits = min(digits, MOST_DIGITS)
    rounded = Decimal(size).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _WIDE)
    return format(rounded, ",f" if comma else "f")


def _in_form(size: float, match: re.Match[str], locale: Locale) -> str:
    comma = bool(match["comma"])
    if not match["kind"]:
        whole, dot, rest = plain_number(size).partition(".")
        text = (f"{int(whole):,}" if comma and whole.isdigit() else whole) + dot + rest
        return locale.localized(text)
    digits = min(int(match["digits"] or 6), MOST_DIGITS) if match["kind"] != "d" else 0
    text = fixed(size * 100 if match["kind"] == "%" else size, digits, comma=comma)
    if match["trim"] and "." in text:
        text = _ZEROS.sub("", text)
    return locale.localized(text) + locale.percent * (match["kind"] == "%")


def _sign(value: float, text: str) -> str:
    """Return the minus of a number, none where it is written as zero."""
    return MINUS if value < 0 and any(digit in "123456789" for digit in text) else ""


def _decimal(size: float) -> str:
    text = format(Decimal(repr(size)), "f")
    return _ZEROS.sub("", text) if "." in text else text


def _exponent(size: float) -> str:
    if not math.isfinite(size):
        return "∞" if size == math.inf else "–"
    digits, _, power = repr(size).partition("e")
    return f"{digits.removesuffix('.0')}e{int(power):+d}"
