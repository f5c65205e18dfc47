"""Titles of axes, legends and columns as a person would write them, where an author wrote none."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.charts.fields import name_of, steps_of
from generator.charts.spec import Channel, Node, Spec, mappings, rewrite
from generator.data.words import Words
from generator.problems.fault import Path

_OPERATIONS = {
    "count": "count", "mean": "mean", "average": "mean", "median": "median", "sum": "sum",
    "min": "min", "max": "max", "distinct": "distinct", "stdev": "stdev", "stdevp": "stdev",
    "q1": "q1", "q3": "q3",
}  # fmt: skip
"""The words for what is computed; the rarer of Vega-Lite's names stay as they are."""
_TIMES = ("quarter", "month", "week", "day", "date", "dayofyear", "hours")
"""Parts of dates that an axis may be named by, instead of by its column."""
_GUIDES = {"x": "axis", "y": "axis", "facet": "header", "row": "header", "column": "header"}
_TITLED = frozenset(
    ("x", "y", "x2", "y2", "color", "fill", "stroke", "size", "shape", "opacity", "fillOpacity",
     "strokeOpacity", "strokeDash", "strokeWidth", "angle", "theta", "radius", "facet", "row",
     "column", "tooltip")
)  # fmt: skip
_HUMP = re.compile(r"(?<=[a-z]{2})([A-Z])(?=[a-z])")
_WORD = re.compile(r"\w+")

_WORDS = 3
"""Letters that a title has which another may say."""


class _Told(Struct, frozen=True):
    """What titles are made with: words of a language, the chart's own title, axes that have one."""

    words: Words
    said: tuple[str, ...]
    stated: frozenset[tuple[Path, str]]


def spoken(name: str) -> str:
    """Return a column's name in words: ``temp_max`` and ``maxTemp``; brackets stay."""
    is_camel = name[:1].islower() and " " not in name
    humps = _HUMP.sub(lambda match: f" {match[1].lower()}", name) if is_camel else name
    return " ".join(humps.replace("_", " ").split()) or name


def title_of(channel: Channel, words: Words) -> str:
    """Return the title of what a channel shows, empty where nothing is known of it."""
    field, operation = channel.get("field"), channel.get("aggregate")
    if operation == "count":
        return words("chart_count")
    if not isinstance(field, str) or not isinstance(operation, str | None):
        return ""
    unit = str(channel.get("timeUnit") or "").removeprefix("utc")
    name = words(f"chart_{unit}") if unit in _TIMES else spoken(_last(field))
    if operation not in _OPERATIONS:
        return f"{operation}({name})" if operation else name
    return words(f"chart_{_OPERATIONS[operation]}", column=name)


def _last(field: str) -> str:
    """Return a column's name, or that of what lies in it: the name of ``properties.name``."""
    steps = steps_of(field)
    return steps[-1] if steps and not steps[-1].isdecimal() else name_of(field)


def with_titles(spec: Spec, words: Words) -> Spec:
    """Return a specification with the titles that its author left to Vega-Lite."""
    if (spec.get("config") or {}).get("fieldTitle"):
        return spec
    told = _Told(words, _heard(spec.get("title")), frozenset(_stated(spec)))
    return rewrite(spec, lambda node, path: _titled(node, path, told))


def _stated(spec: Spec) -> Iterator[tuple[Path, str]]:
    """Yield the axes and legends that an author gave a title, each with where its views stand."""
    for path, node in mappings(spec):
        name = _name(path)
        guide = node.get(_GUIDES.get(name, "legend"))
        if name and ("title" in node or (isinstance(guide, dict) and "title" in guide)):
            yield _around(path), name


def _around(path: Path) -> Path:
    """Return the view whose layers share the axes that a channel at a path has."""
    ends = [path.index(key) for key in ("layer", "encoding") if key in path]
    return path[: min(ends)] if ends else path


def _titled(node: Node, path: Path, told: _Told) -> Node:
    name = _name(path)
    if name not in _TITLED or "title" in node or not (title := title_of(node, told.words)):
        return node
    if name != "tooltip" and (_around(path), name.removesuffix("2")) in told.stated:
        return node  # Vega-Lite would join both
    guide = _GUIDES.get(name, "legend")
    around = node.get(guide, {})
    is_said = name in ("x", "y") and around is not None and _holds(told.said, _heard(title))
    hidden = {guide: {"title": None} | around} if is_said else {}
    return node | {"title": title} | hidden


def _name(path: Path) -> str:
    """Return the channel that stands at a path, empty where none does."""
    own = path[:-1] if path and isinstance(path[-1], int) else path
    if own[-2:-1] == ("encoding",) or own[-1:] == ("facet",):
        return str(own[-1])
    return str(own[-1]) if own[-2:-1] == ("facet",) and own[-1] in ("row", "column") else ""


def _heard(title: Any) -> tuple[str, ...]:
    text = title.get("text") if isinstance(title, Mapping) else title
    return tuple(_WORD.findall(text.casefold())) if isinstance(text, str) else ()


def _holds(said: tuple[str, ...], words: tuple[str, ...]) -> bool:
    count = len(words)
    # A column named "a" is not what "A simple chart" says.
    return sum(map(len, words)) >= _WORDS and any(
        said[at : at + count] == words for at in range(len(said) - count + 1)
    )
