"""A map in few lines: ``mark: map`` with outlines, what joins them to rows, and a projection."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.charts.schema import words
from generator.charts.short.marks import name_of
from generator.charts.short.parts import Fragment, KnownColumns
from generator.charts.spec import Channel, Encoding, Node, Spec
from generator.data.tree import Tree
from generator.problems import suggestion
from generator.problems.fault import Fault, Path

WORDS = ("geo", "join", "projection")
_OUTLINE = "_outline"
"""The column that holds a row's region."""
_FEW = 5


class Outlines(Struct, frozen=True):
    """A map's regions: where they lie in their file, and the properties of each."""

    name: str
    format: Node
    regions: list[Mapping[str, Any]]

    @property
    def source(self) -> Node:
        """Return the regions as data of Vega-Lite's."""
        return {"name": self.name, "format": self.format}


def is_map(chart: Spec) -> bool:
    """Tell whether a chart is a map."""
    return name_of(chart.get("mark", "")) == "map"


def map_views(own: Fragment, tree: Tree, known: KnownColumns) -> list[Fragment]:
    """Return the layers of a map: its outlines, its regions, its points. Raises Fault."""
    chart = tree.value
    outlines = _outlines(tree, known)
    shape = {"type": "geoshape", "aria": False, "style": "outline"}
    below = Fragment({"data": outlines.source, "mark": shape}, {(): ("geo",)})
    encoding = own.spec.get("encoding", {})
    if "longitude" in encoding or "latitude" in encoding:
        return [below, _points(own, encoding, tree)]
    if not encoding:
        return [below]
    if "join" not in chart:
        hint = "join: code names the column whose values are those of a property of the map"
        raise Fault("nothing joins rows to regions", tree.spot(("mark",)), hint)
    return [below, _regions(own, encoding, outlines, tree, known)]


def check_map_words(chart: Spec, tree: Tree) -> None:
    """Refuse the words of maps in other charts. Raises Fault."""
    for key in WORDS:
        if key in chart and not is_map(chart):
            raise Fault(f"{key} is for maps", tree.key_spot((key,)), "it stands beside mark: map")


def projected(chart: Spec, tree: Tree) -> Spec:
    """Return a map's projection for Vega-Lite, which stands around its layers. Raises Fault."""
    given = chart.get("projection", "mercator")
    known = words("ProjectionType")
    if isinstance(given, str) and given not in known:
        hint = suggestion(given, known, f"one of {', '.join(sorted(known))}")
        raise Fault(f'no projection "{given}"', tree.spot(("projection",)), hint)
    return {"projection": {"type": given} if isinstance(given, str) else given}


def _points(own: Fragment, encoding: Encoding, tree: Tree) -> Fragment:
    for name in ("longitude", "latitude"):
        if name not in encoding:
            hint = f"such as: {name}: a column of degrees"
            raise Fault(f"points on a map need {name}", tree.spot(("mark",)), hint)
    typed = {key: _number(part) if key in ("longitude", "latitude") else part
             for key, part in encoding.items()}  # fmt: skip
    mark = own.spec["mark"] | {"type": "circle", "opacity": 0.85, "tooltip": True}
    return Fragment(own.spec | {"mark": mark, "encoding": typed}, own.origins)


def _number(part: Channel) -> Channel:
    return part | {"type": "quantitative"}


def _regions(
    own: Fragment, encoding: Encoding, outlines: Outlines, tree: Tree, known: KnownColumns
) -> Fragment:
    column, key = joined_by(outlines, tree, known)
    for name, part in encoding.items():
        if isinstance(part, dict) and part.get("aggregate"):
            hint = "aggregate in transform: {aggregate: [{op: mean, field: value, as: value}], …}"
            raise Fault("a map shows one row for each region", tree.spot((name,)), hint)
    named = {"field": column, "type": "nominal"}
    colored = [part for part in encoding.values() if isinstance(part, dict) and "field" in part]
    told = {"tooltip": [named, *(part for part in colored if part["field"] != column)]}
    lookup = {"lookup": column, "as": _OUTLINE, "from": {"data": outlines.source, "key": key}}
    steps = [*own.spec.get("transform", ()), lookup, {"filter": f"isValid(datum.{_OUTLINE})"}]
    shape = {"shape": {"field": _OUTLINE, "type": "geojson"}}
    mark = own.spec["mark"] | {"type": "geoshape", "style": "region"}
    spec = own.spec | {"transform": steps, "mark": mark, "encoding": told | encoding | shape}
    return Fragment(spec, own.origins)


def joined_by(outlines: Outlines, tree: Tree, known: KnownColumns) -> tuple[str, str]:
    """Return the column of the rows, and the field of the map that has its values. Raises Fault."""
    said, spot = tree.value["join"], tree.spot(("join",))
    pair = said if isinstance(said, dict) else {said: said}
    if len(pair) != 1 or not all(isinstance(each, str) for each in (*pair, *pair.values())):
        hint = "such as: join: code, or join: {code: the map's property}"
        raise Fault("join must be a column", spot, hint)
    ((column, name),) = pair.items()
    if known.types and column not in known.types:
        hint = suggestion(column, known.types, f"its columns are {', '.join(known.types)}")
        raise Fault(f'no column "{column}" in {tree.value.get("data")}', spot, hint)
    properties = {each for region in outlines.regions for each in region.get("properties") or {}}
    if name in properties:
        return column, f"properties.{name}"
    if any("id" in region for region in outlines.regions) and not isinstance(said, dict):
        return column, "id"
    listed = f"join: {{{column}: …}}; its properties are {', '.join(sorted(properties)) or 'none'}"
    hint = suggestion(name, properties, listed) if isinstance(said, dict) else listed
    raise Fault(f'the regions of {outlines.name} have no "{name}"', spot, hint)


def _outlines(tree: Tree, known: KnownColumns) -> Outlines:
    """Find the regions in a map's file. Raises Fault."""
    given = tree.value.get("geo")
    name = given.get("file") if isinstance(given, dict) else given
    if not isinstance(name, str):
        raise Fault("a map needs geo: the outlines", tree.spot(("mark",)), "such as: geo: map.json")
    whole, spot = known.outlines, tree.spot(("geo",))
    if not isinstance(whole, dict):
        message = f"{name} holds no outlines" if whole is not None else f'no dataset "{name}"'
        raise Fault(message, spot, "TopoJSON or GeoJSON beside the post")
    if whole.get("type") != "Topology":
        return Outlines(name, {"property": "features"}, whole["features"])
    parts = whole["objects"]
    feature = given.get("feature") if isinstance(given, dict) else next(iter(parts))
    if feature not in parts or (not isinstance(given, dict) and len(parts) > 1):
        hint = f"geo: {{file: {name}, feature: …}}, one of {', '.join(parts)}"
        raise Fault(f"{name} has several parts", spot, hint)
    form = {"type": "topojson", "feature": feature}
    return Outlines(name, form, parts[feature].get("geometries", [parts[feature]]))


def unjoined(tree: Tree, known: KnownColumns) -> Iterator[Fault]:
    """Tell of regions without a row, of rows without a region, and of regions with several rows."""
    if not is_map(tree.value) or "join" not in tree.value or "longitude" in tree.value:
        return
    outlines = _outlines(tree, known)
    column, key = joined_by(outlines, tree, known)
    path: Path = ("join",)
    ours = [value for value in known.values(column) if value is not None]
    theirs = [_value(region, key) for region in outlines.regions]
    if ours and not set(map(_text, ours)) & set(map(_text, theirs)):
        hint = f"the map has {_listed(theirs)}; the rows have {_listed(ours)}"
        raise Fault(f'no value of "{column}" is one of the map\'s', tree.spot(path), hint)
    empty = [value for value in theirs if value not in ours]
    lost = [value for value in dict.fromkeys(ours) if value not in theirs]
    twice = [value for value in dict.fromkeys(ours) if ours.count(value) > 1]
    rows = tree.value.get("data") if isinstance(tree.value.get("data"), str) else "the data"
    for found, message, hint in (
        (empty, f"of {len(theirs)} regions without a row", "they stay grey"),
        (lost, f'of the values of "{column}" in {rows} without a region', "they are left out"),
        (
            twice,
            "of the regions with several rows",
            "the last one is seen",
        ),
    ):
        if found and not ("transform" in tree.value and found is twice):
            told = f"{len(found)} {message}: {_listed(found)}"
            yield Fault(told, tree.spot(path), hint, "warning")


def _value(region: Mapping[str, Any], key: str) -> Any:
    holder = region if key == "id" else region.get("properties") or {}
    return holder.get(key.removeprefix("properties."))


def _text(value: Any) -> str:
    return f"{type(value) is str} {value}"


def _listed(values: list[Any]) -> str:
    shown = ", ".join(f'"{each}"' if isinstance(each, str) else str(each) for each in values[:_FEW])
    return f"{shown} and {len(values) - _FEW} more" if len(values) > _FEW else shown
