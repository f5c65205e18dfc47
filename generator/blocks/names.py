"""The datasets, files and code that a block names, gathered while it is read."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.data.dataset import Reference
from generator.data.tree import Tree
from generator.markup.parts import Block
from generator.problems.fault import Path, Spot

Named = Iterable[tuple[str, Spot]]
"""Names, and where in the block each stands."""


class Names:
    """What a block names. A block that is wrong further down still names what stands above."""

    def __init__(self) -> None:
        """Begin with none."""
        self.datasets: list[tuple[str, Spot]] = []
        self.files: list[tuple[str, Spot]] = []
        self.noticed: list[tuple[str, Spot]] = []
        self.code: str | None = None


def references(block: Block, named: Named) -> tuple[Reference, ...]:
    """Return names with their places in the file, each once, from top to bottom."""
    each_once = dict(reversed(list(named)))
    passage = block.passage
    ordered = sorted(each_once.items(), key=lambda pair: pair[1])
    return tuple(
        Reference(name, passage.place(spot), passage.source(spot[0])) for name, spot in ordered
    )


def texts_at(tree: Tree, path: Path, value: Any) -> Iterator[tuple[str, Spot]]:
    """Find the texts in a value that is one, a list of some, or a mapping to some."""
    if isinstance(value, str) and value:
        yield value, tree.spot(path)
    parts = value.items() if isinstance(value, dict) else ()
    for key, part in enumerate(value) if isinstance(value, list) else parts:
        if isinstance(part, str) and part:
            yield part, tree.spot((*path, key))


def word_for(file: str) -> str:
    """Return the word that stands for a file in a template: fees_2026 for data/fees-2026.csv."""
    stem = file.rpartition("/")[2].partition(".")[0] if "." in file else file
    return re.sub(r"\W", "_", stem)
