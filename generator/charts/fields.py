"""How a specification names columns: by fields, which are ways into a row, and in expressions.

A column whose own name has points, brackets or quotation marks in it is escaped as a field. Rows
may lie within a JSON object: at the end of such a way, or as the features of a map.
"""

import re
from collections.abc import Iterator
from typing import Any

from generator.charts.spec import Node, Records, Source, Spec, mappings, rewrite, texts_in
from generator.data.json_forms import lists_in
from generator.problems import suggestion
from generator.problems.fault import At, Fault, Path
from generator.problems.regex import regex

FIELD_KEYS = frozenset(
    ("field", "groupby", "fold", "flatten", "density", "regression", "loess", "quantile",
     "impute", "key", "on", "stack", "extent", "fields", "lookup", "argmax", "argmin")
)  # fmt: skip
"""Where Vega-Lite takes a field, beside ``repeat``, and ``pivot`` with its ``value``."""
EVERY = "\0"
"""Stands among columns where any of them may be meant; no name has this letter."""
SAID = "\1"
"""Stands among columns for those whose names stand in the specification as texts."""
_ODD = regex(r"""[.\[\]\\'"]""")
_STEP = regex(
    r"""(?P<plain>(?:\\.|[^\\.\[\]'"])+)|\[(?P<number>\d+)\]"""
    r"""|\[(?P<quote>['"])(?P<quoted>(?:\\.|(?!(?P=quote))[^\\])*)(?P=quote)\]""",
    re.DOTALL,
)
LITERAL = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
_ESCAPE = regex(r"\\(u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_DATUM = regex(
    rf"\bdatum\b(?!\s*:)(?:\s*\.\s*(?P<member>[\w$]+)|\s*\[\s*(?:(?P<literal>{LITERAL})"
    r"|(?P<word>[^\W\d][\w$]*))\s*\])?",
    re.DOTALL,
)


def field_of(name: str) -> str:
    """Return the field that means a column."""
    return _ODD.sub(r"\\\g<0>", name)


def steps_of(field: str) -> tuple[str, ...]:
    """Return a field's way into a row: the column, and what lies in it; empty for what is none."""
    steps, at = [], 0
    while at < len(field):
        match = _STEP.match(field, at + (field[at] == "." and at > 0))
        if not match:
            return ()
        quoted = match["number"] or match["quoted"]
        steps.append(re.sub(r"\\(.)", r"\1", match["plain"] or quoted, flags=re.DOTALL))
        at = match.end()
    return tuple(steps)


def column_of(field: str) -> str:
    """Return the column that a field leads to or into; what is no way is taken as it is."""
    return next(iter(steps_of(field)), field)


def name_of(field: str) -> str:
    """Return the column that a field means, or its way into one as it is written."""
    steps = steps_of(field)
    return steps[0] if len(steps) == 1 else field


def value_at(row: Any, steps: tuple[str, ...]) -> Any:
    """Return what lies in a row at the end of a way, None where nothing does."""
    for step in steps:
        if isinstance(row, list) and step.isdecimal() and int(step) < len(row):
            row = row[int(step)]
        else:
            row = row.get(step) if isinstance(row, dict) else None
    return row


def text_of_literal(literal: str) -> str:
    """Return the text that a literal of an expression means, its quotation marks taken off."""
    return _ESCAPE.sub(_letter, literal[1:-1])


def _letter(match: re.Match[str]) -> str:
    mark = match[1]
    return chr(int(mark[1:], 16)) if len(mark) > 1 else _LETTERS.get(mark, mark)


def columns_asked(expression: str) -> Iterator[str]:
    """Yield the columns that an expression asks its row for; EVERY for a whole row."""
    for match in _DATUM.finditer(expression):
        if match["literal"]:
            yield text_of_literal(match["literal"])
        else:
            yield match["member"] or (SAID if match["word"] else EVERY)


def with_fields(spec: Spec, names: frozenset[str]) -> Spec:
    """Return a specification in which a field that is a column's very name is escaped.

    ``names`` are the columns of its data. A way into a column stays what it is.
    """
    every = names.union(*(_made(node) for _, node in mappings(spec)))
    odd = {name: field_of(name) for name in every if _ODD.search(name)}
    if not odd:
        return spec

    def escaped(part: Any) -> Any:
        if isinstance(part, list):
            return [escaped(each) for each in part]
        return odd.get(part, part) if isinstance(part, str) else part

    def change(node: Node, path: Path) -> Node:
        keys = {key for key in node if is_field(key, node, path)}
        return {key: escaped(part) if key in keys else part for key, part in node.items()}

    return rewrite(spec, change)


def is_field(key: str, node: Node, path: Path) -> bool:
    """Tell whether a mapping holds fields under a key: one, or a list of them."""
    if key in ("pivot", "value"):
        return "pivot" in node
    return key in FIELD_KEYS or key == "repeat" or path[-1:] == ("repeat",)


def _made(node: Node) -> Iterator[str]:
    yield from texts_in(node.get("as"))


_GEO = frozenset(
    ("Topology", "FeatureCollection", "Feature", "GeometryCollection", "Point", "MultiPoint",
     "LineString", "MultiLineString", "Polygon", "MultiPolygon", "Sphere")
)  # fmt: skip
_OF_FEATURES = frozenset(("type", "id", "properties", "geometry"))
_OF_MESHES = frozenset(("type", "coordinates"))


def taken_from(value: Node, form: Node, name: str, path: Path) -> Source:
    """Return the source that a data format makes of an object. Raises Fault."""
    way = form.get("property")
    if isinstance(way, str):
        rows = value_at(value, steps_of(way))
        if not isinstance(rows, list):
            raise _no_rows(value, way, name, (*path, "format", "property"))
        kept = {key: part for key, part in form.items() if key != "property"}
        return {"values": Records(rows), "format": kept | {"type": "json"}}
    if value.get("type") not in _GEO:
        listed = ", ".join(f'"{each}"' for each, _ in lists_in(value))
        hint = f'a vega-lite block takes its rows with "format": {{"property": …}}: {listed}'
        raise Fault(f"{name} is an object, and no list of rows", At(path), hint)
    return {"values": Records(value)} | ({"format": form} if form else {})


def _no_rows(value: Node, way: str, name: str, path: Path) -> Fault:
    known = [each for each, _ in lists_in(value)]
    listed = f"there are {', '.join(known)}" if known else "it has no list"
    return Fault(f'{name} has no rows at "{way}"', At(path), suggestion(way, known, listed))


def features_in(value: Node, form: Node) -> list[Node] | None:
    """Return what a map's marks are drawn from, as far as it can be told."""
    parts = value.get("objects")
    if "feature" not in form or not isinstance(parts, dict):
        return None
    named = parts.get(str(form["feature"]))
    found = named.get("geometries", [named]) if isinstance(named, dict) else None
    return found if isinstance(found, list) else None


def columns_in(values: Any, form: Any) -> frozenset[str] | None:
    """Return the columns of what stands inside a specification, None where they cannot be told."""
    form = form if isinstance(form, dict) else {}
    if isinstance(values, dict):
        if "property" in form:
            return None
        if form.keys() & {"feature", "mesh"}:
            return _OF_FEATURES if "feature" in form else _OF_MESHES
        return frozenset(values)
    if not isinstance(values, list) or not values or "property" in form:
        return None
    if all(isinstance(row, dict) for row in values):
        return frozenset(name for keys in dict.fromkeys(map(tuple, values)) for name in keys)
    return frozenset(("data",)) if not form else None
