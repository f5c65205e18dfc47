"""What readers of a short chart hand on: what is known of its columns, and parts of a view."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.blocks.chart import geo_name
from generator.charts.fields import name_of
from generator.charts.schema import words
from generator.charts.spec import Node, Records, Row, Spec
from generator.data.dataset import ColumnType, Dataset
from generator.data.locales import ENGLISH, Locale
from generator.data.orders import own_order
from generator.data.periods import are_years, follow_as_years, named_year
from generator.data.stated import Notation
from generator.data.table import columns_of, from_rows
from generator.data.tree import Tree
from generator.problems.fault import Fault, Path

_FACETS = ("facet", "row", "column")
_AROUND = ("data", "params", "title", "resolve", "transform")
_ABOUT_GRID = ("columns", "align", "center", "spacing", "bounds")


class KnownColumns(Struct, frozen=True):
    """The columns' types, and which of them hold years: by their names, or as a mere guess.

    ``orders`` are the names of columns whose order is their own, not the alphabet's; ``tables``
    the rows of all data, ``outlines`` what the file of a map holds, ``week`` the days in the order
    of the page's language.
    """

    types: Mapping[str, ColumnType]
    years: frozenset[str] = frozenset()
    guessed_years: frozenset[str] = frozenset()
    orders: Mapping[str, list[str]] = {}
    tables: tuple[Sequence[Row], ...] = ()
    outlines: Any = None
    week: tuple[str, ...] = ()

    def values(self, name: Any) -> list[Any]:
        """Return a column's values, of the first table that has it."""
        own = next((rows for rows in self.tables if rows and name in rows[0]), ())
        return [row.get(name) for row in own]

    def order_of(self, channel: Mapping[str, Any]) -> list[str]:
        """Return the order that what a channel shows has of itself; nothing where it has none."""
        if "timeUnit" in channel:
            return list(self.week) if channel["timeUnit"] == "day" else []
        return self.orders.get(str(channel.get("field")), [])

    def called(self, text: str) -> str:
        """Return the column that is called so, or whose field this is; else what was written."""
        name = name_of(text)
        return name if text not in self.types and name in self.types else text


def known_columns(
    chart: Mapping[str, Any],
    datasets: Mapping[str, Dataset],
    rows: Mapping[str, Records],
    locale: Locale,
) -> KnownColumns:
    """Gather the columns of all data that a short chart and its layers name."""
    layers = chart.get("layer")
    parts = [chart, *(layers if isinstance(layers, list) else ())]
    sources = [part["data"] for part in parts if isinstance(part, Mapping) and "data" in part]
    every = [_known(source, datasets, rows, locale) for source in sources]
    outlines = geo_name(chart.get("geo"))
    return KnownColumns(
        {name: kind for known in every for name, kind in known.types.items()},
        frozenset().union(*(known.years for known in every)),
        frozenset().union(*(known.guessed_years for known in every)),
        {name: order for known in every for name, order in known.orders.items()},
        tuple(table for known in every for table in known.tables),
        rows[outlines].rows if outlines in rows else None,
        locale.week_of(ENGLISH.short_days),
    )


def _known(
    source: Any, datasets: Mapping[str, Dataset], rows: Mapping[str, Records], locale: Locale
) -> KnownColumns:
    if isinstance(source, str) and source in datasets:
        types = {column.name: column.type for column in datasets[source].columns}
        return _looked_at(types, rows[source].rows if types else [], locale)
    if _is_table(source):
        types = {column.name: column.type for column in columns_of(source)}
        return _looked_at(types, source, locale)
    return KnownColumns({})


def _looked_at(
    types: Mapping[str, ColumnType], rows: Sequence[Row], locale: Locale
) -> KnownColumns:
    numbers = [name for name, kind in types.items() if kind == "number"]
    years = [name for name in numbers if named_year(name) and are_years(_values(rows, name))]
    guessed = [name for name in numbers if follow_as_years(_values(rows, name))]
    orders = {
        name: order
        for name, kind in types.items()
        if kind == "text" and (order := own_order(_values(rows, name), locale))
    }
    named = frozenset(years)
    return KnownColumns(types, named, frozenset(guessed) - named, orders, (rows,))


def _values(rows: Sequence[Row], name: str) -> Iterator[Any]:
    return (row.get(name) for row in rows)


def with_own_rows(chart: Tree, notation: Notation) -> Tree:
    """Return a chart whose rows, written in it, are read as those of a file are. Raises Fault."""

    def read(view: Any, path: Path) -> Any:
        if not (isinstance(view, dict) and _is_table(view.get("data"))):
            return view
        try:
            return view | {"data": from_rows(view["data"], notation).rows}
        except Fault as fault:
            raise fault.below((*path, "data")).located(chart) from None

    made = read(chart.value, ())
    if isinstance(layers := made.get("layer"), list):
        made |= {"layer": [read(each, ("layer", at)) for at, each in enumerate(layers)]}
    return Tree(made, chart.values, chart.keys)


def data_of(data: Any, path: Path, tree: Tree) -> Node:
    """Return what a short chart's data is in Vega-Lite. Raises Fault."""
    if isinstance(data, str):
        return {"url": data} if "." in data or "/" in data else {"name": data}
    if _is_table(data):
        return {"values": data}
    if isinstance(data, dict) and words("Generator") & data.keys():
        return data
    hint = "such as: data: fees.csv"
    spot = tree.spot((*path, "data"))
    raise Fault("data must name a dataset or be a list of rows", spot, hint)


def _is_table(data: Any) -> bool:
    return isinstance(data, list) and bool(data) and all(isinstance(row, dict) for row in data)


class Fragment(Struct, frozen=True):
    """A view on its way to Vega-Lite; ``origins`` leads from its paths to the author's."""

    spec: Spec
    origins: Mapping[Path, Path] = {}

    def under(self, *prefix: str | int) -> dict[Path, Path]:
        """Return the origins of this part once it stands at a path."""
        return {(*prefix, *path): origin for path, origin in self.origins.items()}


def origin(origins: Mapping[Path, Path], path: Path) -> Path:
    """Return where the author wrote what stands at a path."""
    for length in range(len(path), -1, -1):
        if path[:length] in origins:
            return origins[path[:length]] + path[length:]
    return path


def layered(parts: list[Fragment]) -> Fragment:
    """Put parts over one another, the first at the bottom; one alone stays as it is."""
    if len(parts) == 1:
        return parts[0]
    origins = {p: o for n, part in enumerate(parts) for p, o in part.under("layer", n).items()}
    return Fragment({"layer": [part.spec for part in parts]}, origins)


def faceted(part: Fragment, columns: Any) -> Fragment:
    """Bring a chart's facets to where Vega-Lite takes them."""
    encoding = part.spec.get("encoding", {})
    if "facet" in encoding and columns is not None:
        facet = encoding["facet"] | {"columns": columns}
        origins = {**part.origins, ("encoding", "facet", "columns"): ("columns",)}
        part = Fragment(part.spec | {"encoding": encoding | {"facet": facet}}, origins)
    return _around_layers(part) if "layer" in part.spec else part


def _around_layers(part: Fragment) -> Fragment:
    """Put layers into a facet of their own: within layers Vega-Lite knows none."""
    facets = _facets(part.spec)
    if not facets:
        return part
    around = {key: each for key, each in part.spec.items() if key in _AROUND}
    inner = {key: each for key, each in part.spec.items() if key not in _AROUND}
    grid = {key: facets["facet"][key] for key in _ABOUT_GRID if key in facets.get("facet", {})}
    whole = {k: v for k, v in facets.get("facet", {}).items() if k not in _ABOUT_GRID}
    given = whole or {key: facets[key] for key in ("row", "column") if key in facets}
    spec = around | grid | {"facet": given, "spec": _without_facets(inner)}
    inside = {
        ("spec", *path) if path and path[0] not in _AROUND else path: origin
        for path, origin in part.origins.items()
    }
    return Fragment(
        spec,
        inside | {("facet",): ("facet",)} | {("facet", k): (k,) for k in facets if k != "facet"},
    )


def _facets(spec: Spec) -> Spec:
    own = {key: part for key, part in spec.get("encoding", {}).items() if key in _FACETS}
    return own or next((found for layer in spec.get("layer", ()) if (found := _facets(layer))), {})


def _without_facets(spec: Spec) -> Spec:
    made = dict(spec)
    if "encoding" in spec:
        made["encoding"] = {k: v for k, v in spec["encoding"].items() if k not in _FACETS}
    if "layer" in spec:
        made["layer"] = [_without_facets(layer) for layer in spec["layer"]]
    return made
