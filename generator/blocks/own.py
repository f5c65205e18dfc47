"""A block of a type that the site brings along: its text, its options, what it names."""

from collections.abc import Iterator

from msgspec import Struct

from generator.blocks.option_lines import Option, OptionLines, read_lines, split_options
from generator.blocks.options import OPTIONS, FigureOptions, read_options
from generator.blocks.reading import Names, Said
from generator.data.tree import Tree
from generator.markup.kinds import DRAWN, OwnKind
from generator.problems import suggestion
from generator.problems.fault import Fault, Spot
from generator.problems.regex import regex

DECLARED = ("data", "files")
"""Options of every block of one's own: names of datasets and of files, with commas between."""
_WORD = regex(r"[^,\s](?:[^,]*[^,\s])?")


class OwnBlock(Struct, frozen=True):
    """What one block gives to its type."""

    makes: str
    text: str
    options: tuple[tuple[str, str], ...]
    programs: tuple[str, ...] = ()


def read_own(kind: OwnKind, text: str, names: Names) -> Said:
    """Read a block of one's own. Raises Fault."""
    options = split_options(text)
    names.datasets += _listed(options, "data")
    names.files += _listed(options, "files")
    lines = options.rest.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    given = tuple(_given(kind, options))
    content = OwnBlock(kind.makes, "\n".join(lines[first:]).rstrip("\n"), given, kind.programs)
    shared = {key: each for key, each in options.values.items() if key in OPTIONS}
    if kind.makes not in DRAWN:
        return Said(FigureOptions(), Tree({}, {}, {}), content, options.broken)
    tree = read_lines(shared)
    return Said(read_options(tree), tree, content, options.broken)


def _listed(options: OptionLines, key: str) -> Iterator[tuple[str, Spot]]:
    option = options.values.get(key)
    if option is not None:
        line, column = option.spot
        for word in _WORD.finditer(option.text):
            yield word[0], (line, column + word.start())


def _given(kind: OwnKind, options: OptionLines) -> Iterator[tuple[str, str]]:
    """Give what the type declares, as the block says it or as it is of itself. Raises Fault."""
    declared = dict(kind.options)
    shared = OPTIONS if kind.makes in DRAWN else {}
    known = (*declared, *DECLARED, *shared)
    for key, option in options.values.items():
        if key not in known:
            hint = suggestion(key, known, f"known are {', '.join(known)}")
            raise Fault(f'{kind.name} has no option "{key}"', option.key_spot, hint)
    for key, start in kind.options:
        said: Option | None = options.values.get(key)
        if said is None and start is None:
            raise Fault(f"{kind.name} needs {key}", (0, 1), f"such as: #| {key}: …")
        yield key, said.text if said else start or ""
