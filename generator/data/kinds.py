"""Values of one column: what type they have, and how they look in that type."""

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from msgspec import Struct, structs

from generator.data.dataset import ColumnType, Doubt
from generator.data.dates import has_offset, iso_date, on_the_clock, order_of, parsed
from generator.data.doubts import doubt_of
from generator.data.numerals import ABSENT, Numbers, is_changed, numbers_of, stated_number
from generator.problems.regex import regex

MISSING = frozenset(
    ("", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
     "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null")
)  # fmt: skip
_NUMBER = regex(
    r"\s*[-+]?(?:[0-9]+(?P<decimals>\.[0-9]*)?|(?P<only>\.[0-9]+))(?P<power>[eE][-+]?[0-9]+)?\s*\Z"
)
_ALL_WHOLE = regex(r"(?:-?(?:0|[1-9][0-9]{0,14})\0)+")
_ALL_DECIMAL = regex(r"(?:[-+]?[0-9]{1,18}\.[0-9]{1,30}\0)+")
_ALL_APART = regex(r"(?:-?(?:0|[1-9][0-9]{0,2}(?:\.[0-9]{3})*)\0)+")
_CODE = regex(r"\s*(?:[-+]?0[0-9]+|\+[0-9]{7,})\s*\Z")
"""Zeros before a number, and a plus before a long one, are of codes and of telephones."""
_TWO_LETTERS = regex(r"[A-Z]{2}")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class Typed(Struct, frozen=True):
    """A column's type and its values in it; ``zone`` is where the clocks stand that times show.

    ``doubt`` is why it may have been meant otherwise, ``mark`` what its decimals stand behind.
    """

    type: ColumnType
    values: list[Any]
    zone: str = ""
    doubt: Doubt | None = None
    mark: str = ""


def infer_cells(cells: Sequence[str], zone: str = "", decimal: str = "") -> Typed:
    """Tell the type of a column of text cells.

    Times with an offset are shown in the zone. A decimal mark is the one that is stated.
    """
    plain = plain_numbers(cells, decimal)
    if plain is not None:
        return Typed("number", plain)
    if decimal and (stated := _with_mark(cells, decimal)):
        return stated
    # Dates and words mostly repeat themselves, so each is looked at once.
    every = dict.fromkeys(cells)
    distinct = [cell for cell in every if cell not in MISSING]
    for kind, convert in _INFERRED:
        if (values := convert(distinct)) is None:
            continue
        proved = Numbers()
        if kind == "number" and _ALL_APART.fullmatch("\0".join((*distinct, ""))):
            proved = numbers_of(distinct)
        values = proved.by_text or values
        made = Typed(kind, [values.get(cell) for cell in cells], mark=proved.mark)
        return clocked(made, zone) if kind == "date" else made
    return _as_written(cells, distinct, zone)


def _with_mark(cells: Sequence[Any], decimal: str) -> Typed | None:
    """Read a column of texts as numbers whose decimal mark is stated; codes stay."""
    texts = dict.fromkeys(cell for cell in cells if isinstance(cell, str))
    present = [each for each in texts if each not in MISSING and each.lower() not in ABSENT]
    values = _converted(present, lambda cell: stated_number(cell, decimal))
    if not values or any(type(each) is int and is_changed(each) for each in values.values()):
        return None
    return Typed("number", _looked_up(cells, values), mark=decimal)


def plain_numbers(cells: Collection[str], decimal: str = "") -> list[Any] | None:
    """Convert a column of nothing but plain numbers of one kind, as large files have them."""
    joined = "\0".join((*cells, ""))
    if joined.count("\0") != len(cells):
        return None
    if _ALL_WHOLE.fullmatch(joined):
        return list(map(int, cells))
    is_decimal = decimal != "," and _ALL_DECIMAL.fullmatch(joined)
    return list(map(float, cells)) if is_decimal else None


def _converted(distinct: Iterable[str], convert: Callable[[str], Any]) -> dict[str, Any] | None:
    try:
        return {cell: convert(cell) for cell in distinct}
    except ValueError:
        return None


def _inferred_numbers(distinct: Collection[str]) -> dict[str, Any] | None:
    plain = plain_numbers(distinct)
    if plain is None:
        return _converted(distinct, inferred_number)
    return dict(zip(distinct, plain, strict=True))


def _as_written(cells: Sequence[Any], distinct: Sequence[str], zone: str) -> Typed:
    """Read numbers and dates as people write them, where all texts of a column agree."""
    present = [cell for cell in distinct if cell.strip().lower() not in ABSENT]
    numbers = numbers_of(present) if present else None
    if numbers and numbers.by_text is not None:
        return Typed("number", _looked_up(cells, numbers.by_text), mark=numbers.mark)
    plain = _inferred_numbers(present)
    if present and plain is not None:
        return Typed("number", _looked_up(cells, plain))
    order = order_of(present)
    if order.pattern:
        dates = {cell: parsed(cell.strip(), order.pattern) for cell in present}
        return Typed("date", _looked_up(cells, dates))
    dates_iso = _converted(present, iso_date)
    if present and dates_iso is not None:
        return clocked(Typed("date", _looked_up(cells, dates_iso)), zone)
    return _texts(cells, distinct)


def _looked_up(cells: Sequence[Any], values: dict[str, Any]) -> list[Any]:
    return [values.get(cell) if isinstance(cell, str) else cell for cell in cells]


def _texts(cells: Sequence[Any], distinct: Sequence[str]) -> Typed:
    # Among countries NA is Namibia, among continents North America.
    is_codes = bool(distinct) and all(map(_TWO_LETTERS.fullmatch, distinct))
    missing = MISSING - {"NA"} if is_codes else MISSING
    values = [None if cell in missing else cell for cell in cells]
    return Typed("text", values, doubt=None if is_codes else doubt_of(cells, distinct))


def clocked(made: Typed, zone: str, *, is_exact: bool = False) -> Typed:
    """Take the offsets off times; times without one are taken for the same clocks."""
    distinct = [each for each in dict.fromkeys(made.values) if each and has_offset(each)]
    if not distinct:
        return made
    clock = on_the_clock(distinct, zone, is_exact=is_exact)
    moved = dict(zip(distinct, clock.times, strict=True))
    values = [moved.get(value, value) for value in made.values]
    without = [(at, v) for at, v in enumerate(made.values) if v is not None and v not in moved]
    doubt = None
    if without:
        at, odd = without[0]
        count = sum(1 for value in made.values if value is not None)
        told = (
            f"{count - len(without):,} of {count:,} times of {{}} have an offset; the first without"
        )
        hint = "write it in all of them or in none"
        doubt = Doubt(f'{told} is "{odd}"', hint, at, is_certain=True)
    elif clock.spread:
        told = "the times of {} are written by clocks of several zones, and are shown as written"
        hint = "name the zone to show them in: timezone in site.yaml"
        doubt = Doubt(told, hint, is_certain=True)
    return structs.replace(made, values=values, zone=clock.zone if not doubt else "", doubt=doubt)


def infer_values(values: list[Any], zone: str = "", decimal: str = "") -> Typed:
    """Tell the type of a column of JSON values, and read texts that are written numbers or dates.

    Plain numbers that stand in quotes are meant to be texts.
    """
    made = plain_values(values)
    present = [value for value in values if value is not None]
    texts = [value for value in present if isinstance(value, str)]
    if made.type != "text" or not texts:
        return clocked(made, zone) if made.type == "date" else made
    distinct = [each for each in dict.fromkeys(texts) if each not in MISSING]
    if len(texts) < len(present):
        return _mixed(values, present, distinct)
    if decimal and (stated := _with_mark(values, decimal)):
        return stated
    if all(map(_NUMBER.match, distinct)):
        return made
    read = _as_written(values, distinct, zone)
    return Typed("text", values, doubt=read.doubt) if read.type == "text" else read


def _mixed(values: list[Any], present: Sequence[Any], texts: Sequence[str]) -> Typed:
    """Take numbers for numbers where all else says that there is none."""
    numbers = [each for each in present if type(each) in (int, float)]
    others = [each for each in present if type(each) not in (int, float, str)]
    if others or not numbers or any(each.strip().lower() not in ABSENT for each in texts):
        return Typed("text", values, doubt=doubt_of(values, texts))
    return Typed("number", [None if isinstance(value, str) else value for value in values])


def plain_values(values: list[Any]) -> Typed:
    """Tell the type of a column of JSON values as they are; offsets of times stay."""
    present = [value for value in values if value is not None]
    if present and all(isinstance(value, bool) for value in present):
        return Typed("boolean", values)
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in present):
        if any(type(each) is int and is_changed(each) for each in present):
            return Typed("text", [None if each is None else str(each) for each in values])
        return Typed("number", values)
    if all(isinstance(value, str) for value in present):
        dates = _converted(dict.fromkeys(present), iso_date)
        if dates is not None:
            return Typed("date", [dates.get(value) for value in values])
    return Typed("text", values)


def inferred_number(cell: str) -> int | float:
    """Return a plain number; codes and what browsers would change are texts. Raises ValueError."""
    if _CODE.match(cell):
        raise ValueError
    number = plain_number(cell)
    if abs(number) > 2**53 and cell.strip().lstrip("+-").isdigit() and is_changed(int(cell)):
        raise ValueError
    return number


def plain_number(cell: str) -> int | float:
    """Return a number as programs write it. Raises ValueError."""
    match = _NUMBER.match(cell)
    if match is None:
        raise ValueError
    is_whole = match["decimals"] is match["only"] is match["power"] is None
    if is_whole and len(cell) < 19:
        return int(cell)
    number = float(cell)
    if math.isinf(number):
        raise ValueError
    return number


def _truth(cell: str) -> bool:
    if cell not in _TRUTH:
        raise ValueError
    return _TRUTH[cell]


_INFERRED: tuple[tuple[ColumnType, Callable[[Sequence[str]], dict[str, Any] | None]], ...] = (
    ("number", _inferred_numbers),
    ("boolean", lambda distinct: _converted(distinct, _truth)),
    ("date", lambda distinct: _converted(distinct, iso_date)),
)
