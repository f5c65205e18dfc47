"""The datasets of a Vega-Lite specification: those that it names, those that it carries."""

from collections.abc import Iterator
from typing import Any

from generator.problems.fault import Path


def own_names(spec: Any) -> frozenset[str]:
    """Return the names of the datasets that a specification carries within itself."""
    if isinstance(spec, list):
        return frozenset().union(*(own_names(part) for part in spec))
    if not isinstance(spec, dict):
        return frozenset()
    own = spec.get("datasets")
    found = frozenset(own if isinstance(own, dict) else ())
    if isinstance(spec.get("name"), str) and "values" in spec:
        found |= {spec["name"]}
    inner = (part for key, part in spec.items() if key not in ("datasets", "values"))
    return found.union(*(own_names(part) for part in inner))


def data_names(spec: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Find every named or addressed dataset of a Vega-Lite specification, and its path."""
    if isinstance(spec, list):
        for index, part in enumerate(spec):
            yield from data_names(part, (*path, index))
    if not isinstance(spec, dict):
        return
    for key, part in spec.items():
        if key == "data" and isinstance(part, dict):
            yield from _data_name(part, (*path, key))
        elif key not in ("datasets", "values"):
            yield from data_names(part, (*path, key))


def _data_name(data: dict[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    if not data.keys().isdisjoint(("values", "sequence", "graticule", "sphere")):
        return
    for key in ("url", "name"):
        if isinstance(data.get(key), str):
            yield (*path, key), data[key]
            return
