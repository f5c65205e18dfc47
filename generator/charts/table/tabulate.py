"""The rows that a figure is drawn from, for readers: a table in the page, CSV and JSON.

Only the columns that the chart uses are there, in the dataset's order; where it counts, averages
or groups, what it draws. Rows that Vega makes up itself (a sequence) are nowhere but in the
running chart, so such a figure has no table.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import msgspec
from msgspec import Struct

from generator.blocks.options import FigureOptions
from generator.charts.alt.voices import Voice
from generator.charts.fields import EVERY, steps_of, value_at
from generator.charts.figure import FigureTable
from generator.charts.spec import Row, Source, Spec, Vega, mappings, rows_in
from generator.charts.table.columns import (
    AS_IT_IS,
    Form,
    columns_used,
    formats_used,
    is_missing,
    written,
)
from generator.charts.table.computed import computed_rows
from generator.data.dataset import Column, Dataset
from generator.data.locales import Locale
from generator.data.periods import named_year
from generator.data.table import columns_of
from generator.data.words import Words
from generator.engine import Made, keep

MOST_ROWS = 200
"""So many rows stand in the page; all are in the files."""

_HASHED = re.compile(r"data-[0-9a-f]{32}\Z")
_FORMULA = re.compile(r"[=\t\r]|[+\-@].*[(|!]", re.DOTALL)


class Section(Struct, frozen=True):
    """Section that a chart names, with the columns of them that it uses."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    formats: Mapping[str, Form] = {}
    """Those of its own, over the chart's."""


def tabulate(
    spec: Spec, vega: Vega, datasets: Mapping[str, Dataset], options: FigureOptions, voice: Voice
) -> Made[FigureTable]:
    """Return the data of a specification with its rows inside; none where it has no rows.

    ``vega`` is what it compiles to.
    """
    computed, has_others = computed_rows(spec, vega, voice)
    name = voice.words("chart_drawn") if computed else ""
    parts = [Section(name, columns_of(each.rows), each.rows, each.formats) for each in computed]
    parts += _parts(spec, datasets) if has_others or not computed else ()
    return tabulate_rows(parts, formats_used(spec), options, voice)


def tabulate_rows(
    every: Sequence[Section], formats: Mapping[str, Form], options: FigureOptions, voice: Voice
) -> Made[FigureTable]:
    """Return rows as a table and files; none where there are none, or none are wanted."""
    parts = [part for part in every if part.columns and part.rows]
    if not parts or not (options.table or {"csv", "json"} & set(options.downloads)):
        return Made(None)
    html = _html(parts, formats, options, voice) if options.table else ""
    columns, rows = _together(parts, voice.words)
    table_csv = _csv(columns, rows) if "csv" in options.downloads else ""
    table_json = _json(columns, rows) if "json" in options.downloads else b""
    kept = [keep(html), keep(table_csv), keep(table_json)]
    count = sum(len(part.rows) for part in parts)
    page, csv_file, json_file = (blob for blob, _ in kept)
    blobs = tuple(raw for _, raw in kept)
    return Made(FigureTable(page, csv_file, json_file, count), blobs=blobs)


def _parts(spec: Spec, datasets: Mapping[str, Dataset]) -> Iterator[Section]:
    """Yield the named rows that a chart uses; where there are none, those written inside it.

    Beside data of a name, rows inside are the author's marks and labels.
    """
    used = columns_used(spec)
    own = spec.get("datasets") or {}
    found = list(_data(spec))
    names = dict.fromkeys(name for data in found if isinstance(name := data.get("name"), str))
    named = [(name, rows) for name in names if (rows := rows_in(own.get(name))) is not None]
    inside = [data for data in found if rows_in(data.get("values")) is not None]
    # A dataset that is read in a format of its own lost its name when its rows were put in.
    inside = [data for data in inside if not named or "format" in data]
    for name, rows in (*named, *(("", rows_in(data["values"]) or []) for data in inside)):
        table = [row if isinstance(row, dict) else {"data": row} for row in rows]
        columns = datasets[name].columns if name in datasets else columns_of(table)
        kept = tuple(each for each in columns if EVERY in used or each.name in used)
        inner = _looked_into(columns, used, table)
        table = (
            [{**row, **more} for row, more in zip(table, inner, strict=True)] if inner else table
        )
        kept += columns_of(inner)
        yield Section("" if _HASHED.match(name) else name, kept, table)


def _looked_into(
    columns: Sequence[Column], used: frozenset[str], rows: Sequence[Row]
) -> list[Row]:  # fmt: skip
    """Return what a chart shows of the values within columns: ``place.name``."""
    names = {column.name for column in columns}
    ways = {each: steps for each in sorted(used - names)
            if len(steps := steps_of(each)) > 1 and steps[0] in names}  # fmt: skip
    return [{way: value_at(row, steps) for way, steps in ways.items()} for row in rows if ways]


def _data(spec: Spec) -> Iterator[Source]:
    yield from (data for path, data in mappings(spec) if path[-1:] == ("data",))


def _together(parts: Sequence[Section], words: Words) -> tuple[list[str], Sequence[Row]]:
    """Return all rows under all columns; of several datasets, each row says its own first."""
    names = dict.fromkeys(column.name for part in parts for column in part.columns)
    if len(parts) == 1:
        return list(names), parts[0].rows
    first = words("chart_dataset")
    first = words("chart_dataset_name") if first in names else first
    own = [{column.name for column in part.columns} for part in parts]
    rows = [
        {first: _name(part, number)} | {name: row.get(name) for name in own[number - 1]}
        for number, part in enumerate(parts, 1)
        for row in part.rows
    ]
    return [first, *names], rows


def _name(part: Section, number: int) -> str:
    return re.sub(r"\.\w+\Z", "", part.name.rpartition("/")[2]) or str(number)


def _json(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    lines = (msgspec.json.encode({name: row.get(name) for name in columns}) for row in rows)
    return b"[\n" + b",\n".join(lines) + b"\n]\n"


def _csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Write RFC 4180: commas, quotes where they must be, CRLF."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_cell(name) for name in columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    """Return a value for CSV; what a spreadsheet would run as a formula becomes a text.

    A quote before it does that. It is only put where a text can do something (``=…``, or a
    sign with a call in it), so that ``-``, ``+46 70 123`` and ``@name`` stay what they are.
    """
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if is_missing(value):
        return ""
    return value if type(value) in (int, float) else msgspec.json.encode(value).decode()


def _html(
    parts: Sequence[Section], formats: Mapping[str, Form], options: FigureOptions, voice: Voice
) -> str:
    most = max(1, MOST_ROWS // len(parts))
    end = "chart_rows_csv" if "csv" in options.downloads else "chart_rows_first"
    names = [_name(part, number) for number, part in enumerate(parts, 1)]
    shown = ((part, _cells(part, most, formats, voice.locale)) for part in parts)
    tables = (
        _table(
            part, cells, _caption(len(part.rows), most, name if len(parts) > 1 else "", end, voice)
        )
        for name, (part, cells) in zip(names, shown, strict=True)
    )
    return "".join(tables)


def _cells(
    part: Section, most: int, formats: Mapping[str, Form], locale: Locale
) -> list[list[str]]:
    shown = part.rows[:most]
    years = {each.name: AS_IT_IS for each in part.columns if named_year(each.name)}
    forms = years | dict(formats) | dict(part.formats)
    return [
        written([row.get(each.name) for row in shown], each.type, forms.get(each.name), locale)
        for each in part.columns
    ]


def _table(part: Section, cells: list[list[str]], caption: str) -> str:
    heads = ["td"] * len(cells)
    if part.columns[0].type in ("text", "date") and len(set(cells[0])) == len(cells[0]):
        heads[0] = 'th scope="row"'
    head = "".join(_tag('th scope="col"', each.name, each) for each in part.columns)
    lines = "".join(
        f"<tr>{''.join(map(_tag, heads, line, part.columns))}</tr>\n"
        for line in zip(*cells, strict=True)
    )
    return (
        f"<table>\n<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{lines}</tbody>\n</table>\n"
    )


def _tag(opening: str, text: str, column: Column) -> str:
    number = ' class="number"' if column.type == "number" else ""
    return f"<{opening}{number}>{escape(text)}</{opening[:2]}>"


def _caption(count: int, most: int, name: str, end: str, voice: Voice) -> str:
    words = voice.words
    rows = words("chart_rows", count=count)
    if count > most:
        rows = words(end, count=count, shown=voice.count(most))
    return words("chart_rows_of", name=name, rows=rows) if name else rows[:1].upper() + rows[1:]
