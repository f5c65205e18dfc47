"""Rows that lie within a JSON object: at a property of it, or as the features of a map."""

from typing import Any

from generator.charts.fields import steps_of, value_at
from generator.charts.spec import Node, Records, Source
from generator.data.json_forms import lists_in
from generator.problems import suggestion
from generator.problems.fault import At, Fault, Path

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
