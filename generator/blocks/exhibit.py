"""An ``exhibit`` block: a module of the author's, and art that stands in its place."""

from collections.abc import Iterator
from math import isfinite
from typing import Any

from msgspec import Struct, json, structs

from generator.blocks.options import OPTIONS, read_options
from generator.blocks.reading import Names, Said, texts_at
from generator.data.tree import Tree, read_tree
from generator.problems.fault import Fault, Path, Spot

SCRIPTS = (".js", ".mjs")
STYLES = (".css",)
_DOWNLOADS = ("csv", "json")
"""What readers may take away of an exhibit: its picture is not all of it."""

_OWN = ("module", "styles", "art", "props", "files", "data")
_SHARED = tuple(key for key in OPTIONS if key not in ("height", "echo", "link"))
_KEYS = (*_OWN, *_SHARED)
_GIVEN = ("files", "data")
"""Props that the block itself fills."""
_ART = (".svg", ".png", ".jpg", ".jpeg", ".webp")
_NEEDED = {"module": "an exhibit needs a module", "art": "an exhibit needs art"}

Named = tuple[tuple[str, str], ...]
"""What the module calls something, and its name in the block."""


class Import(Struct, frozen=True):
    """A file that another one names, relative to itself; ``source`` is that line of it."""

    target: str
    line: int
    column: int
    source: str


class Imports(Struct, frozen=True):
    """All that one file names."""

    found: tuple[Import, ...] = ()


class ExhibitBlock(Struct, frozen=True):
    """An exhibit as its author wrote it; file and dataset names are as they stand there.

    ``props`` are JSON; ``spots`` tell where ``module`` and ``art`` stand.
    """

    module: str
    art: str
    spots: dict[str, Spot]
    styles: tuple[str, ...] = ()
    props: str = "{}"
    files: Named = ()
    data: Named = ()


def read_exhibit(text: str, names: Names) -> Said:
    """Read an ``exhibit`` block. Raises Fault."""
    tree = read_tree(text)
    if not isinstance(tree.value, dict):
        raise Fault("an exhibit needs keys such as module, art and alt", (1, 1))
    names.datasets += texts_at(tree, ("data",), tree.value.get("data"))
    for key in ("module", "styles", "art", "files"):
        names.files += texts_at(tree, (key,), tree.value.get(key))
    if "size" in tree.value:
        raise Fault('an exhibit has no "size"', tree.key_spot(("size",)), 'did you mean "width"?')
    tree.check_keys((), _KEYS, "an exhibit")
    if tree.value.get("live") == "awake":
        hint = "live: visible or touch brings its module, never leaves its art"
        raise Fault(
            "only charts can be awake: an exhibit is its module", tree.spot(("live",)), hint
        )
    content = ExhibitBlock(
        module=_file(tree, "module", SCRIPTS, "such as: module: lens.js"),
        art=_file(tree, "art", _ART, "such as: art: lens.svg, which stands here without scripts"),
        spots={key: tree.spot((key,)) for key in ("module", "art")},
        styles=tuple(name for _, name in _named(tree, "styles", mapping=False)),
        props=json.encode(_props(tree)).decode(),
        files=_named(tree, "files"),
        data=_named(tree, "data"),
    )
    options = read_options(tree)
    offered = tuple(form for form in options.downloads if form in _DOWNLOADS)
    return Said(structs.replace(options, downloads=offered), tree, content)


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
