"""What a column of texts may have been meant as: numbers or dates, but for some odd cells."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from typing import Any

from generator.data.dataset import Doubt
from generator.data.dates import iso_date, order_of
from generator.data.numerals import ABSENT, numbers_of, numeral
from generator.problems.regex import regex

_CODE = regex(r"[-+]?0\d+\Z|\+\d{7}|\d{16}")
_DATE = regex(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)\b")
_APART = regex(r"-?[1-9]\d{0,2}(?:\.\d{3})*")
_LEAP = 2024
_MOST = 20_000
"""So many different texts are looked at; more are names."""
_OR_TEXT = "leave such a cell empty, or say that these are texts: <text>"


def doubt_of(cells: Sequence[Any], distinct: Sequence[str]) -> Doubt | None:
    """Tell what a column of texts may have been meant as; nothing where they are names."""
    texts = [each for each in distinct if each.strip().lower() not in ABSENT]
    if not texts or len(texts) > _MOST or any(map(_CODE.match, texts)):
        return None
    return _of_numbers(cells, texts) or _of_dates(cells, texts)


def doubt_of_points(cells: Sequence[str]) -> Doubt | None:
    """Tell what points between three digits may be where commas may stand before decimals."""
    first = next((cell for cell in cells if "." in cell), "")
    if not first or not all(_APART.fullmatch(cell) for cell in dict.fromkeys(cells) if cell):
        return None
    told = (
        f'the point in "{first}" of {{}} parts thousands or stands before decimals, as it is read'
    )
    hint = "say which: <number de> for 1.234,5, <number en> for 1,234.5"
    return Doubt(told, hint, cells.index(first), is_certain=True)


def _of_numbers(cells: Sequence[Any], texts: Sequence[str]) -> Doubt | None:
    numbers = {text for text in texts if numeral(text)}
    if len(numbers) < len(texts):
        return _share(cells, numbers, texts, "numbers")
    if unsure := numbers_of(texts).unsure:
        mark = "comma" if "," in unsure else "point"
        told = f'the {mark} in "{unsure}" of {{}} parts thousands or stands before decimals'
        hint = "say which: <number en> for 1,234.5, <number de> for 1.234,5"
        return Doubt(f"{told}: nothing in the column proves it", hint, cells.index(unsure))
    first = numeral(texts[0])
    odd = next((each for each in texts if _is_unlike(each, texts[0])), texts[-1])
    told = f'the numbers of {{}} are not written alike: "{texts[0]}" and "{odd}"'
    hint = "write them alike, or say how they are written: <number en> or <number de>"
    return Doubt(told, hint, cells.index(odd)) if first and len(texts) > 1 else None


def _is_unlike(text: str, first: str) -> bool:
    """Tell whether two numbers can be of no one column: by their units, or by their marks."""
    one, other = numeral(text), numeral(first)
    return bool(one and other and (one.unit != other.unit or not _is_alike({text, first})))


def _is_alike(texts: set[str]) -> bool:
    found = numbers_of(texts)
    return bool(found.by_text is not None or found.unsure)


def _of_dates(cells: Sequence[Any], texts: Sequence[str]) -> Doubt | None:
    order = order_of(texts)
    if order.unsure:
        unsure = set(order.unsure)
        count = sum(1 for cell in cells if isinstance(cell, str) and cell.strip() in unsure)
        present = sum(1 for cell in cells if cell)
        told = (
            f"{count:,} of {present:,} dates of {{}} can be read day first or month first, such as"
        )
        first = next(each for each in texts if each.strip() in unsure)
        return Doubt(f'{told} "{first}"', _either(first), cells.index(first))
    if order.mixed:
        told = "the dates of {} are written day first and month first"
        odd = next(each for each in texts if int(re.split("[/.-]", each.strip())[1]) > 12)
        hint = "write them alike, such as 2024-05-31"
        return Doubt(f'{told}, such as "{texts[0]}" and "{odd}"', hint, cells.index(odd))
    dates = {text for text in texts if _is_day(text) or _is_iso(text)}
    return _share(cells, dates, texts, "dates")


def _either(text: str) -> str:
    mark = next(each for each in text if each in "/.-")
    year = "%y" if re.match(r"\d+.\d+.\d\d(?!\d)", text) else "%Y"
    hours = " %H:%M" if ":" in text else ""
    ways = (f"<date {mark.join((*days, year))}{hours}>" for days in (("%d", "%m"), ("%m", "%d")))
    return f"say which: {' or '.join(ways)}"


def _is_day(text: str) -> bool:
    """Tell whether a date in numbers is one in some order of its parts."""
    match = _DATE.match(text.strip())
    if not match:
        return False
    day, month = int(match[1]), int(match[3])
    return any(
        0 < first <= 12 and 0 < other <= monthrange(_LEAP, first)[1]
        for first, other in ((month, day), (day, month))
    )


def _is_iso(text: str) -> bool:
    try:
        return bool(iso_date(text))
    except ValueError:
        return False


def _share(
    cells: Sequence[Any], fitting: Iterable[str], texts: Sequence[str], what: str
) -> Doubt | None:
    """Tell how many cells are not what most are; nothing where most are others."""
    known, odd = set(fitting), dict.fromkeys(texts)
    if not known and not any(type(each) in (int, float) for each in cells):
        return None
    present = [
        each for each in cells if type(each) in (int, float) or (type(each) is str and each in odd)
    ]
    wrong = [cell for cell in present if isinstance(cell, str) and cell not in known]
    if not wrong or len(present) < 3 or len(wrong) * 2 >= len(present):
        return None
    told = f"{len(present) - len(wrong):,} of {len(present):,} values of {{}} are {what}"
    names = list(dict.fromkeys(wrong))
    others = ", ".join(f'"{each[:24]}"' for each in names[:3]) + (" …" if names[3:] else "")
    verb = "the other is" if len(wrong) == 1 else "the others are"
    return Doubt(f"{told}; {verb} {others}", _OR_TEXT, cells.index(wrong[0]))
