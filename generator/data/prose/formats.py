"""Formats: how a value in prose is written, checked and applied."""

from collections.abc import Callable
from typing import Any

from generator.data.numbers import compact, money, number, percent, plain_number
from generator.data.prose.expression import Format
from generator.data.prose.moments import DEFAULT, Moment, unknown_directive, write_moment
from generator.data.prose.rows import Value, kind_of, shown
from generator.data.prose.tokens import spot_of
from generator.problems.fault import Fault

MOST_DIGITS = 12
NUMBERS: dict[str, Callable[..., str]] = {
    "number": number,
    "money": money,
    "percent": percent,
    "compact": compact,
}


def check_format(form: Format | None, text: str) -> list[Any]:
    """Return a format as a list: its name and its arguments. Raises Fault."""
    if form is None:
        return []
    kinds: tuple[type, ...] = {"money": (str, float), "date": (str,)}.get(form.name, (float,))
    takes = {"money": "a currency and a number of digits", "date": "a pattern"}
    told = f"{form.name} takes {takes.get(form.name, 'a number of digits')}"
    given = form.arguments
    if len(given) > len(kinds) or any(not isinstance(*pair) for pair in zip(given, kinds)):
        raise Fault(told, spot_of(text, form.at))
    digits = [each for each in given if isinstance(each, float)]
    if any(not 0 <= each <= MOST_DIGITS or each % 1 for each in digits):
        raise Fault(f"{told}, 0 to {MOST_DIGITS}", spot_of(text, form.at))
    odd = unknown_directive(str(given[0])) if form.name == "date" and given else ""
    if odd:
        raise Fault(f'a date has no "{odd}"', spot_of(text, form.at), f"such as {DEFAULT}")
    return [form.name, *(int(each) if isinstance(each, float) else each for each in given)]


def write_value(value: Value, form: list[Any]) -> str:
    """Write a value in its format. Raises TypeError where the two do not fit."""
    if value is None:
        raise TypeError("there is no value here")
    if form and form[0] == "date":
        if not isinstance(value, Moment):
            raise TypeError(f"date needs a date, and this is {kind_of(value)} ({shown(value)})")
        return write_moment(value, *form[1:])
    if form:
        if not isinstance(value, float):
            told = f"{kind_of(value)} ({shown(value)})"
            raise TypeError(f"{form[0]} needs a number, and this is {told}")
        return NUMBERS[form[0]](value, *form[1:])
    if isinstance(value, Moment):
        return write_moment(value)
    if isinstance(value, float):
        return plain_number(value)
    return str(value).lower() if isinstance(value, bool) else value
