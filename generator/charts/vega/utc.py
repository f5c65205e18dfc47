"""Times as the author wrote them, in every reader's time zone: all of a chart is kept in UTC."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from generator.charts.fields import LITERAL, text_of_literal
from generator.charts.rows import with_each_data, with_rows
from generator.charts.spec import Data, Node, Vega, mappings, rewrite, rows_in, walk
from generator.data.dates import DAYS, NEXT_CENTURY, TIMES, order_of, period_start
from generator.problems.fault import Path

_EXPRESSION_KEYS = frozenset(("signal", "expr", "test", "update", "init", "filter"))
_FUNCTIONS = {
    name: f"utc{name}"
    for name in ("year", "quarter", "month", "week", "date", "day", "dayofyear", "hours",
                 "minutes", "seconds", "milliseconds")
} | {
    "datetime": "utc",
    "timeFormat": "utcFormat",
    "timeParse": "utcParse",
    "timeOffset": "utcOffset",
    "timeSequence": "utcSequence",
}  # fmt: skip
_CALL = re.compile(rf"(?<![\w.$])({'|'.join(_FUNCTIONS)})(?=\()")
_COLUMN = rf"datum(?:\.([\w$]+)|\[({LITERAL})\])"
_PARTS = [name for name in _FUNCTIONS if name not in ("datetime", "timeParse", "timeOffset")]
_ASKED = re.compile(rf"(?<![\w.$])(?:{'|'.join(_PARTS)})\({_COLUMN}(?=[,)])")
"""A column whose texts are taken for dates as they are: by the reader's clock, if we let them."""
_READ = re.compile(rf"toDate\(datum\[({LITERAL})\]\)")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ](?P<time>\d\d:\d\d(:\d\d(\.\d+)?)?)\Z")
_ISO_DAY = re.compile(r"\d{4}-\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_WITH_OFFSET = re.compile(
    r"\d{4}-\d\d-\d\d[T ](?P<time>\d\d:\d\d(:\d\d)?)(?:\.\d+)?[+-]\d\d:?\d\d\Z"
)
_PATTERNED = re.compile(rf"(?:utc|time)Parse\({_COLUMN}\s*,")
_OF_BROWSERS = ("%m/%d/%Y", "%m/%d/%y", "%b %Y", "%B %Y", "%Y")
"""What browsers take for a day, beside what is read as one in a table."""
_FORMS = tuple(day + hour for hour in TIMES for day in (*DAYS, *_OF_BROWSERS))


def in_utc(vega: Vega) -> Vega:
    """Return a Vega specification that reads, computes and shows times in UTC."""
    dates = date_fields(vega)
    moved = rewrite(vega, _moved)
    asked = frozenset(_asked_fields(vega)) - dates
    return with_each_data(moved, lambda data: _with_dates(data, dates, asked))


def date_fields(vega: Vega) -> frozenset[str]:
    """Return the fields that a specification reads as dates."""
    found: set[str] = set()
    for _, node in mappings(vega):
        parse, read = node.get("parse"), node.get("expr")
        if isinstance(parse, dict):
            found |= {field for field, kind in parse.items() if kind == "date"}
        if isinstance(read, str):
            found.update(map(text_of_literal, _READ.findall(read)))
    return frozenset(found)


def _asked_fields(vega: Vega) -> Iterator[str]:
    """Find the fields that an expression asks for their hour, their month and so on."""
    for path, text in walk(vega):
        if path and path[-1] in _EXPRESSION_KEYS and isinstance(text, str):
            found = _ASKED.finditer(text)
            yield from (match[1] or text_of_literal(match[2]) for match in found)


def _moved(node: Node, _: Path) -> Node:
    moved = {key: _moved_entry(key, part) for key, part in node.items()}
    if moved.get("type") == "timeunit":
        moved["timezone"] = "utc"
    if moved.get("type") == "time":
        moved["type"] = "utc"
    return moved


def _moved_entry(key: str, value: Any) -> Any:
    if key in _EXPRESSION_KEYS and isinstance(value, str):
        return _CALL.sub(lambda match: _FUNCTIONS[match[1]], value)
    if key == "formatType" and value == "time":
        return "utc"
    if key == "parse" and isinstance(value, dict):
        return {field: re.sub(r"\Adate:", "utc:", str(kind)) for field, kind in value.items()}
    return value


def _with_dates(data: Data, dates: frozenset[str], asked: frozenset[str]) -> Data:
    """Return data whose dates are those of no zone; of ``asked`` columns only texts are dates."""
    rows = rows_in(data.get("values"))
    if not (dates or asked) or rows is None:
        return data
    read = (dates | asked) - _parsed_fields(data)
    forms = {field: forms_of(_texts(rows, field)) for field in read}
    made = [_row(row, forms, asked) for row in rows]
    return with_rows(data, made, same=made == rows)


def _row(row: Any, forms: Mapping[str, list[str]], asked: frozenset[str]) -> Any:
    if not isinstance(row, dict):
        return row
    read = (f for f in forms if f in row and (f not in asked or isinstance(row[f], str)))
    return row | {field: instant(row[field], forms[field]) for field in read}


def _texts(rows: list[Any], field: str) -> Iterable[str]:
    values = (row.get(field) for row in rows if isinstance(row, dict))
    return dict.fromkeys(value for value in values if isinstance(value, str))


def _parsed_fields(data: Data) -> frozenset[str]:
    """Return the columns whose texts the specification reads by a pattern of its own."""
    form = data.get("format") if isinstance(data.get("format"), dict) else {}
    parse = (form or {}).get("parse")
    stated = parse.items() if isinstance(parse, dict) else ()
    steps = (str(step.get("expr", "")) for step in data.get("transform") or ())
    found = (
        match[1] or text_of_literal(match[2])
        for text in steps
        for match in _PATTERNED.finditer(text)
    )
    return frozenset((*found, *(f for f, kind in stated if re.match("(?:date|utc):", str(kind)))))


def forms_of(texts: Iterable[str]) -> list[str]:
    """Return the forms that a column's dates may have, first the one that all of them prove."""
    proved = order_of([text for text in texts if not _ISO_DAY.match(text)]).pattern
    return [*([proved] if proved else ()), *_FORMS]


def instant(value: Any, forms: list[str] | None = None) -> Any:
    """Return a date in the one form that every browser reads alike.

    A bare year such as 2001 is that year, not two seconds after 1970 began. ``forms`` are
    tried in order; the one that fits is moved to their front, as a column has mostly one.
    """
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 2999:
        return f"{value}-01-01"
    if not isinstance(value, str):
        return value
    text = value.strip()
    if _DAY.match(text) and not _is_day(text[:10]):
        return None  # browsers do not agree which day follows the last one
    if match := _ISO.match(text) or _WITH_OFFSET.match(text):
        return f"{text[:10]}T{match['time']}Z"
    if text[:4].isdigit() and text[4:5] == "-":
        return (_period(text) if "W" in text or "Q" in text else "") or text
    return _parsed(text, list(_FORMS) if forms is None else forms) or _period(text) or value


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _period(text: str) -> str:
    try:
        return period_start(text)
    except ValueError:
        return ""


def _parsed(text: str, forms: list[str]) -> str:
    for form in forms:
        try:
            moment = datetime.strptime(text, form)  # noqa: DTZ007 - it is meant without a zone
        except ValueError:
            continue
        if form != forms[0]:
            forms.remove(form)
            forms.insert(0, form)
        if "%y" in form and moment.year >= NEXT_CENTURY:
            moment = moment.replace(year=moment.year - 100)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return ""
