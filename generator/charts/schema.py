"""Vega-Lite's schema, as the altair package carries it: which shapes a value may have."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path as FilePath
from typing import Any

from generator.problems.fault import Path

Schema = dict[str, Any]
_ALIASES = {"int": "number", "integer": "number"}
_BOUNDS = ("minimum", "maximum", "minItems", "maxItems", "minLength")
"""What may stand beside a choice, for all that it allows."""
_KNOWN: dict[int, tuple[Schema, ...]] = {}
"""The leaves of a part of the schema, which is read once, by its identity."""


@cache
def schema() -> dict[str, Schema]:
    """Return the definitions of the schema that the altair package carries.

    The package itself is not imported: the file is found beside it.
    """
    package = find_spec("altair")
    folders = package.submodule_search_locations if package else None
    if not folders:
        raise ModuleNotFoundError("altair")
    file = FilePath(folders[0]) / "vegalite/v6/schema/vega-lite-schema.json"
    definitions: dict[str, Schema] = json.loads(file.read_bytes())["definitions"]
    return definitions


def defined(name: str) -> tuple[Schema, ...]:
    """Return the shapes that a definition allows."""
    return shapes_of(schema()[name])


def shapes_of(node: Schema) -> tuple[Schema, ...]:
    """Return the shapes that a part of the schema allows, without references and choices."""
    if id(node) not in _KNOWN:
        _KNOWN[id(node)] = tuple(_shapes(node))
    return _KNOWN[id(node)]


def _shapes(node: Schema) -> Iterable[Schema]:
    if "$ref" in node:
        return defined(node["$ref"].rpartition("/")[2])
    if "anyOf" in node:
        bounds = {key: node[key] for key in _BOUNDS if key in node}
        parts = [leaf for part in node["anyOf"] for leaf in shapes_of(part)]
        return [bounds | leaf for leaf in parts] if bounds else parts
    return (node,)


def children(shapes: Iterable[Schema], key: str) -> tuple[Schema, ...]:
    """Return the shapes that the value of a key may have."""
    parts = (each["properties"][key] for each in shapes if key in each.get("properties", ()))
    return tuple(leaf for part in parts for leaf in shapes_of(part))


def is_open(leaf: Schema) -> bool:
    """Tell whether a mapping may have keys that its shape does not name."""
    if "properties" not in leaf:
        return leaf.get("additionalProperties") is not False
    return leaf.get("additionalProperties", False) is not False


def fits(value: dict[str, Any], leaf: Schema) -> bool:
    """Tell whether a mapping has what a shape requires, and the constants that it fixes."""
    properties = leaf.get("properties", {})
    fixed = all(
        value[key] == part["const"]
        for key, part in properties.items()
        if key in value and "const" in part
    )
    return fixed and all(key in value for key in leaf.get("required", ()))


def kind_of(value: Any) -> str:
    """Return what JSON calls a value."""
    if isinstance(value, dict | list):
        return "object" if isinstance(value, dict) else "array"
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else "string"


def enumerated(leaf: Schema) -> list[Any]:
    """Return the only values that a shape allows, nothing where it allows others."""
    if "const" in leaf:
        return [leaf["const"]]
    return list(leaf.get("enum", ()))


def accepts(leaf: Schema, kind: str) -> bool:
    """Tell whether a shape is one of values of a kind."""
    if "const" in leaf or "enum" in leaf:
        return any(kind_of(word) == kind for word in enumerated(leaf) if word is not None)
    kinds = leaf.get("type")
    if kinds is None:
        return kind == "object" if "properties" in leaf else True
    names = [kinds] if isinstance(kinds, str) else kinds
    return kind in [_ALIASES.get(name, name) for name in names]


def words(definition: str) -> frozenset[str]:
    """Return the words that a definition of the schema lists: its values, or its keys."""
    leaves = defined(definition)
    values = {word for leaf in leaves for word in enumerated(leaf) if isinstance(word, str)}
    return frozenset(values | {key for leaf in leaves for key in leaf.get("properties", ())})


def channel_words(channel: str) -> frozenset[str]:
    """Return the keys that a channel's mapping may have."""
    (encoding,) = defined("FacetedEncoding")
    leaves = children([encoding], channel)
    return frozenset(key for leaf in leaves for key in leaf.get("properties", ()))


def called(path: Path) -> str:
    """Return what messages call the value at a path."""
    if path[-2:] == ("mark", "type"):
        return "mark"
    return path[-1] if path and isinstance(path[-1], str) else "this"
