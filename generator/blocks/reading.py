"""READ's part for figures: a fence into its contents, with the names of data and files in it."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Protocol

from msgspec import Struct

from generator.blocks.caption import write_caption
from generator.blocks.contents import Contents, Frame, Script, encoded
from generator.blocks.options import FigureOptions
from generator.data.dataset import Reference
from generator.data.tree import Tree
from generator.engine import Blob, keep
from generator.engine.step import named
from generator.markup.kinds import KIND_OF, OWN
from generator.markup.parts import Block, Dialect
from generator.problems import Problem
from generator.problems.fault import Fault, Path, Spot
from generator.problems.regex import regex

Named = Iterable[tuple[str, Spot]]
"""Names, and where in the block each stands."""

_VALUE = regex(r"\{\{.*?\}\}")
_TEXTS = frozenset(("alt", "title", "subtitle", "description", "label"))
"""Keys under which a text stands that readers see or hear; others may name a column."""
_OF_DATA = ("values", "datasets")


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
    passage = block.passage
    each_once = dict(reversed(list(named)))
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


TOO_DEEP = Fault("nested too deeply to be drawn", (0, 0), "take away some of what is around it")


class Said(Struct, frozen=True):
    """What a kind reads of a block's text; ``tree`` tells where its options stand.

    ``broken`` are options without a value.
    """

    options: FigureOptions
    tree: Tree
    content: Struct
    broken: tuple[Spot, ...] = ()


class ReadKind(Protocol):
    """What reads the blocks of a kind; it notes each name as soon as it knows it."""

    def __call__(self, text: str, names: Names) -> Said:
        """Read a block's text. Raises Fault at the first thing that cannot be understood."""


def read_block(block: Block, dialect: Dialect) -> tuple[Contents, tuple[bytes, ...]]:
    """Read a figure's block; return its contents with the bytes of their Blobs."""
    names = Names()
    try:
        said = _reader(block, dialect)(block.text, names)
        content, raw = keep(encoded(said.content))
    except Fault as fault:
        return _contents(block, names, Frame(block.name), (block.problem(fault),)), ()
    except RecursionError:
        found = block.problem(TOO_DEEP)
        return _contents(block, names, Frame(block.name), (found,)), ()
    frame, problems = _frame(block, said, dialect)
    made = _contents(block, names, frame, problems, content)
    return made, (raw,)


def _reader(block: Block, dialect: Dialect) -> ReadKind:
    own = next((each for each in dialect.own if each.name == block.kind), None)
    if own is not None:
        return partial(named(OWN.read), own)
    read: ReadKind = named(KIND_OF[block.kind].read)
    return read


def _contents(
    block: Block,
    names: Names,
    frame: Frame,
    problems: tuple[Problem, ...],
    content: Blob | None = None,
) -> Contents:
    script = None
    if names.code is not None:
        script = Script(names.code, references(block, names.noticed))
    return Contents(
        frame,
        references(block, names.datasets),
        references(block, names.files),
        script,
        content,
        problems,
    )


def _frame(block: Block, said: Said, dialect: Dialect) -> tuple[Frame, tuple[Problem, ...]]:
    caption, problems = write_caption(block, said.options, said.tree, dialect)
    hint = "such as: #| alt: A line."
    broken = [Fault("this option has no value", spot, hint) for spot in said.broken]
    if "{{" in block.text:
        broken += _left_in_braces(said.tree)
    echo = _echo(block) if said.options.echo else ""
    frame = Frame(block.name, said.options, caption, echo, dialect.language)
    return frame, (*(block.problem(each) for each in broken), *problems)


def _left_in_braces(tree: Tree) -> Iterator[Fault]:
    """Find values where nothing is computed: readers would see their braces."""
    for path, spot in tree.values.items():
        keys = [key for key in path if isinstance(key, str)]
        is_text = keys[-2:] == ["notes", "text"] or not _TEXTS.isdisjoint(keys[-1:])
        if not is_text or not set(path).isdisjoint(_OF_DATA):
            continue
        text = tree.at(path)
        if isinstance(text, str) and _VALUE.search(text):
            message = f"nothing is computed in {' of '.join(reversed(keys))}: its braces would stay"
            hint = "say what holds for every page; a caption and a source may hold values"
            yield Fault(message, spot, hint, "warning")


def _echo(block: Block) -> str:
    """Return the block as readers may see it: without its options."""
    lines = block.text.splitlines()
    return "\n".join(line for line in lines if not line.startswith("#|")).strip("\n")
