"""Which files a block names beside its datasets, told from its text alone."""

from collections.abc import Iterator

from generator.data.reference import Reference
from generator.data.references import reference_at, texts_at
from generator.data.tree import read_tree
from generator.markup.parts import Block
from generator.problems.fault import Fault, Spot


def named_files(block: Block) -> tuple[Reference, ...]:
    """Return the files that a block names, each once; a broken block names none."""
    finder = _FINDERS.get(block.kind)
    if finder is None:
        return ()
    try:
        each_once = dict(reversed(list(finder(block))))
    except Fault:
        return ()
    ordered = sorted(each_once.items(), key=lambda pair: pair[1])
    return tuple(reference_at(block, name, spot) for name, spot in ordered)


def _in_exhibit(block: Block) -> Iterator[tuple[str, Spot]]:
    tree = read_tree(block.text)
    exhibit = tree.value if isinstance(tree.value, dict) else {}
    for key in ("module", "styles", "art", "files"):
        yield from texts_at(tree, (key,), exhibit.get(key))


def _in_infographic(block: Block) -> Iterator[tuple[str, Spot]]:
    tree = read_tree(block.text)
    panels = tree.value.get("panels") if isinstance(tree.value, dict) else None
    for index, panel in enumerate(panels if isinstance(panels, list) else ()):
        if isinstance(panel, dict):
            yield from texts_at(tree, ("panels", index, "art"), panel.get("art"))


_FINDERS = {"exhibit": _in_exhibit, "infographic": _in_infographic}
