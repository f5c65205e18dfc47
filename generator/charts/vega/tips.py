"""What each mark of a still drawing tells, so that it can be told without Vega.

A drawing of vl-convert's says beside each mark what a screen reader hears of it. For the time
of drawing that is the mark's tooltip and which entries of legends stand for it;
``pictures/tips.py`` reads it there.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.charts.fields import LITERAL, column_of
from generator.charts.spec import Mark, Node, Vega, mapping_at, mappings, merged, rewrite
from generator.problems.fault import Path
from generator.problems.regex import regex

PART, IS, NUMBER = "\ufdd0", "\ufdd1", "\ufdd2"
"""Begins what is told, stands between a name and its value, before a number. No text has these."""
KEY, ROW, ALONE = "k", "t", "a"
"""What a part is: an entry of a legend, a line of a tooltip, a tooltip without names."""
POINTS = "_tips"
"""How marks are called that are drawn only for what they tell."""
_OF_MANY_ROWS = ("line", "area", "trail")
_GUIDED = ("fill", "stroke", "shape", "size", "opacity", "strokeDash", "strokeWidth")
_NAME = regex(rf"\s*({LITERAL}|[\w$]+)\s*:")
_TOKEN = regex(rf"{LITERAL}|[\[\](){{}},]|[^\[\](){{}},'\"]+")
Forms = tuple[str, str]
_DAY, _TIME = "%b %d, %Y", "%H:%M"


def with_tips(vega: Vega) -> Vega:
    """Return a specification whose drawing says beside each mark what it tells."""
    legends = dict(_legends(vega))
    form = _date_forms(vega)

    def told(node: Node, path: Path) -> Node:
        if path[-2:-1] == ("legends",) and (scale := _scale_of(node)) in legends:
            return _with_keys(node, legends[scale])
        if not isinstance(node.get("marks"), list):
            return node
        marks = [each for mark in node["marks"] for each in _telling(mark, legends, form)]
        return node | {"marks": marks}

    return rewrite(vega, told)


def lines_of(tooltip: str) -> list[tuple[str, str]] | None:
    """Return the names and expressions of a tooltip of several lines; None where it is none."""
    text = tooltip.strip()
    if not (text.startswith("{") and text.endswith("}")):
        return None
    found = []
    for part in _parts(text[1:-1]):
        match = _NAME.match(part)
        if not match:
            return None
        found.append((_unquoted(match[1]), part[match.end() :].strip()))
    return found


def _parts(text: str) -> Iterator[str]:
    """Split at the commas that stand in no brackets and in no text."""
    depth, begun = 0, 0
    for token in _TOKEN.finditer(text):
        depth += (token[0] in "[({") - (token[0] in "])}")
        if token[0] == "," and not depth:
            yield text[begun : token.start()]
            begun = token.end()
    if text[begun:].strip():
        yield text[begun:]


def _unquoted(name: str) -> str:
    if name[0] == '"':
        return str(json.loads(name, strict=False))
    return re.sub(r"\\(.)", r"\1", name[1:-1]) if name[0] == "'" else name


def _legends(vega: Vega) -> Iterator[tuple[str, int]]:
    """Yield the scales whose legends have an entry for each value, with the numbers of these."""
    kinds = {
        each.get("name"): each.get("type")
        for _, node in mappings(vega)
        for each in node.get("scales") or ()
    }
    number = 0
    for path, node in mappings(vega):
        if path[-2:-1] != ("legends",) or kinds.get(_scale_of(node)) != "ordinal":
            continue
        yield from ((node[key], number) for key in _GUIDED if isinstance(node.get(key), str))
        number += 1


def _scale_of(legend: Node) -> str:
    return next((legend[key] for key in _GUIDED if isinstance(legend.get(key), str)), "")


def _with_keys(legend: Node, number: int) -> Node:
    said = {"signal": f"{json.dumps(f'{PART}{KEY}{number}{IS}')} + datum.value"}
    own = {"labels": {"update": {"description": said}}}
    return legend | {"encode": merged(legend.get("encode") or {}, own)}


def _telling(mark: Mark, legends: Mapping[str, int], form: Forms) -> Iterator[Mark]:
    update = mapping_at(mapping_at(mark, "encode"), "update")
    keys = "".join(_keys(update, legends))
    tip = update.get("tooltip")
    if mark.get("type") == "group" or not (keys or tip):
        yield mark
    elif mark.get("type") in _OF_MANY_ROWS:
        yield _described(mark, {"signal": f'""{keys}'}) if keys else mark
        if tip:
            yield _points(mark, _said(tip, keys, form))
    else:
        yield _described(mark, _said(tip, keys, form))


def _described(mark: Mark, said: Any) -> Mark:
    heard = {key: part for key, part in mark.items() if key != "aria"}
    return heard | {"encode": merged(mark["encode"], {"update": {"description": said}})}


def _points(mark: Mark, said: Any) -> Mark:
    """Return unseen marks where a line or an area has its rows."""
    update = mark["encode"]["update"]
    shown = {key: update[key] for key in ("x", "y") if key in update}
    defined = update.get("defined")
    is_there = defined.get("signal") if isinstance(defined, dict) else None
    if is_there and isinstance(said, dict):
        said = {"signal": f'({is_there}) ? ({said["signal"]}) : ""'}
    kept = {key: mark[key] for key in ("from", "clip", "sort") if key in mark}
    unseen = {"opacity": {"value": 0}, "size": {"value": 0}, "description": said}
    name = f"{mark.get('name', 'marks')}{POINTS}"
    return {"name": name, "type": "symbol", "encode": {"update": shown | unseen}} | kept


def _keys(update: Node, legends: Mapping[str, int]) -> Iterator[str]:
    seen = set()
    for channel in _GUIDED:
        ways = update.get(channel)
        for way in ways if isinstance(ways, list) else [ways]:
            if not isinstance(way, dict) or not isinstance(way.get("field"), str):
                continue
            found = legends.get(str(way.get("scale")))
            if found is None or found in seen:
                continue
            seen.add(found)
            cell = f"datum[{json.dumps(column_of(way['field']))}]"
            yield f" + {json.dumps(f'{PART}{KEY}{found}{IS}')} + {cell}"


def _said(tooltip: Any, keys: str, form: Forms) -> Any:
    if isinstance(tooltip, list):
        kept = [{"test": each["test"]} if "test" in each else {} for each in tooltip]
        return [way | _said(each, keys, form) for way, each in zip(kept, tooltip, strict=True)]
    return {"signal": f'""{"".join(_tip(tooltip or {}, form))}{keys}'}


def _tip(tooltip: Node, form: Forms) -> Iterator[str]:
    field, signal = tooltip.get("field"), tooltip.get("signal")
    if isinstance(field, str):
        signal = f"datum[{json.dumps(column_of(field))}]"
    elif isinstance(tooltip.get("value"), str | int | float):
        signal = json.dumps(tooltip["value"])
    if not isinstance(signal, str):
        return
    lines = lines_of(signal)
    if lines is None:
        yield f" + {json.dumps(PART + ALONE)} + {_text(signal, form)}"
    for name, value in lines or ():
        yield f" + {json.dumps(f'{PART}{ROW}{name}{IS}')} + {_text(value, form)}"


def _text(value: str, form: Forms) -> str:
    """Return what writes a value as a live chart's tooltip does, but for the marks of a number."""
    written = f"time({value}) % 864e5 ? {json.dumps(form[1])} : {json.dumps(form[0])}"
    date = f"utcFormat({value}, {written})"
    number = f"{json.dumps(NUMBER)} + ({value})"
    listed = f'"[" + join({value}, ",") + "]"'
    other = f'isArray({value}) ? {listed} : "" + ({value})'
    return f"(isNumber({value}) ? {number} : isDate({value}) ? {date} : {other})"


def _date_forms(vega: Vega) -> Forms:
    """Return how a day is told, and a time of it; ``browser/chart.js`` tells it in the same way."""
    own = mapping_at(mapping_at(vega.get("config") or {}, "locale"), "time")
    day, time = own.get("date", _DAY), own.get("time", _TIME)
    return day, f"{day} {time}"
