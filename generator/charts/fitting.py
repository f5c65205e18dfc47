"""Vega-Lite's schema to the letter: its words, ranges, keys that are needed or exclude others."""

import json
from collections.abc import Iterator
from typing import Any

from generator.charts.schema import (
    Schema,
    accepts,
    called,
    children,
    defined,
    enumerated,
    fits,
    is_open,
    kind_of,
    shapes_of,
)
from generator.charts.spec import Node, Spec
from generator.problems import Severity, shortened, suggestion
from generator.problems.fault import At, Fault, Path

_ROOT = "TopLevelSpec"
_DATA = frozenset(("values", "datasets"))
_NOWHERE: Path = ("",)
"""Begins the paths of what is only compared, so that nothing is worded for it."""
Shapes = tuple[Schema, ...]
_CONTAINERS = {"object": "a mapping", "array": "a list"}
_SPOKEN = {"string": "a text", "number": "a number", "boolean": "true or false"} | _CONTAINERS


def misspellings(spec: Spec) -> Iterator[Fault]:
    """Compare a specification with Vega-Lite's schema, without its data."""
    yield from _check(spec, defined(_ROOT), ())


def _check(value: Any, leaves: Shapes, path: Path) -> Iterator[Fault]:
    if value is None:
        return  # Vega-Lite takes null for "not here" in more places than its schema says
    shapes = [leaf for leaf in leaves if accepts(leaf, kind_of(value))]
    if not shapes:
        yield _wrong_kind(value, leaves, path)
    elif isinstance(value, dict):
        yield from _check_mapping(value, shapes, path)
    elif isinstance(value, list):
        yield from _check_list(value, shapes, path)
    else:
        yield from _check_word(value, shapes, path)


def _check_mapping(value: Node, shapes: list[Schema], path: Path) -> Iterator[Fault]:
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


def _check_list(value: list[Any], shapes: list[Schema], path: Path) -> Iterator[Fault]:
    inner = [leaf["items"] for leaf in shapes if isinstance(leaf.get("items"), dict)]
    if len(inner) == len(shapes):
        parts = tuple(leaf for item in inner for leaf in shapes_of(item))
        for index, element in enumerate(value):
            yield from _check(element, parts, (*path, index))


def _check_word(value: Any, shapes: list[Schema], path: Path) -> Iterator[Fault]:
    listed = [set(map(json.dumps, enumerated(leaf))) for leaf in shapes]
    known = set().union(*listed)
    if all(listed) and json.dumps(value) not in known:
        names = [json.loads(word) for word in known]
        texts = sorted(str(name) for name in names if isinstance(name, str))
        otherwise = f"one of {', '.join(texts)}" if 0 < len(texts) <= 8 else ""
        word = called(path)
        message = f'no {word} "{value}"' if isinstance(value, str) else f"{word} cannot be {value}"
        yield Fault(message, At(path), suggestion(str(value), texts, otherwise))


def _wrong_kind(value: Any, leaves: Shapes, path: Path) -> Fault:
    wanted = [kind for kind in _SPOKEN if any(accepts(leaf, kind) for leaf in leaves)]
    what = _CONTAINERS.get(kind_of(value)) or json.dumps(value)
    hint = f"expected {' or '.join(_SPOKEN[kind] for kind in wanted)}"
    return Fault(f"{called(path)} cannot be {what}", At(path), hint)


def misfits(spec: Spec) -> Iterator[Fault]:
    """Find the first part of a specification that no shape of the schema allows.

    Keys that no shape knows and nulls are left to others.
    """
    fitting = _Fitting()
    if not fitting.fits(spec, defined(_ROOT)):
        yield fitting.first(spec, defined(_ROOT), ())


class _Fitting:
    """Compares values with shapes, each pair once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bool] = {}

    def fits(self, value: Any, shapes: Shapes) -> bool:
        """Tell whether a value has one of some shapes."""
        if value is None:
            return True
        stray = _stray(value, shapes)
        return any(self._has(value, shape, stray) for shape in shapes)

    def _has(self, value: Any, shape: Schema, stray: frozenset[str]) -> bool:
        pair = id(value), id(shape)
        if pair not in self._known:
            self._known[pair] = next(self._faults(value, shape, stray, _NOWHERE), None) is None
        return self._known[pair]

    def first(self, value: Any, shapes: Shapes, path: Path) -> Fault:
        """Return what is wrong in the shape that was surely meant: that with the fewest faults."""
        stray = _stray(value, shapes)
        meant = [shape for shape in shapes if accepts(shape, kind_of(value))] or shapes
        found = [list(self._faults(value, shape, stray, path)) for shape in meant]
        return min(found, key=lambda faults: (len(faults), -len(faults[0].path)))[0]

    def _faults(
        self, value: Any, shape: Schema, stray: frozenset[str], path: Path
    ) -> Iterator[Fault]:
        if not accepts(shape, kind_of(value)):
            yield Fault(f"{called(path)} cannot be {_shown(value)}", At(path))
        elif isinstance(value, dict):
            yield from _keys(value, shape, stray, path)
            for key, shapes in _parts(value, shape):
                yield from self._inner(value[key], shapes, (*path, key))
        elif isinstance(value, list):
            yield from _length(value, shape, path)
            inner = shape.get("items")
            for index, part in enumerate(value if isinstance(inner, dict) else ()):
                yield from self._inner(part, shapes_of(shape["items"]), (*path, index))
        else:
            yield from _word(value, shape, path)

    def _inner(self, value: Any, shapes: Shapes, path: Path) -> Iterator[Fault]:
        if not self.fits(value, shapes):
            is_worded = path[:1] != _NOWHERE
            yield self.first(value, shapes, path) if is_worded else Fault("", At(path))


def _stray(value: Any, shapes: Shapes) -> frozenset[str]:
    """Return the keys that no shape knows: misspelt ones, which are told by themselves."""
    if not isinstance(value, dict):
        return frozenset()
    known = {key for shape in shapes for key in shape.get("properties", ())}
    return frozenset(value) - known


def _parts(value: Node, shape: Schema) -> Iterator[tuple[str, Shapes]]:
    properties, others = shape.get("properties", {}), shape.get("additionalProperties")
    for key, inner in value.items():
        part = properties.get(key, others)
        if isinstance(part, dict) and not (key in _DATA and isinstance(inner, dict | list)):
            yield key, shapes_of(part)


def _keys(value: Node, shape: Schema, stray: frozenset[str], path: Path) -> Iterator[Fault]:
    for key in shape.get("required", ()):
        if key not in value:
            beside = next((each for each in value if each in shape.get("properties", ())), "")
            what = f'"{beside}" needs "{key}" beside it' if beside else f'"{key}" is missing'
            place = (*path, beside) if beside else path
            yield Fault(what, At(place, is_key=bool(beside)))
    properties = shape.get("properties", {})
    for key in () if is_open(shape) else value.keys() - properties.keys() - stray:
        other = next((each for each in value if each in properties), "")
        message = f'"{key}" cannot stand beside "{other}"' if other else f'no "{key}" here'
        hint = "give each a mapping of its own" if "transform" in path[-2:] else ""
        yield Fault(message, At((*path, key), is_key=True), hint)


def _length(value: list[Any], shape: Schema, path: Path) -> Iterator[Fault]:
    least, most = shape.get("minItems", 0), shape.get("maxItems", len(value))
    if not least <= len(value) <= most:
        wanted = str(least) if least == most else f"{least} or more"
        yield Fault(f"{called(path)} has {len(value)} parts, not {wanted}", At(path))


def _word(value: Any, shape: Schema, path: Path) -> Iterator[Fault]:
    allowed = enumerated(shape)
    if allowed and value not in allowed:
        yield Fault(f"{called(path)} cannot be {_shown(value)}", At(path))
    if kind_of(value) == "number":
        low, high = shape.get("minimum"), shape.get("maximum")
        if (low is not None and value < low) or (high is not None and value > high):
            yield Fault(f"{called(path)} cannot be {_shown(value)}", At(path), _range(low, high))
    if isinstance(value, str) and not shape.get("minLength", 0) <= len(value):
        yield Fault(f"{called(path)} is empty", At(path))


def _range(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"from {low:g} to {high:g}"
    return f"{low:g} or more" if low is not None else f"{high:g} at most"


def _shown(value: Any) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return _CONTAINERS.get(kind_of(value), shortened(text, 60))
