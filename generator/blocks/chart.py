"""A ``chart`` block, in our few lines of YAML, and a ``vega-lite`` block, a whole specification."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.blocks.names import Names
from generator.blocks.options import Option, split_options
from generator.blocks.reading import Said
from generator.blocks.settings import check_options, option_tree, read_settings
from generator.blocks.specification import data_names, own_names
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
    return Said(read_settings(whole), whole, ChartBlock(whole), options.broken)


def _with_options(tree: Tree, options: Mapping[str, Option]) -> Tree:
    """Take the ``#|`` lines for keys of the chart."""
    check_options(options)
    said = option_tree(options)
    return Tree(tree.value | said.value, tree.values | said.values, tree.keys | said.keys)


def datasets_of_chart(tree: Tree) -> Iterator[tuple[str, Spot]]:
    """Find the datasets that a chart and its layers name."""
    if not isinstance(tree.value, dict):
        return
    layers = tree.value.get("layer")
    places: list[Path] = [("data",)]
    for index, layer in enumerate(layers if isinstance(layers, list) else ()):
        places += [("layer", index, "data")] if isinstance(layer, dict) else []
    for path in places:
        name = tree.at(path)
        if isinstance(name, str) and name:
            yield name, tree.spot(path)


def read_vega_lite(text: str, names: Names) -> Said:
    """Read a ``vega-lite`` block. Raises Fault."""
    options = split_options(text)
    if options.rest.lstrip()[:1] == "{":
        read_json(options.rest)
    tree = read_tree(options.rest)
    names.datasets += datasets_of_specification(tree)
    check_options(options.values)
    said = option_tree(options.values)
    return Said(read_settings(said), said, ChartBlock(tree), options.broken)


def datasets_of_specification(tree: Tree) -> Iterator[tuple[str, Spot]]:
    """Find the datasets that a specification names and does not carry within itself."""
    own = own_names(tree.value)
    for path, name in data_names(tree.value):
        if name not in own:
            yield name, tree.spot(path)
