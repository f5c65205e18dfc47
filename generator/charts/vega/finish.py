"""The last passes: tooltips, the first frame of what moves, and what a screen reader hears."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from generator.charts.fields import column_of
from generator.charts.rows import with_each_data
from generator.charts.spec import (
    STORE,
    Data,
    Mark,
    Node,
    Records,
    Vega,
    mappings,
    merged,
    rewrite,
    rows_in,
)
from generator.charts.vega.utc import date_fields
from generator.data.words import Words
from generator.problems.fault import Path

MOST = 60
"""Marks above which none is spoken of: who wants the numbers has the table."""
_GUIDES = {"axes": "axis", "legends": "legend"}
_OF_MANY_ROWS = ("line", "area", "trail")
_SPOKEN = ("description", "ariaRoleDescription")
_TUPLE = "_tuple"
_FORMS = '{"year-month":"%b %Y ","year-month-date":"%b %d, %Y "}'
_RAW = re.compile(
    r'isValid\((datum\[("(?:[^"\\]|\\.)*")\])\) \? isArray\(\1\) \? join\(\1, '
    r"'(?:\\n| )'\) : \1 : \"\"\+\1"
)
"""How Vega-Lite tells a name, or several."""
_COMPUTED = re.compile(
    r'(?<=[{" ])(Max|Q3|Median|Q1|Min|Mean|Sum) of ([^":;\\]+)'
    r'(?=(?:": |: " \+ \()format\(datum\["[a-z_]+_)'
)
"""How Vega-Lite calls what it computes for a mark of several parts."""
_TOLD = re.compile(
    r'(?:, "|(?<=\)) \+ "; )[A-Z]\w+ of [^":;\\]+(?:": |: " \+ \()'
    r'(format\(datum\["(?:[^"\\]|\\.)*"\], "[^"]*"\))\)?'
)
"""A number that is not the first in a tooltip, or in what a screen reader hears of a mark."""


def tooltips_on_points(vega: Vega) -> Vega:
    """Take tooltips off lines and areas, which would tell their first row everywhere."""
    return rewrite(vega, _without_tooltip)


def _without_tooltip(mark: Mark, _: Path) -> Mark:
    is_line = mark.get("type") in _OF_MANY_ROWS
    if not is_line or not isinstance(mark.get("encode"), dict):
        return mark
    encode = {
        name: {k: v for k, v in part.items() if k != "tooltip"}
        for name, part in mark["encode"].items()
    }
    return mark | {"encode": encode}


def tooltips_of_time(vega: Vega) -> Vega:
    """Let names of months and days be told where Vega-Lite would tell the date that is not there.

    It does so where an axis has a cell for each, and not a place in time.
    """
    cut = {
        column_of(each["field"]): (
            each["as"][0],
            f"timeUnitSpecifier({json.dumps(each['units'])}, {_FORMS})",
        )
        for _, each in mappings(vega)
        if each.get("type") == "timeunit" and isinstance(each.get("field"), str)
    }
    return rewrite(vega, lambda mark, path: _timed(mark, cut)) if cut else vega


def _timed(mark: Mark, cut: Mapping[str, tuple[str, str]]) -> Mark:
    if not isinstance(mark.get("encode"), dict) or "type" not in mark:
        return mark
    fields = (each.get("field") for _, each in mappings(mark["encode"]))
    shown = {column_of(field) for field in fields if isinstance(field, str)}

    def told(match: re.Match[str]) -> str:
        unit, form = cut.get(json.loads(match[2]), ("", ""))
        return f"timeFormat(datum[{json.dumps(unit)}], {form})" if unit in shown else match[0]

    return mark | {"encode": rewrite(mark["encode"], lambda node, _: _replaced(node, _RAW, told))}


def _replaced(node: Node, what: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> Node:
    text = node.get("signal")
    return node | {"signal": what.sub(by, text)} if isinstance(text, str) else node


def in_words(vega: Vega, words: Words) -> Vega:
    """Say in the page's language what Vega-Lite calls the parts of a box by itself."""

    def said(match: re.Match[str]) -> str:
        key = f"chart_{match[1].lower()}"
        return words(key, column=match[2])

    return rewrite(vega, lambda node, _: _replaced(node, _COMPUTED, said))


def told_once(vega: Vega) -> Vega:
    """Tell no number of a mark again under the name that Vega-Lite has for it.

    Where both names are one, Vega refuses the chart.
    """

    def once(match: re.Match[str]) -> str:
        return "" if match[1] in match.string[: match.start()] else match[0]

    return rewrite(vega, lambda node, _: _replaced(node, _TOLD, once))


def first_frame(vega: Vega) -> Vega:
    """Return a specification whose timers have selected what they begin with.

    Vega by itself would draw all frames at once.
    """
    started = {
        f"{name}{STORE}": Records([{"unit": "", "fields": fields, "values": [first]}])
        for name, fields in _timers(vega)
        if (first := _first(vega, column_of(fields[0]["field"]))) is not None
    }
    if not started:
        return vega

    def begun(data: Data) -> Data:
        return data | {"values": started[data["name"]]} if data["name"] in started else data

    return with_each_data(vega, begun)


def _timers(vega: Vega) -> Iterator[tuple[str, list[dict[str, str]]]]:
    signals = {signal["name"]: signal for signal in vega.get("signals", ())}
    for name, signal in signals.items():
        timed = any("anim_value" in str(way.get("update")) for way in signal.get("on", ()))
        told = signals.get(f"{name}_fields")
        fields = told.get("value") if told else None
        if timed and name.endswith(_TUPLE) and isinstance(fields, list) and len(fields) == 1:
            yield name.removesuffix(_TUPLE), fields


def _first(vega: Vega, field: str) -> Any:
    values = [
        row[field]
        for data in vega.get("data", ())
        for row in rows_in(data.get("values")) or ()
        if isinstance(row, dict) and row.get(field) is not None
    ]
    try:
        first = min(values, default=None)
        if isinstance(first, str) and field in date_fields(vega):
            return _milliseconds(first)
    except (TypeError, ValueError):  # mixed values, or no date: then all frames are drawn
        return None
    return first


def _milliseconds(text: str) -> int:
    moment = datetime.fromisoformat(text)
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return round(zoned.timestamp() * 1000)


def named_by_titles(vega: Vega) -> Vega:
    """Return a specification whose axes and legends are heard as their titles, without a kind.

    Vega's own sentences about them, and its names of marks, are in English.
    """
    return rewrite(vega, _named)


def _named(node: Node, path: Path) -> Node:
    guide = _GUIDES.get(str(path[-2])) if path[1:] else None
    if guide:
        title = node.get("title")
        if not isinstance(title, str):
            return node | {"aria": False}
        # Vega takes a description of the whole guide here alone.
        own = {guide: {"update": {"description": {"value": title}}}}
        return node | {"encode": merged(node.get("encode") or {}, own)}
    if path[-1:] == ("title",) and isinstance(node.get("text"), str | dict):
        text = node["text"] if isinstance(node["text"], dict) else {"value": node["text"]}
        own = {"title": {"update": {"description": text}}}
        return node | {"encode": merged(node.get("encode") or {}, own)}
    kept = {key: part for key, part in node.items() if key != _SPOKEN[1]}
    return kept if path[-2:-1] == ("encode",) else node


def quiet(vega: Vega, count: int) -> Vega:
    """Return a specification whose marks speak where that helps.

    A line would be named after its first row alone; ``count`` marks may be too many to walk
    through. What is not spoken of needs no words in the file either.
    """

    def heard(node: Node, path: Path) -> Node:
        is_mark = path[-2:-1] == ("marks",) and node.get("type") != "group"
        return _quieted(node, count) if is_mark else node

    return rewrite(vega, heard)


def _quieted(mark: Mark, count: int) -> Mark:
    encode = mark.get("encode") or {}
    if count <= MOST and mark.get("type") not in _OF_MANY_ROWS:
        return mark
    if any("href" in part for part in encode.values()):
        return mark
    return mark | {"aria": False, "encode": _without_words(encode)}


def _without_words(encode: Mapping[str, Any]) -> Node:
    return {
        name: {key: value for key, value in part.items() if key not in _SPOKEN}
        for name, part in encode.items()
    }
