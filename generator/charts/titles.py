"""Titles of axes, legends and columns as a person would write them, where an author wrote none."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.charts.fields import name_of, steps_of
from generator.charts.spec import Channel, Node, Spec, mappings, rewrite
from generator.problems.fault import Path

COUNTED = "Number of rows"
_AGGREGATES = {
    "mean": "Mean of {}", "average": "Mean of {}", "median": "Median of {}", "sum": "Sum of {}",
    "min": "Lowest {}", "max": "Highest {}", "distinct": "Number of different {}",
    "valid": "Number of {}", "missing": "Number of missing {}", "product": "Product of {}",
    "stdev": "Standard deviation of {}", "stdevp": "Standard deviation of {}",
    "variance": "Variance of {}", "variancep": "Variance of {}",
    "stderr": "Standard error of {}", "q1": "Lower quartile of {}", "q3": "Upper quartile of {}",
    "ci0": "Lower bound of {}", "ci1": "Upper bound of {}",
}  # fmt: skip
NAMES_OF_TIME = {"quarter": "quarter", "month": "month", "week": "week", "day": "weekday",
                 "date": "day of the month", "dayofyear": "day of the year",
                 "hours": "hour"}  # fmt: skip
"""What stands along an axis that tells a part of each date."""
_GUIDES = {"x": "axis", "y": "axis", "facet": "header", "row": "header", "column": "header"}
_TITLED = frozenset(
    ("x", "y", "x2", "y2", "color", "fill", "stroke", "size", "shape", "opacity", "fillOpacity",
     "strokeOpacity", "strokeDash", "strokeWidth", "angle", "theta", "radius", "facet", "row",
     "column", "tooltip")
)  # fmt: skip
_HUMP = re.compile(r"(?<=[a-z]{2})([A-Z])(?=[a-z])")
_WORD = re.compile(r"\w+")
Words = tuple[str, ...]


def spoken(name: str) -> str:
    """Return a column's name in words: ``temp_max`` and ``maxTemp``; brackets stay."""
    is_camel = name[:1].islower() and " " not in name
    humps = _HUMP.sub(lambda match: f" {match[1].lower()}", name) if is_camel else name
    return " ".join(humps.replace("_", " ").split()) or name


def title_of(channel: Channel) -> str:
    """Return the title of what a channel shows, empty where nothing is known of it."""
    field, operation = channel.get("field"), channel.get("aggregate")
    if operation == "count":
        return COUNTED
    if not isinstance(field, str) or not isinstance(operation, str | None):
        return ""
    unit = str(channel.get("timeUnit") or "").removeprefix("utc")
    name = NAMES_OF_TIME.get(unit) or spoken(_last(field))
    return _AGGREGATES.get(operation, f"{operation} of {{}}").format(name) if operation else name


def _last(field: str) -> str:
    """Return a column's name, or that of what lies in it: the name of ``properties.name``."""
    steps = steps_of(field)
    return steps[-1] if steps and not steps[-1].isdecimal() else name_of(field)


def with_titles(spec: Spec) -> Spec:
    """Return a specification with the titles that its author left to Vega-Lite."""
    if (spec.get("config") or {}).get("fieldTitle"):
        return spec
    said = _words(spec.get("title"))
    stated = frozenset(_stated(spec))
    return rewrite(spec, lambda node, path: _titled(node, path, said, stated))


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


def _titled(node: Node, path: Path, said: Words, stated: frozenset[tuple[Path, str]]) -> Node:
    name = _name(path)
    if name not in _TITLED or "title" in node or not (title := title_of(node)):
        return node
    if name != "tooltip" and (_around(path), name.removesuffix("2")) in stated:
        return node  # Vega-Lite would join both
    guide = _GUIDES.get(name, "legend")
    around = node.get(guide, {})
    is_said = name in ("x", "y") and around is not None and _holds(said, _words(title))
    hidden = {guide: {"title": None} | around} if is_said else {}
    return node | {"title": title} | hidden


def _name(path: Path) -> str:
    """Return the channel that stands at a path, empty where none does."""
    own = path[:-1] if path and isinstance(path[-1], int) else path
    if own[-2:-1] == ("encoding",) or own[-1:] == ("facet",):
        return str(own[-1])
    return str(own[-1]) if own[-2:-1] == ("facet",) and own[-1] in ("row", "column") else ""


def _words(title: Any) -> Words:
    text = title.get("text") if isinstance(title, Mapping) else title
    return tuple(_WORD.findall(text.casefold())) if isinstance(text, str) else ()


def _holds(said: Words, words: Words) -> bool:
    count = len(words)
    return count > 0 and any(said[at : at + count] == words for at in range(len(said) - count + 1))
