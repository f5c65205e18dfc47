"""Finds columns that a specification asks for and its data does not have."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.charts.fields import (
    EVERY,
    SAID,
    column_of,
    columns_asked,
    columns_in,
    field_of,
    is_field,
    steps_of,
)
from generator.charts.spec import EXPRESSIONS, Node, Spec, Transform, inner_views, unwrapped
from generator.charts.units import Unit
from generator.problems import nearest, suggestion
from generator.problems.fault import At, Fault, Path

Known = frozenset[str] | None
"""A view's columns; None where they cannot be told."""

_DEFAULT_NAMES = {
    "fold": ("key", "value"),
    "density": ("value", "density"),
    "quantile": ("prob", "value"),
    "impute": (),
}
_RESERVED = frozenset(
    ("constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString",
     "toString", "valueOf", "__defineGetter__", "__defineSetter__", "__lookupGetter__",
     "__lookupSetter__", "__proto__")
)  # fmt: skip
"""What every object of JavaScript has, so that Vega takes it for more than a name."""
_ALTAIR_NAME = re.compile(r"data-[0-9a-f]{32}\Z")
_NOT_OF_ROWS = ("from", "axis", "legend", "header")
"""What a lookup brings, and guides, whose own ``datum`` is a tick."""
_SURELY_MEANT = 0.75
"""An expression may ask for what is not there; only what looks much alike is misspelt."""


class Source(Struct, frozen=True):
    """A named dataset's columns, None where it has no rows of its own (a map)."""

    columns: Known


def missing_columns(spec: Spec, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Compare every field of a specification with the columns of the view it stands in."""
    yield from _view(spec, sources, None, "", ())


def _view(
    view: Spec, sources: Mapping[str, Source], around: Known, name: str, path: Path
) -> Iterator[Fault]:
    if isinstance(view.get("data"), dict):
        around, name = _columns(view["data"], sources), _name(view["data"])
    own = _transformed(view.get("transform"), around, sources)
    inner = view.get("spec")
    # Vega-Lite splits into panels after what the panels' own transforms make.
    split = _transformed(inner.get("transform"), own, sources) if isinstance(inner, dict) else own
    for part, known in (("transform", own), ("encoding", own), ("facet", split)):
        if known is not None:
            yield from _fields(view.get(part), known, name, (*path, part))
    if split is not None:
        yield from _repeated(view.get("repeat"), split, name, (*path, "repeat"))
    for way, child in inner_views(view):
        yield from _view(child, sources, own, name, (*path, *way))


def _repeated(value: Any, known: frozenset[str], name: str, path: Path) -> Iterator[Fault]:
    parts = value if isinstance(value, dict) else {"": value}
    for key, part in parts.items():
        yield from _in_field(part, known, name, (*path, key) if key else path)


def _name(data: Node) -> str:
    name = str(data.get("url") or data.get("name") or "")
    return name if name and not _ALTAIR_NAME.match(name) else "the data"


def _columns(data: Node, sources: Mapping[str, Source]) -> Known:
    values = data.get("values")
    if values is not None:
        return columns_in(unwrapped(values), data.get("format"))
    if isinstance(data.get("sequence"), dict):
        return frozenset((str(data["sequence"].get("as", "data")),))
    source = sources.get(str(data.get("url") or data.get("name")))
    shaped = isinstance(data.get("format"), dict) and not data["format"].keys().isdisjoint(
        ("property", "feature", "mesh")
    )
    return source.columns if source and not shaped else None


def _transformed(transforms: Any, known: Known, sources: Mapping[str, Source]) -> Known:
    """Return the columns after a view's transforms."""
    if known is None or not isinstance(transforms, list):
        return known
    for transform in transforms:
        made = _made(transform) if isinstance(transform, dict) else frozenset()
        if made is None:
            return None
        known |= made
    return known


def _made(transform: Transform) -> Known:
    if "pivot" in transform:
        return None
    secondary = transform.get("from")
    if isinstance(secondary, dict) and "as" not in transform and "fields" not in secondary:
        return None
    names = set(_named(transform))
    if "as" not in transform:
        for key, defaults in _DEFAULT_NAMES.items():
            names.update(defaults if key in transform else ())
    if isinstance(secondary, dict) and isinstance(secondary.get("fields"), list):
        names.update(f for f in secondary["fields"] if isinstance(f, str))
    return frozenset(names)


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from _named(part)
    elif isinstance(value, dict):
        given = value.get("as")
        names = [given] if isinstance(given, str) else given if isinstance(given, list) else []
        yield from names
        yield from (f"{each}_end" for each in names if "bin" in value or "timeUnit" in value)
        for key in ("aggregate", "joinaggregate", "window"):
            yield from _named(value.get(key))


def _fields(value: Any, known: frozenset[str], name: str, path: Path) -> Iterator[Fault]:
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield from _fields(part, known, name, (*path, index))
    if not isinstance(value, dict):
        return
    for key, part in value.items():
        inner = (*path, key)
        if key in EXPRESSIONS and isinstance(part, str):
            yield from _in_expression(part, known, name, inner)
        elif key != "repeat" and is_field(key, value, path) and isinstance(part, str | list):
            yield from _in_field(part, known, name, inner)
        elif key not in _NOT_OF_ROWS:
            yield from _fields(part, known, name, inner)


def _in_field(value: Any, known: frozenset[str], name: str, path: Path) -> Iterator[Fault]:
    parts = [((*path, n), v) for n, v in enumerate(value)] if isinstance(value, list) else []
    for place, column in parts or [(path, value)]:
        if isinstance(column, dict):
            yield from _fields(column, known, name, place)
        elif column == "" and "transform" in path:  # Altair's rank() has an empty field
            continue
        elif isinstance(column, str) and column_of(column) in _RESERVED & known:
            hint = "give it another name in its file, or in a sql block"
            message = f'no chart can draw a column called "{column_of(column)}"'
            yield Fault(f"{message}, which is a word of browsers", At(place), hint)
        elif isinstance(column, str) and _is_missing(column, known) and not _is_stack(path, column):
            near = suggestion(column, known, _list(known))
            yield Fault(f'no column "{column}" in {name}', At(place), near)


def _is_stack(path: Path, word: str) -> bool:
    """In an encoding ``stack`` and ``impute`` take words, in a transform a column."""
    return path[-1] in ("stack", "extent", "impute") and "encoding" in path


def _is_missing(column: str, known: frozenset[str]) -> bool:
    return column_of(column) not in known and column != "*"


def _list(known: frozenset[str]) -> str:
    names = sorted(known)
    return f"its columns are {', '.join(names)}" if len(names) <= 12 else ""


def _in_expression(text: str, known: frozenset[str], name: str, path: Path) -> Iterator[Fault]:
    for column in columns_asked(text):
        near = nearest(column, known, _SURELY_MEANT)
        if column not in {*known, EVERY, SAID} and near:
            hint = f'did you mean "{near}"?'
            yield Fault(f'no column "{column}" in {name}', At(path), hint)


def empty_field(unit: Unit, field: str, path: Path) -> Fault:
    """Say what a field is that leads to no value: an empty column, or a way that ends."""
    first, *way = steps_of(field)
    if not way:
        return Fault(f'the column "{first}" is empty', At(path), "show another, or fill it")
    known = {key for value in unit.values(field_of(first)) or ()
             if isinstance(value, dict) for key in value}  # fmt: skip
    hint = suggestion(way[0], known, f"a value of it has {', '.join(sorted(known))}")
    hint = hint if known else f'write "{first}" for the column itself'
    return Fault(f'no value of the column "{first}" has "{".".join(way)}"', At(path), hint)
