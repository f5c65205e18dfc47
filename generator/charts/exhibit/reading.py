"""What an ``exhibit`` block says."""

from collections.abc import Iterator
from math import isfinite
from typing import Any

from msgspec import Struct

from generator.charts.authored import Settings
from generator.charts.exhibit.imports import SCRIPTS
from generator.charts.settings import read_settings
from generator.data.tree import Tree, read_tree
from generator.problems import suggestion
from generator.problems.fault import Fault, Path

_OWN = ("module", "styles", "art", "props", "files", "data")
_SHARED = ("caption", "alt", "source", "as_of", "width", "live", "table", "download")
_KEYS = (*_OWN, *_SHARED)
_GIVEN = ("files", "data")
"""Props that the block itself fills."""
_ART = (".svg", ".png", ".jpg", ".jpeg", ".webp")
_NEEDED = {"module": "an exhibit needs a module", "art": "an exhibit needs art"}

Named = tuple[tuple[str, str], ...]
"""What the module calls something, and its name in the block."""


class Authored(Struct, frozen=True):
    """An exhibit as its author gave it; file and dataset names are as they stand there."""

    module: str
    art: str
    settings: Settings
    tree: Tree
    styles: tuple[str, ...] = ()
    props: dict[str, Any] = {}
    files: Named = ()
    data: Named = ()


def read_exhibit(text: str) -> Authored:
    """Read an ``exhibit`` block. Raises Fault."""
    tree = read_tree(text)
    if not isinstance(tree.value, dict):
        raise Fault("an exhibit needs keys such as module, art and alt", (1, 1))
    for key in tree.value:
        if key not in _KEYS:
            near = 'did you mean "width"?' if key == "size" else suggestion(key, _KEYS)
            hint = near or f"known are {', '.join(_KEYS)}"
            raise Fault(f'an exhibit has no "{key}"', tree.key_spot((key,)), hint)
    return Authored(
        module=_file(tree, "module", SCRIPTS, "such as: module: lens.js"),
        art=_file(tree, "art", _ART, "such as: art: lens.svg, which stands here without scripts"),
        settings=read_settings(tree.value, tree),
        tree=tree,
        styles=tuple(name for _, name in _named(tree, "styles", mapping=False)),
        props=_props(tree),
        files=_named(tree, "files"),
        data=_named(tree, "data"),
    )


def _file(tree: Tree, key: str, endings: tuple[str, ...], hint: str) -> str:
    name = tree.value.get(key)
    if name is None:
        raise Fault(_NEEDED[key], tree.spot(()), hint)
    if not isinstance(name, str):
        raise Fault(f"{key} must be the name of a file", tree.spot((key,)), hint)
    if not name.lower().endswith(endings):
        known = f"one that ends in {', '.join(endings[:-1])} or {endings[-1]}"
        raise Fault(f'{key} cannot be "{name}"', tree.spot((key,)), known)
    return name


def _named(tree: Tree, key: str, *, mapping: bool = True) -> Named:
    """Read one name, a list of some, or a mapping to some."""
    value = tree.value.get(key)
    listed = [value] if isinstance(value, str) else value
    found = list(listed.items()) if mapping and isinstance(listed, dict) else _listed(listed)
    kind = "datasets" if key == "data" else "files"
    hint = f"such as: {key}: {{name: …}}" if mapping else f"such as: {key}: lens.css"
    if found is None:
        raise Fault(f"{key} must be names of {kind}", tree.spot((key,)), hint)
    for index, (name, file) in enumerate(found):
        if not isinstance(file, str) or not file:
            at = name if isinstance(listed, dict) else index
            raise Fault(f"{key} must be names of {kind}", tree.spot((key, at)), hint)
    return tuple(found)


def _listed(value: Any) -> list[tuple[str, str]] | None:
    if value is None:
        return []
    return [(each, each) for each in value] if isinstance(value, list) else None


def _props(tree: Tree) -> dict[str, Any]:
    props = tree.value.get("props")
    if props is None:
        return {}
    if not isinstance(props, dict):
        raise Fault("props must be a mapping", tree.spot(("props",)), "such as: {speed: 2}")
    for path in _not_json(props, ("props",)):
        raise Fault(
            "props must be JSON, which has no such number", tree.spot(path), "null stands for none"
        )
    for name in _GIVEN:
        if name in props:
            hint = f"it is a key of its own, beside props: {name}: …"
            raise Fault(f'props cannot hold "{name}"', tree.key_spot(("props", name)), hint)
    return dict(props)


def _not_json(value: Any, path: Path) -> Iterator[Path]:
    if isinstance(value, float) and not isfinite(value):
        yield path
    parts = value.items() if isinstance(value, dict) else ()
    for key, part in enumerate(value) if isinstance(value, list) else parts:
        yield from _not_json(part, (*path, key))
