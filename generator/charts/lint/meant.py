"""Whether a column was meant as what it is drawn as: numbers and dates that are texts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.charts.spec import Channel
from generator.charts.units import Unit
from generator.charts.vega.utc import forms_of, instant
from generator.data.dataset import Doubt
from generator.data.dates import order_of
from generator.data.doubts import doubt_of
from generator.problems import shortened
from generator.problems.fault import At, Fault, Path

DRAWN = ("x", "y", "theta", "radius", "size", "color", "fill", "stroke", "latitude", "longitude")
_MAYBE_DATE = re.compile(r"\d{4}|\d[/.:\- ]\d|[A-Za-z]{3,}.*\d")
_MONTHS = re.compile(r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_READ = re.compile(r"\d{4}(?:-\d\d(?:-\d\d|\Z)|\Z)")
_JANUARY = 31 * 86_400_000
_PLAINLY = "write numbers as 1234.5, and dates as 2024-05-31"


class Doubts:
    """What the columns of a chart may have been meant as; ``said`` is its text, but for JSON.

    Those of datasets are judged already, and may be said to be what they are; a doubt that is
    certain is told where they are read.
    """

    def __init__(self, columns: Mapping[str, Doubt | None], said: str | None) -> None:
        self._columns, self._said = columns, said

    def of(self, field: str, values: Sequence[Any]) -> Doubt | None:
        """Return why a column may have been meant otherwise than it is read."""
        if field in self._columns:
            known = self._columns[field]
            return None if known and known.is_certain else known
        texts = dict.fromkeys(value for value in values if isinstance(value, str))
        found = doubt_of(values, list(texts)) if texts else None
        return Doubt(found.message, _PLAINLY) if found else None

    def are_said_to_be_names(self, field: str, channel: Channel) -> bool:
        """Tell whether the author says that a column holds names: by its type, or by ``:N``.

        A short chart's channels have the types that were guessed too, so that its text is asked.
        """
        if self._said is None:
            return "type" in channel
        return bool(re.search(rf"{re.escape(field)}\W*:[NO]\b", self._said))

    def says(self, word: str) -> bool:
        """Tell whether a word stands in the author's text, where that is known."""
        return bool(self._said and re.search(rf"\b{word}\b", self._said))


def not_numbers(
    unit: Unit, name: str, values: list[Any], path: Path, doubts: Doubts
) -> Iterator[Fault]:
    """Find texts where a channel shows numbers."""
    field = unit.field(name)
    wrong = [value for value in values if not reads_as_number(value)]
    if not wrong or name not in DRAWN:
        return
    sample, doubt = f'"{short(wrong[0])}"', doubts.of(field, values)
    if len(wrong) == len(values):
        hint = f'its first value is {sample}; such a column is "type: nominal"'
        hint = f"{doubt.told(field)}; {doubt.hint}" if doubt else hint
        yield Fault(f'"{field}" is text, not numbers', At((*path, "type")), hint)
    elif unit.is_whole:
        share = f"{len(wrong)} of its {len(values)} values {'is' if len(wrong) == 1 else 'are'}"
        message = f'"{field}" is not all numbers: {share} not, such as {sample}'
        hint = f"they are left out; {doubt.hint}" if doubt else "they are left out"
        message = f"{message} ({doubt.place})" if doubt and doubt.place else message
        yield Fault(message, At((*path, "field")), hint, "warning")


def reads_as_number(value: Any) -> bool:
    """Tell whether Vega takes a value for a number."""
    if isinstance(value, int | float):
        return True
    try:
        return isinstance(value, str) and (not value.strip() or float(value) is not None)
    except ValueError:
        return False


def not_dates(unit: Unit, name: str, values: list[Any], doubts: Doubts) -> Iterator[Fault]:
    """Find texts and numbers where a channel shows dates."""
    field, path = unit.field(name), unit.places[name]
    part = unit.channel(name).get("timeUnit")
    cure = f"{part}() takes dates" if part else 'such a column is "type: nominal"'
    texts = [value for value in values if isinstance(value, str)]
    distinct = list(dict.fromkeys(texts))
    order = order_of(distinct)
    if order.unsure or order.mixed:
        doubt = doubts.of(field, values) or Doubt("", "")
        yield Fault(doubt.told(field), At((*path, "field")), doubt.hint)
    elif len(texts) == len(values) and not any(_may_be_date(text) for text in distinct):
        hint = f'its first value is "{short(texts[0])}"; {cure}'
        yield Fault(f'"{field}" holds no dates', At((*path, "type")), hint)
    elif any(isinstance(value, bool) for value in values):
        hint = 'true and false are "type: nominal"'
        yield Fault(f'"{field}" holds no dates', At((*path, "type")), hint)
    else:
        yield from _unread(field, texts, path)
        yield from _too_early(field, values, path)


def _unread(field: str, texts: list[str], path: Path) -> Iterator[Fault]:
    distinct = list(dict.fromkeys(texts))
    forms = forms_of(distinct)
    odd = {text for text in distinct if not _READ.match(str(instant(text, forms)))}
    wrong = [text for text in texts if text in odd]
    if wrong:
        share = f"{len(wrong):,} of {len(texts):,} values of"
        message = f'{share} "{field}" are no dates that can be read, such as "{short(wrong[0])}"'
        hint = 'they are left out; dates are written as 2024-05-31, or as types: says, "date %d %b"'
        yield Fault(message, At((*path, "field")), hint, "warning")


def _too_early(field: str, values: list[Any], path: Path) -> Iterator[Fault]:
    """Find numbers that are other than milliseconds: days, seconds, spreadsheets' dates."""
    numbers = [each for each in values if type(each) in (int, float)]
    is_years = all(type(each) is int and 1000 <= each <= 2999 for each in numbers)
    if numbers and not is_years and all(0 <= each < _JANUARY for each in numbers):
        told = f'"{field}" holds numbers such as {numbers[0]}, taken for milliseconds since 1970'
        hint = 'say what they are: types: {…: "date %Y%m%d"} for 20240531, "date %s" for seconds'
        yield Fault(f"{told}: all lie in January 1970", At((*path, "field")), hint, "warning")


def _may_be_date(text: str) -> bool:
    return bool(_MAYBE_DATE.search(text) or _MONTHS.search(text))


def short(value: Any) -> str:
    """Return the beginning of a long text."""
    return shortened(str(value), 24)
