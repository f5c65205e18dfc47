"""The ``#| key: value`` lines at the head of a block, as one mapping with places."""

import re
from collections.abc import Mapping

from msgspec import Struct

from generator.data.tree import Tree, read_tree
from generator.problems.fault import Fault, Path, Spot
from generator.problems.regex import regex

_OPTION = regex(r"(#\|\s*)([^:\s][^:]*?)(\s*:[ \t]*)(.*?)\s*\Z")
_QUOTED = regex(r"([\"'])(.*)\1\Z")
_FLOWS = {"source": "{[", "download": "{["}
"""How a value begins that is YAML within an option's line."""
_LINKED = regex(r"\[[^\[\]]*\]\(")
TRUTH = {"true": True, "yes": True, "false": False, "no": False}


class Option(Struct, frozen=True):
    """An option's text, where it stands, and where its key stands."""

    text: str
    spot: Spot
    key_spot: Spot


class OptionLines(Struct, frozen=True):
    """Option lines by key, those that are none, and the text after them.

    In ``rest`` the option lines are left empty, so that its places are the block's.
    """

    values: dict[str, Option]
    broken: tuple[Spot, ...]
    rest: str


def split_options(text: str) -> OptionLines:
    """Take the leading option lines off a block."""
    lines = text.split("\n")
    count = next((n for n, line in enumerate(lines) if not _is_option(line)), len(lines))
    values: dict[str, Option] = {}
    broken: list[Spot] = []
    for number, line in enumerate(lines[:count], 1):
        match = _OPTION.match(line)
        if match:
            values[match[2]] = _option(match, number)
        elif line.strip():
            broken.append((number, 1))
    return OptionLines(values, tuple(broken), "\n".join([""] * count + lines[count:]))


def _is_option(line: str) -> bool:
    return line.startswith("#|") or not line.strip()


def _option(match: re.Match[str], line: int) -> Option:
    text, column = match[4], match.start(4) + 1
    quoted = _QUOTED.match(text)
    return Option(
        quoted[2] if quoted else text,
        (line, column + 1 if quoted else column),
        (line, match.start(2) + 1),
    )


def read_lines(options: Mapping[str, Option]) -> Tree:
    """Return all options as one mapping with places, as if they were YAML. Raises Fault."""
    read = {key: _value(key, option) for key, option in options.items()}
    return Tree(
        {key: tree.value for key, tree in read.items()},
        {(key, *path): spot for key, tree in read.items() for path, spot in tree.values.items()},
        {(key, *path): spot for key, tree in read.items() for path, spot in tree.keys.items()},
    )


def _value(key: str, option: Option) -> Tree:
    """Read an option's text: a mapping, a list, a list with commas, or the text itself."""
    is_flow = option.text and option.text[0] in _FLOWS.get(key, "")
    if is_flow and not _LINKED.match(option.text):
        return _flow(option)
    if key == "download" and option.text not in TRUTH:
        return _listed(option)
    return Tree(option.text, {(): option.spot}, {})


def _flow(option: Option) -> Tree:
    line, column = option.spot

    def move(spot: Spot) -> Spot:
        return line, column + spot[1] - 1

    try:
        tree = read_tree(option.text)
    except Fault as fault:
        raise fault.moved(move(fault.spot)) from None
    values = {path: move(spot) for path, spot in tree.values.items()}
    return Tree(tree.value, values, {path: move(spot) for path, spot in tree.keys.items()})


def _listed(option: Option) -> Tree:
    line, column = option.spot
    spots: dict[Path, Spot] = {(): option.spot}
    words: list[str] = []
    for part in option.text.split(","):
        spots[(len(words),)] = (line, column + len(part) - len(part.lstrip()))
        words.append(part.strip())
        column += len(part) + 1
    return Tree(words, spots, {})
