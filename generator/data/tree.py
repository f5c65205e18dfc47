"""YAML and JSON as plain values, with the place of every key and value."""

import json
import re
from typing import Any

from msgspec import Struct

from generator.data.fault import Fault, Path, Spot
from generator.problems.yaml import Mapping, Sequence, Value, plain, read_yaml

_BARE = re.compile(r'"(?:\\.|[^"\\])*"|-?[A-Za-z]+')
"""A text in quotes, or a word without."""


class Tree(Struct, frozen=True):
    """A value read from text; ``values`` and ``keys`` tell where each part of it stands."""

    value: Any
    values: dict[Path, Spot]
    keys: dict[Path, Spot]

    def spot(self, path: Path) -> Spot:
        """Return where the value at a path stands, or the nearest value around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, (1, 1))

    def key_spot(self, path: Path) -> Spot:
        """Return where the key of a path stands, or the nearest value around it."""
        return self.keys.get(path) or self.spot(path)

    def below(self, path: Path) -> "Tree":
        """Return the part at a path, which knows its places in the whole text."""
        value = self.value
        for step in path:
            value = value[step]
        length = len(path)

        def inside(spots: dict[Path, Spot]) -> dict[Path, Spot]:
            return {each[length:]: spots[each] for each in spots if each[:length] == path}

        return Tree(value, inside(self.values), inside(self.keys))


def read_tree(text: str) -> Tree:
    """Read YAML, or JSON as the part of it that it is. Raises Fault."""
    is_flow = text.lstrip()[:1] in ("{", "[")
    reading = read_yaml(text.replace("\t", " ") if is_flow else text, "")
    for problem in reading.problems:
        if problem.severity == "error" and problem.place:
            raise Fault(problem.message, (problem.place.line, problem.place.column), problem.hint)
    tree = Tree(_exact(text, is_flow, plain(reading.root)), {}, {})
    if reading.root is not None:
        _index(reading.root, (), tree)
    return tree


def _exact(text: str, is_flow: bool, value: Any) -> Any:
    """Prefer the JSON reader's value: it knows surrogate pairs, YAML's does not."""
    if not is_flow:
        return value
    try:
        return read_json(text)
    except Fault:
        return value


def _index(value: Value, path: Path, tree: Tree) -> None:
    tree.values[path] = (value.place.line, value.place.column)
    if isinstance(value, Mapping):
        for entry in value.entries:
            inner = (*path, entry.key)
            tree.keys[inner] = (entry.place.line, entry.place.column)
            _index(entry.value, inner, tree)
    elif isinstance(value, Sequence):
        for index, part in enumerate(value.values):
            _index(part, (*path, index), tree)


def read_json(text: str) -> Any:
    """Read strict JSON without places. Raises Fault."""
    try:
        return json.loads(text, parse_constant=lambda word: _refuse(word, text))
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg[0].lower()}{error.msg[1:]}"
        hint = "is a comma missing before this?" if "',' delimiter" in error.msg else ""
        raise Fault(message, (error.lineno, error.colno), hint) from None
    except RecursionError:
        raise Fault("nested too deeply", (1, 1)) from None


def _refuse(word: str, text: str) -> Any:
    found = (match.start() for match in _BARE.finditer(text) if match[0] == word)
    before = text[: next(found, 0)]
    spot = before.count("\n") + 1, len(before) - before.rfind("\n")
    raise Fault(f"not JSON: it has no {word}", spot, "write null for a missing number")
