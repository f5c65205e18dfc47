"""A ``chart`` block, in our few lines of YAML, and a ``vega-lite`` block, a whole specification."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.blocks.option_lines import Option, split_options
from generator.blocks.options import option_tree, read_options
from generator.blocks.reading import Names, Said
from generator.data.tree import Tree, read_json, read_tree
from generator.problems.fault import Fault, Path, Spot

SHOWN_AS_CODE = "to show the block as code instead of drawing it, write {.code} after chart"


class ChartBlock(Struct, frozen=True):
    """A chart as its author wrote it: keys of ours, or those of Vega-Lite."""

    tree: Tree


def read_chart(text: str, names: Names) -> Said:
    """Read a ``chart`` block. Raises Fault."""
    options = split_options(text)
    tree = read_tree(options.rest)
    names.datasets += datasets_of_chart(tree)
    if not isinstance(tree.value, dict):
        raise Fault("a chart needs keys such as data, mark, x and y", (1, 1), SHOWN_AS_CODE)
    whole = _with_options(tree, options.values)
    return Said(read_options(whole), whole, ChartBlock(whole), options.broken)


def _with_options(tree: Tree, options: Mapping[str, Option]) -> Tree:
    """Take the ``#|`` lines for keys of the chart."""
    said = option_tree(options)
    return Tree(tree.value | said.value, tree.values | said.values, tree.keys | said.keys)


def datasets_of_chart(tree: Tree) -> Iterator[tuple[str, Spot]]:
    """Find the datasets that a chart and its layers name."""
    if not isinstance(tree.value, dict):
        return
    layers, outlines = tree.value.get("layer"), geo_name(tree.value.get("geo"))
    if outlines:
        yield outlines, tree.spot(("geo",))
    places: list[Path] = [("data",)]
    for index, layer in enumerate(layers if isinstance(layers, list) else ()):
        places += [("layer", index, "data")] if isinstance(layer, dict) else []
    for path in places:
        name = tree.at(path)
        if isinstance(name, str) and name:
            yield name, tree.spot(path)


def geo_name(geo: Any) -> str:
    """Return the name of the file of a map's outlines, empty where none is said."""
    name = geo.get("file") if isinstance(geo, dict) else geo
    return name if isinstance(name, str) else ""


def read_vega_lite(text: str, names: Names) -> Said:
    """Read a ``vega-lite`` block. Raises Fault."""
    options = split_options(text)
    if options.rest.lstrip()[:1] == "{":
        read_json(options.rest)
    tree = read_tree(options.rest)
    names.datasets += datasets_of_specification(tree)
    said = option_tree(options.values)
    whole = _with_options(tree, options.values) if isinstance(tree.value, dict) else said
    return Said(read_options(said), whole, ChartBlock(tree), options.broken)


def datasets_of_specification(tree: Tree) -> Iterator[tuple[str, Spot]]:
    """Find the datasets that a specification names and does not carry within itself."""
    own = own_names(tree.value)
    for path, name in data_names(tree.value):
        if name not in own:
            yield name, tree.spot(path)


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
