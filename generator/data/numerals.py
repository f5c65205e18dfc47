"""Numbers as people write them: with a comma, thousands apart, per cent, and in a currency.

A notation is only taken where a whole column agrees in it, or its author states it.
"""

import math
import re
from collections.abc import Collection
from decimal import Decimal
from unicodedata import decimal

from msgspec import Struct

from generator.problems.regex import regex

_CODES = (
    "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EUR GBP HKD HUF IDR ILS INR ISK JPY KRW"
    " MXN MYR NOK NZD PHP PLN RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR"
).replace(" ", "|")
_UNIT = rf"(?:%|‰|(?:US|CA|AU|NZ|HK|A|C|R|S)?\$|[€£¥₹₩₺₽₴₪₫฿]|{_CODES}|kr\.?|zł|Kč|Ft|lei)"
_WRITTEN = regex(
    rf"(?P<open>\()?(?P<sign>[-+\u2212\u2013]?)\s*(?P<before>{_UNIT}?)\s*(?P<later>[-\u2212]?)"
    rf"(?P<body>\d[\d.,'\s]*\d|\d|[.,]\d+)(?P<power>[eE][-+]?\d+)?\s*(?P<after>{_UNIT}?)(?P<close>\))?\Z"
)
_PHONE = regex(r"\s*\+\d{7}")
_APART = str.maketrans("\u00a0\u202f\u2009\u2007\u2019\u066b\u066c\u066a", "    '.,%")
_FITS = {
    mark: regex(
        rf"(?:(?P<grouped>[1-9]\d{{0,2}}(?P<group>[{groups}])\d{{3}}(?:(?P=group)\d{{3}})*"
        rf"{'|[1-9][0-9]?(?:,[0-9][0-9])+,[0-9]{3}' if mark == '.' else ''})"
        rf"|(?P<whole>0|[1-9]\d*)?)(?:{re.escape(mark)}(?P<decimals>\d+))?\Z"
    )
    for mark, groups in ((".", ",' "), (",", ".' "))
}
_PARTS = {"%": 100, "‰": 1000}
ABSENT = frozenset(("-", "\u2013", "\u2014", "\u2212", ".", "..", "...", "\u2026", ":",
                    "k.a.", "k. a.", "n.a.", "n. a.", "n/a", "n.v.", "n.d."))  # fmt: skip
"""What stands in a table of numbers where there is none, in small letters."""


class Numeral(Struct, frozen=True):
    """The parts of a written number: its digits and marks, its sign, and its unit."""

    body: str
    is_negative: bool
    unit: str
    power: str = ""


def numeral(text: str) -> Numeral | None:
    """Take a written number apart."""
    plain = text.strip()
    match = _WRITTEN.match(plain if plain.isascii() else _in_latin(plain))
    if match is None:
        return None
    opened, sign, before, later, body, power, after, closed = match.groups()
    signs = (opened or "") + sign.replace("+", "") + later
    if bool(opened) != bool(closed) or len(signs) > 1 or (before and after):
        return None
    if sign == "+" and _PHONE.match(plain):
        return None
    return Numeral(body, bool(signs), before or after, power or "")


def _in_latin(text: str) -> str:
    """Return a text with the digits and marks of other scripts as those of this one."""
    return "".join(str(decimal(each, each)) for each in text.translate(_APART))


def _valued(written: Numeral, fit: re.Match[str]) -> int | float:
    """Return a number by its parts; per cent are parts of 1. Raises ValueError."""
    whole, decimals, parts = fit["whole"], fit["decimals"], _PARTS.get(written.unit)
    digits = whole or re.sub(r"\D", "", fit["grouped"] or "0")
    number: int | float
    if not (decimals or written.power or parts):
        number = int(digits)
    elif math.isinf(number := _decimal(f"{digits}.{decimals or 0}{written.power}", parts)):
        raise ValueError
    return -number if written.is_negative and number else number


def _decimal(text: str, parts: int | None) -> float:
    return float(Decimal(text) / parts) if parts else float(text)


def stated_number(text: str, mark: str) -> int | float:
    """Read a number whose decimal mark is stated; any other may part thousands.

    Raises ValueError.
    """
    written = numeral(text)
    fit = written and _FITS[mark].match(written.body)
    if not (written and fit):
        raise ValueError
    return _valued(written, fit)


class Numbers(Struct, frozen=True):
    """What a column's texts are as numbers; nothing where they do not agree in a notation."""

    by_text: dict[str, int | float] | None = None
    mark: str = ""
    """What stands before decimals, where the texts prove it."""
    unsure: str = ""
    """A text that is one number with a decimal comma, and another without."""


def numbers_of(texts: Collection[str]) -> Numbers:
    """Read the texts of a column as numbers, in the notation that all of them prove."""
    written = {text: each for text in texts if (each := numeral(text))}
    if len(written) < len(texts) or len({each.unit for each in written.values()}) > 1:
        return Numbers()
    readings = {mark: made for mark in _FITS if (made := _reading(written, mark)) is not None}
    if len(readings) == 1:
        ((mark, made),) = readings.items()
        return Numbers(made, mark)
    if not readings or readings["."] == readings[","]:
        return Numbers(readings.get("."))
    if mark := _proved_mark([each.body for each in written.values()]):
        return Numbers(readings[mark], mark)
    return Numbers(
        unsure=next(each for each in written if readings["."][each] != readings[","][each])
    )


def _reading(written: dict[str, Numeral], mark: str) -> dict[str, int | float] | None:
    fits = [fit for each in written.values() if (fit := _FITS[mark].match(each.body))]
    groups = {fit["group"] for fit in fits if fit["group"]}
    if len(fits) < len(written) or len(groups) > 1:
        return None
    if groups and any(len(fit["whole"] or "") > 4 for fit in fits):
        return None
    try:
        made = {text: _valued(written[text], fit) for text, fit in zip(written, fits)}
    except ValueError:
        return None
    return None if any(type(each) is int and is_changed(each) for each in made.values()) else made


def is_changed(number: int) -> bool:
    """Tell whether JavaScript, whose numbers are all doubles, has another number."""
    return 2**53 < abs(number) < 2**1023 and int(float(number)) != number


def _proved_mark(bodies: Collection[str]) -> str:
    """Tell the decimal mark where each mark that stands has three digits behind it.

    Who leaves out the zeros behind a decimal mark (950) writes none there (31,000).
    """
    marked = [body for body in bodies if not body.isdigit()]
    if len(marked) == len(bodies) or not any(body.endswith("0") for body in marked):
        return ""
    return "." if "," in marked[0] else ","
