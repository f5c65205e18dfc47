"""Vega-Lite's own words: finds misspelt keys, marks, channels and types in a specification."""

import json
from collections.abc import Iterator
from typing import Any

from generator.charts.schema import (
    Schema,
    accepts,
    children,
    defined,
    enumerated,
    fits,
    is_open,
    kind_of,
    shapes_of,
)
from generator.charts.spec import Node, Spec
from generator.problems import Severity, suggestion
from generator.problems.fault import At, Fault, Path

_DATA = frozenset(("values", "datasets"))


def misspellings(spec: Spec, root: str = "TopLevelSpec") -> Iterator[Fault]:
    """Compare a specification with Vega-Lite's schema, without its data."""
    yield from _check(spec, defined(root), ())


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


def _check(value: Any, leaves: tuple[Schema, ...], path: Path) -> Iterator[Fault]:
    if value is None:
        return  # Vega-Lite takes null for "not here" in more places than its schema says
    if isinstance(value, dict):
        yield from _check_mapping(value, leaves, path)
    elif isinstance(value, list):
        yield from _check_list(value, leaves, path)
    else:
        yield from _check_word(value, leaves, path)


def _check_mapping(value: Node, leaves: tuple[Schema, ...], path: Path) -> Iterator[Fault]:
    shapes = [leaf for leaf in leaves if accepts(leaf, "object")]
    if not shapes:
        yield _wrong_kind("a mapping", leaves, path)
        return
    fitting = [s for s in shapes if fits(value, s)] or shapes
    known = {key for leaf in fitting for key in leaf.get("properties", ())}
    for key, part in value.items():
        if key in known:
            if not (key in _DATA and isinstance(part, dict | list)):
                yield from _check(part, children(fitting, key), (*path, key))
        elif not any(is_open(leaf) for leaf in fitting):
            yield _unknown(key, known, (*path, key))


def _unknown(key: str, known: set[str], path: Path) -> Fault:
    hint = suggestion(key, known)
    severity: Severity = "error" if hint else "warning"
    return Fault(f'Vega-Lite knows no "{key}" here', At(path, is_key=True), hint, severity)


def _check_list(value: list[Any], leaves: tuple[Schema, ...], path: Path) -> Iterator[Fault]:
    lists = [leaf for leaf in leaves if accepts(leaf, "array")]
    if not lists:
        yield _wrong_kind("a list", leaves, path)
        return
    inner = [leaf["items"] for leaf in lists if isinstance(leaf.get("items"), dict)]
    if len(inner) == len(lists):
        parts = tuple(leaf for item in inner for leaf in shapes_of(item))
        for index, element in enumerate(value):
            yield from _check(element, parts, (*path, index))


def _check_word(value: Any, leaves: tuple[Schema, ...], path: Path) -> Iterator[Fault]:
    kind = kind_of(value)
    fitting = [leaf for leaf in leaves if accepts(leaf, kind)]
    if not fitting:
        yield _wrong_kind(json.dumps(value), leaves, path)
        return
    listed = [set(map(json.dumps, enumerated(leaf))) for leaf in fitting]
    known = set().union(*listed)
    if all(listed) and json.dumps(value) not in known:
        names = [json.loads(word) for word in known]
        texts = sorted(str(name) for name in names if isinstance(name, str))
        otherwise = f"one of {', '.join(texts)}" if 0 < len(texts) <= 8 else ""
        word = called(path)
        message = f'no {word} "{value}"' if isinstance(value, str) else f"{word} cannot be {value}"
        yield Fault(message, At(path), suggestion(str(value), texts, otherwise))


def _wrong_kind(what: str, leaves: tuple[Schema, ...], path: Path) -> Fault:
    wanted = [
        kind
        for kind in ("string", "number", "boolean", "object", "array")
        if any(accepts(leaf, kind) for leaf in leaves)
    ]
    spoken = {
        "string": "a text",
        "number": "a number",
        "boolean": "true or false",
        "object": "a mapping",
        "array": "a list",
    }
    hint = f"expected {' or '.join(spoken[kind] for kind in wanted)}"
    return Fault(f"{called(path)} cannot be {what}", At(path), hint)


def called(path: Path) -> str:
    """Return what messages call the value at a path."""
    if path[-2:] == ("mark", "type"):
        return "mark"
    return path[-1] if path and isinstance(path[-1], str) else "this"
