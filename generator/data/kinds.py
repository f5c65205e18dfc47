"""Values of one column: what type they have, and how they look in that type."""

import json
import math
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from generator.data.dataset import ColumnType

MISSING = frozenset(
    ("", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
     "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null")
)  # fmt: skip
_NUMBER = re.compile(
    r"\s*[-+]?(?:[0-9]+(?P<decimals>\.[0-9]*)?|(?P<only>\.[0-9]+))(?P<power>[eE][-+]?[0-9]+)?\s*\Z"
)
_ALL_WHOLE = re.compile(r"(?:[-+]?[0-9]{1,18}\0)+")
_ALL_DECIMAL = re.compile(r"(?:[-+]?[0-9]{1,18}\.[0-9]{1,18}\0)+")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_STATED_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?\Z"
)  # fmt: skip
_YEAR_OR_MONTH = re.compile(r"\d{4}(?P<month>-(0[1-9]|1[0-2]))?\Z")


def infer_cells(cells: Sequence[str]) -> tuple[ColumnType, list[Any]]:
    """Return the type of a column of text cells, and its values in that type."""
    plain = _plain_numbers(cells)
    if plain is not None:
        return "number", plain
    # Dates and words mostly repeat themselves, so each is looked at once.
    distinct = set(cells) - MISSING
    for kind, convert in _INFERRED:
        values = _converted(distinct, convert)
        if values is not None:
            return kind, [values.get(cell) for cell in cells]
    return "text", [None if cell in MISSING else cell for cell in cells]


def _plain_numbers(cells: Sequence[str]) -> list[Any] | None:
    """Convert a column of nothing but plain numbers of one kind, as large files have them."""
    joined = "\0".join((*cells, ""))
    if joined.count("\0") != len(cells):
        return None
    if _ALL_WHOLE.fullmatch(joined):
        return list(map(int, cells))
    return list(map(float, cells)) if _ALL_DECIMAL.fullmatch(joined) else None


def _converted(distinct: set[str], convert: Callable[[str], Any]) -> dict[str, Any] | None:
    try:
        return {cell: convert(cell) for cell in distinct}
    except ValueError:
        return None


def infer_values(values: list[Any]) -> tuple[ColumnType, list[Any]]:
    """Return the type of a column of JSON values, and its values in that type."""
    present = [value for value in values if value is not None]
    if present and all(isinstance(value, bool) for value in present):
        return "boolean", values
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in present):
        return "number", values
    if all(isinstance(value, str) for value in present):
        dates = _converted(set(present), _date)
        if dates is not None:
            return "date", [dates.get(value) for value in values]
    return "text", values


def in_type(value: Any, kind: ColumnType) -> Any:
    """Return a value as a stated type has it. Raises ValueError."""
    return _STATED[kind](value)


def _number(cell: str) -> int | float:
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


def _date(text: str) -> str:
    """Return a date in ISO 8601; a space between date and time becomes a T."""
    if not _DATE.match(text):
        raise ValueError
    iso = text[:10] + "T" + text[11:] if text[10:11] == " " else text
    if len(iso) == 10:
        date.fromisoformat(iso)
    else:
        datetime.fromisoformat(iso)
    return iso


def _stated_number(value: Any) -> int | float:
    if isinstance(value, str):
        return _number(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise ValueError


def _stated_date(value: Any) -> str:
    """Return a date; a year or a month means its first day."""
    text = str(value).strip() if isinstance(value, str | int) else ""
    match = _YEAR_OR_MONTH.match(text)
    if match:
        return f"{text}-01" if match["month"] else f"{text}-01-01"
    return _date(text)


def _stated_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _stated_truth(value: Any) -> bool:
    word = str(value).strip().lower()
    if word not in _STATED_TRUTH:
        raise ValueError
    return _STATED_TRUTH[word]


_INFERRED: tuple[tuple[ColumnType, Callable[[str], Any]], ...] = (
    ("number", _number),
    ("boolean", _truth),
    ("date", _date),
)
_STATED: dict[ColumnType, Callable[[Any], Any]] = {
    "number": _stated_number,
    "date": _stated_date,
    "text": _stated_text,
    "boolean": _stated_truth,
}
