"""The columns that a specification speaks of, and their values as readers see them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from math import floor, isfinite, log10
from statistics import median
from typing import Any

import msgspec
from msgspec import Struct

from generator.charts.fields import EVERY, SAID, columns_asked, is_field, name_of
from generator.charts.shared import shared_of
from generator.charts.spec import mappings, texts_in, walk
from generator.data.dataset import Column, ColumnType, Dataset
from generator.data.locales import ENGLISH, Locale
from generator.data.moments import is_known, write_date
from generator.data.numbers import format_number, is_format

_DATA_KEYS = frozenset(("data", "datasets", "values"))
_DIGITS = 4
"""So many significant digits most numbers of a column keep."""
_FEW_DECIMALS, _MOST_DECIMALS = 2, 8

Write = Callable[[Any], str]


class Form(Struct, frozen=True):
    """A format that a chart writes a column with; an axis has one for ticks, not for values."""

    pattern: str
    is_for_values: bool


AS_IT_IS = Form("", is_for_values=False)
"""The form of numbers that are names, such as years."""


def columns_used(spec: Any) -> frozenset[str]:
    """Return every name that may be a column's, as far as a specification speaks of it.

    A way into a column stands as it is written.
    """
    used = frozenset(_columns(spec))
    said = (text for _, text in walk(spec, _DATA_KEYS) if isinstance(text, str))
    return used.union(said) if SAID in used else used


def columns_told(dataset: Dataset, spec: Any, said: str) -> tuple[Column, ...]:
    """Return the columns that a specification uses, or that stand in another text."""
    used = columns_used(spec).union(shared_of(dataset, (said,)).columns)
    return tuple(each for each in dataset.columns if EVERY in used or each.name in used)


def _columns(spec: Any) -> Iterator[str]:
    for path, node in mappings(spec, _DATA_KEYS):
        yield from (EVERY,) if node.get("content") == "data" else ()
        for key, part in node.items():
            if is_field(key, node, path):
                yield from map(name_of, texts_in(part))
            elif isinstance(part, str):
                yield from columns_asked(part)


def formats_used(spec: Any) -> dict[str, Form]:
    """Return the format of each column that has one; a tooltip's before an axis's."""
    found: dict[str, Form] = {}
    for field, form in _formats(spec):
        if field not in found or (form.is_for_values and not found[field].is_for_values):
            found[field] = form
    return found


def _formats(spec: Any) -> Iterator[tuple[str, Form]]:
    for path, node in mappings(spec, _DATA_KEYS):
        field = node.get("field")
        if not isinstance(field, str) or {"aggregate", "bin", "formatType"} & node.keys():
            continue
        if node.get("type") in ("nominal", "ordinal"):
            yield name_of(field), AS_IT_IS
        key = next((each for each in reversed(path) if isinstance(each, str)), "")
        for holder in (node, node.get("axis"), node.get("legend")):
            pattern = holder.get("format") if isinstance(holder, dict) else None
            if isinstance(pattern, str) and pattern:
                yield name_of(field), Form(pattern, key in ("tooltip", "text"))


def written(
    values: Sequence[Any], kind: ColumnType, form: Form | None = None, locale: Locale = ENGLISH
) -> list[str]:
    """Write a column's values; ``form`` is the chart's own format, where it can be used."""
    present = [value for value in values if not is_missing(value)]
    write = _write(present, kind, locale)
    is_plain = form is AS_IT_IS and any(isinstance(value, float) for value in present)
    own = _own(kind, form.pattern, locale) if form and not is_plain else None
    if own and form and (form.is_for_values or _tells_apart(own, present)):
        write = own
    return ["" if is_missing(value) else write(value) for value in values]


def is_missing(value: Any) -> bool:
    """Tell whether a cell is empty."""
    return value is None or (isinstance(value, float) and not isfinite(value))


def _tells_apart(write: Write, values: Sequence[Any]) -> bool:
    """Tell whether different values look different: a format for ticks may be too coarse."""
    distinct = {repr(value): value for value in values}.values()
    return len({write(value) for value in distinct}) == len(distinct)


def _own(kind: ColumnType, pattern: str, locale: Locale) -> Write | None:
    if kind == "number" and not pattern:
        return _plain
    if kind == "number" and is_format(pattern):
        return lambda value: format_number(value, pattern, locale)
    return _dated(pattern, locale) if kind == "date" and is_known(pattern) else None


def _dated(pattern: str, locale: Locale) -> Write:
    return lambda value: write_date(datetime.fromisoformat(value), pattern, locale)


def _write(values: Sequence[Any], kind: ColumnType, locale: Locale) -> Write:
    if kind == "number":
        return _number_writer(values, locale)
    if kind == "date":
        return _date_writer(values, locale)
    return _plain


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _date_writer(values: Sequence[str], locale: Locale) -> Write:
    moments = [datetime.fromisoformat(value) for value in values]
    if all((at.hour, at.minute, at.second) == (0, 0, 0) for at in moments):
        return _dated(locale.short_date, locale)
    time = "%H:%M" if all(at.second == 0 for at in moments) else "%H:%M:%S"
    return _dated(f"{locale.short_date}, {time}", locale)


def _number_writer(values: Sequence[int | float], locale: Locale) -> Write:
    if any(value and not 1e-6 < abs(value) < 1e15 for value in values):
        return lambda value: locale.localized(f"{value:.{_DIGITS}g}".replace("-", "−"))
    decimals = _decimals([abs(value) for value in values if value])
    return lambda value: format_number(value, f",.{decimals}f", locale)


def _decimals(sizes: Sequence[int | float]) -> int:
    """Return how many decimals show a column's numbers: all, or enough to know most by."""
    has = max(map(_decimals_of, sizes), default=0)
    if has <= _FEW_DECIMALS:
        return has
    enough = _DIGITS - 1 - floor(log10(median(sizes)))
    least = -floor(log10(min(sizes)))
    return min(has, max(_FEW_DECIMALS, enough, least), _MOST_DECIMALS)


def _decimals_of(value: int | float) -> int:
    if isinstance(value, int) or value.is_integer():
        return 0
    return len(f"{value:.{_MOST_DECIMALS + 4}f}".rstrip("0").partition(".")[2])
