"""The single views of a specification, each with all that it takes from around it."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.charts.fields import features_in, name_of, steps_of, value_at
from generator.charts.spec import (
    FACETED,
    Channel,
    Data,
    Encoding,
    Mark,
    Node,
    Row,
    Spec,
    Transform,
    inner_views,
    mapping_at,
    mappings,
    texts_in,
    unwrapped,
)
from generator.problems.fault import Path

_REMOVING = frozenset(("filter", "aggregate", "sample", "density", "regression", "loess", "pivot",
                       "quantile", "fold", "flatten"))  # fmt: skip
"""Transforms after which the rows are others."""


class Unit(Struct, frozen=True):
    """One mark with its channels; ``places`` are the paths of the channels and the mark.

    ``rows`` are those of its data as they were before any transform, None where they cannot be
    told. ``made`` are columns that a transform makes, ``summed`` those that one makes of
    many rows each, ``is_whole`` whether every row is drawn.
    ``kin`` are the types of the marks in the same layers.
    """

    mark: Mark
    encoding: Encoding
    places: Mapping[str, Path]
    rows: list[Row] | None = None
    made: frozenset[str] = frozenset()
    summed: frozenset[str] = frozenset()
    is_whole: bool = True
    parse: Mapping[str, Any] = {}
    kin: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    """The columns that small multiples are made by."""

    @property
    def kind(self) -> str:
        """Return the type of its mark."""
        return str(self.mark.get("type", ""))

    def channel(self, name: str) -> Channel:
        """Return a channel's mapping, empty where there is none."""
        return mapping_at(self.encoding, name)

    def field(self, name: str) -> str:
        """Return the column that a channel shows, or the way into one; empty for none."""
        field = self.channel(name).get("field")
        return name_of(field) if isinstance(field, str) else ""

    def type(self, name: str) -> str:
        """Return a channel's type, as Vega-Lite guesses it where it is not said."""
        channel = self.channel(name)
        if isinstance(channel.get("type"), str):
            return str(channel["type"])
        if channel.get("bin") or channel.get("aggregate") not in (None, "argmin", "argmax"):
            return "quantitative"
        if channel.get("timeUnit"):
            return "temporal"
        return "ordinal" if isinstance(channel.get("sort"), list) else "nominal"

    def values(self, field: Any) -> list[Any] | None:
        """Return a field's values that are there; None where it is not one of the data's own."""
        steps = steps_of(field) if isinstance(field, str) else ()
        if self.rows is None or not steps or steps[0] in self.made:
            return None
        if not any(steps[0] in row for row in self.rows):
            return None
        return [value for row in self.rows if (value := value_at(row, steps)) is not None]

    def numbers(self, field: Any) -> list[int | float]:
        """Return those of a field's values that are numbers."""
        return [value for value in self.values(field) or () if isinstance(value, int | float)]


def units(spec: Spec) -> Iterator[Unit]:
    """Find every single view of a specification that has its data inside."""
    yield from _units(spec, Unit({}, {}, {}), mapping_at(spec, "datasets"), ())


def _units(view: Spec, around: Unit, named: Node, path: Path) -> Iterator[Unit]:
    here = _within(view, around, named, path)
    if "mark" in view:
        mark = view["mark"] if isinstance(view["mark"], dict) else {"type": view["mark"]}
        places = {**here.places, "mark": (*path, "mark")}
        yield replace(here, mark=mark, places=places, kin=here.kin or (str(mark.get("type")),))
    inside = replace(here, kin=_kin(view.get("layer")))
    for way, child in inner_views(view):
        yield from _units(child, inside if way[0] == "layer" else here, named, (*path, *way))


def _within(view: Spec, around: Unit, named: Node, path: Path) -> Unit:
    """Take what stands in a view over what stands around it."""
    encoding = mapping_at(view, "encoding")
    places = {name: (*path, "encoding", name) for name in encoding}
    here = replace(
        around,
        encoding=around.encoding | encoding,
        places={**around.places, **places},
        facets=(*around.facets, *_facets(view, encoding)),
    )
    if isinstance(view.get("data"), dict):
        here = _with_data(here, view["data"], named)
    steps = [step for step in _list(view.get("transform")) if isinstance(step, dict)]
    made = here.made.union(*(made_columns(step) for step in steps))
    return replace(
        here,
        made=made,
        summed=here.summed.union(*(made_columns(step) for step in steps if "aggregate" in step)),
        is_whole=here.is_whole and not any(_REMOVING & step.keys() for step in steps),
    )


def _with_data(unit: Unit, data: Data, named: Node) -> Unit:
    inside = unwrapped(data.get("values", named.get(str(data.get("name")))))
    rows = inside if isinstance(inside, list) else None
    form = data.get("format") if isinstance(data.get("format"), dict) else {}
    if isinstance(inside, dict):
        rows, form = features_in(inside, form or {}), {}
    parse = form.get("parse") if isinstance(form, dict) else {}
    is_plain = rows is not None and all(isinstance(row, dict) for row in rows)
    is_plain = is_plain and not (form or {}).keys() - {"parse", "type"}
    return replace(
        unit,
        rows=rows if is_plain else None,
        made=frozenset(),
        summed=frozenset(),
        is_whole=True,
        parse=parse if isinstance(parse, dict) else {},
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _kin(layers: Any) -> tuple[str, ...]:
    marks = (layer.get("mark") for layer in _list(layers) if isinstance(layer, dict))
    return tuple(str(mark.get("type") if isinstance(mark, dict) else mark) for mark in marks)


def _facets(view: Spec, encoding: Encoding) -> Iterator[str]:
    outer = view.get("facet")
    own = [outer, outer.get("row"), outer.get("column")] if isinstance(outer, dict) else []
    for part in [*own, *(encoding.get(name) for name in FACETED)]:
        if isinstance(part, dict) and isinstance(part.get("field"), str):
            yield name_of(part["field"])


def made_columns(transform: Transform) -> Iterator[str]:
    """Find the columns that a transform writes."""
    for _, node in mappings(transform):
        given = node.get("as")
        yield from (each for each in (given if isinstance(given, list) else [given]) if each)
        if "fold" in node or "density" in node:
            yield from ("key", "value", "density")
        for key in ("lookup", "impute", "flatten"):
            yield from texts_in(node.get(key))
        secondary = node.get("from")
        yield from texts_in(secondary.get("fields")) if isinstance(secondary, dict) else ()
