"""Which columns a specification speaks of, and how it writes their values."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from generator.charts.spec import mappings

_FIELD_KEYS = frozenset(
    ("field", "fields", "groupby", "fold", "flatten", "density", "regression", "loess", "on",
     "quantile", "impute", "key", "stack", "extent", "lookup", "repeat")
)  # fmt: skip
_DATA_KEYS = frozenset(("data", "datasets", "values"))
_DATUM = re.compile(r"\bdatum\b(?:\.([A-Za-z_$][\w$]*)|\[(?:'([^'\\]+)'|\"([^\"\\]+)\")\])?")
_HEAD = re.compile(r"((?:\\.|[^.\[\\])+)")
EVERY = "*"
"""Stands among the columns where a specification may use any of them."""


class Form(Struct, frozen=True):
    """A format that a chart writes a column with; an axis has one for ticks, not for values."""

    pattern: str
    is_for_values: bool


def columns_used(spec: Any) -> frozenset[str]:
    """Return every name that may be a column's, as far as a specification speaks of it."""
    return frozenset(_columns(spec, ""))


def _columns(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, str):
        if key in _FIELD_KEYS:
            yield from (value, *_first_part(value))
        for match in _DATUM.finditer(value):
            yield next((part for part in match.groups() if part), EVERY)
    elif isinstance(value, list):
        for part in value:
            yield from _columns(part, key)
    elif isinstance(value, dict):
        if value.get("content") == "data":
            yield EVERY
        for name, part in value.items():
            if "pivot" in value and name in ("pivot", "value"):
                yield from _columns(part, "field")
            elif name not in _DATA_KEYS:
                yield from _columns(part, "repeat" if key == "repeat" else name)
        if "from" in value:  # a lookup's data stand inside
            yield from _columns(value["from"], "from")


def _first_part(field: str) -> Iterator[str]:
    """Yield the column of a path into it, such as ``place.name`` or ``sizes[0]``."""
    match = _HEAD.match(field)
    if match:
        yield re.sub(r"\\(.)", r"\1", match[1])


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
        key = next((each for each in reversed(path) if isinstance(each, str)), "")
        for holder in (node, node.get("axis"), node.get("legend")):
            pattern = holder.get("format") if isinstance(holder, dict) else None
            if isinstance(pattern, str) and pattern:
                yield field, Form(pattern, key in ("tooltip", "text"))
