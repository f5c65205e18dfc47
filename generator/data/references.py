"""Which datasets a block asks for, told from its text alone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.data.endings import is_data
from generator.data.noticed import names_in
from generator.data.options import split_options
from generator.data.reference import Reference, Script, is_web
from generator.data.tree import Tree, read_tree
from generator.markup.parts import Block
from generator.problems import Place
from generator.problems.fault import Fault, Path, Spot


def references(block: Block) -> tuple[Reference, ...]:
    """Return the datasets that a block names, each once; a broken block names none.

    Altair and pandas are not imported for this.
    """
    try:
        found = _FINDERS.get(block.kind, _none)(block)
        return _references(block, found)
    except Fault:
        return ()


def scripts(blocks: Sequence[Block]) -> tuple[Script, ...]:
    """Return the Python of a document's figures, and what it may mean without declaring it."""
    return tuple(_script(at, block) for at, block in enumerate(blocks) if block.kind == "altair")


def _script(figure: int, block: Block) -> Script:
    code = split_options(block.text).rest
    opened = ((name, spot) for name, spot in _named(block) if not _is_dataset(name))
    return Script(figure, code, _references(block, (*opened, *names_in(code))))


def _references(block: Block, found: Iterable[tuple[str, Spot]]) -> tuple[Reference, ...]:
    each_once = dict(reversed(list(found)))
    ordered = sorted(each_once.items(), key=lambda pair: pair[1])
    return tuple(reference_at(block, name, spot) for name, spot in ordered)


def reference_at(block: Block, name: str, spot: Spot) -> Reference:
    """Return a name that stands at a spot of a block."""
    line, column = spot
    source = block.text.splitlines()[line - 1]
    place = Place(block.path, block.line + line - 1, column + block.indent)
    return Reference(name, place, " " * block.indent + source)


def _none(block: Block) -> Iterator[tuple[str, Spot]]:
    yield from ()


def _in_chart(block: Block) -> Iterator[tuple[str, Spot]]:
    yield from _of_chart(read_tree(split_options(block.text).rest))


def _of_chart(tree: Tree) -> Iterator[tuple[str, Spot]]:
    if not isinstance(tree.value, dict):
        return
    yield from _text(tree, ("data",), tree.value.get("data"))
    layers = tree.value.get("layer")
    for index, layer in enumerate(layers if isinstance(layers, list) else ()):
        if isinstance(layer, dict):
            yield from _text(tree, ("layer", index, "data"), layer.get("data"))


def _text(tree: Tree, path: Path, value: Any) -> Iterator[tuple[str, Spot]]:
    if isinstance(value, str) and value:
        yield value, tree.spot(path)


def _in_exhibit(block: Block) -> Iterator[tuple[str, Spot]]:
    tree = read_tree(block.text)
    if isinstance(tree.value, dict):
        yield from texts_at(tree, ("data",), tree.value.get("data"))


def texts_at(tree: Tree, path: Path, value: Any) -> Iterator[tuple[str, Spot]]:
    """Find the texts in a value that is one, a list of some, or a mapping to some."""
    if isinstance(value, str):
        yield from _text(tree, path, value)
    parts = value.items() if isinstance(value, dict) else ()
    for key, part in enumerate(value) if isinstance(value, list) else parts:
        yield from _text(tree, (*path, key), part)


def _in_infographic(block: Block) -> Iterator[tuple[str, Spot]]:
    tree = read_tree(block.text)
    if not isinstance(tree.value, dict):
        return
    data, panels = tree.value.get("data"), tree.value.get("panels")
    yield from texts_at(tree, ("data",), data)
    own = frozenset(data if isinstance(data, dict) else map(word_for, _listed(data)))
    for index, panel in enumerate(panels if isinstance(panels, list) else ()):
        for kind in ("chart", "vega-lite") if isinstance(panel, dict) else ():
            part = tree.below(("panels", index, kind)) if kind in panel else None
            found = _CHARTS[kind](part) if part else ()
            yield from (pair for pair in found if pair[0] not in own)


def _listed(data: Any) -> list[str]:
    return [each for each in (data if isinstance(data, list) else [data]) if isinstance(each, str)]


def word_for(file: str) -> str:
    """Return the word that stands for a file in a template: fees_2026 for data/fees-2026.csv."""
    stem = file.rpartition("/")[2].partition(".")[0] if "." in file else file
    return re.sub(r"\W", "_", stem)


def _in_vega_lite(block: Block) -> Iterator[tuple[str, Spot]]:
    rest = split_options(block.text).rest
    if "url" not in rest and "name" not in rest:
        return
    yield from _of_specification(read_tree(rest))


def _of_specification(tree: Tree) -> Iterator[tuple[str, Spot]]:
    spec = tree.value if isinstance(tree.value, dict) else {}
    own = own_names(spec)
    for path, name in data_names(spec):
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


def _in_altair(block: Block) -> Iterator[tuple[str, Spot]]:
    yield from (pair for pair in _named(block) if _is_dataset(pair[0]))


def _named(block: Block) -> Iterator[tuple[str, Spot]]:
    option = split_options(block.text).values.get("data")
    if option is None:
        return
    for match in re.finditer(r"[^,\s][^,]*", option.text):
        yield match[0].strip(), (option.spot[0], option.spot[1] + match.start())


def _is_dataset(name: str) -> bool:
    """Tell whether a name is one of rows: any other file is only there to be opened."""
    return is_data(name) or is_web(name) or not re.search(r"\.\w{1,5}\Z", name)


_CHARTS = {"chart": _of_chart, "vega-lite": _of_specification}
_FINDERS = {
    "chart": _in_chart,
    "vega-lite": _in_vega_lite,
    "altair": _in_altair,
    "exhibit": _in_exhibit,
    "infographic": _in_infographic,
}
