"""YAML and JSON as plain values, with the place of every key and value."""

import json
import math
from collections.abc import Collection
from typing import Any

from msgspec import DecodeError, Struct
from msgspec.json import decode

from generator.problems import suggestion
from generator.problems.fault import Fault, Path, Spot, fault_of, spot_at
from generator.problems.regex import regex
from generator.problems.yaml import Value, YamlMapping, YamlSequence, plain, read_yaml

_BARE = regex(r'"(?:\\.|[^"\\])*"|-?[A-Za-z]+')
"""A text in quotes, or a word without."""
_TEXT_OR_NUMBER = regex(r'"(?:\\.|[^"\\])*"|-?\d[\d.eE+-]*')
_HIGH, _LOW = r"\\u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = regex(rf"{_HIGH}{_LOW}|(?P<half>{_HIGH}|{_LOW})|\\.")
MOST_DIGITS = 4300
"""Python reads no whole number that is longer."""
_IN_QUOTES = "a text stands in quotes"


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

    def at(self, path: Path) -> Any:
        """Return the value at a path; None where there is none."""
        value = self.value
        for step in path:
            is_there = step in value if isinstance(value, dict) else isinstance(value, list)
            value = value[step] if is_there else None
        return value

    def check_keys(self, path: Path, known: Collection[str], owner: str) -> None:
        """Refuse keys of a mapping that its owner, such as "a line", has not. Raises Fault."""
        for key in self.at(path):
            if key not in known:
                hint = suggestion(str(key), known, f"known are {', '.join(known)}")
                raise Fault(f'{owner} has no "{key}"', self.key_spot((*path, key)), hint)

    def check_word(self, path: Path, word: Any, known: Collection[str]) -> None:
        """Refuse a word for what stands at a path that is none of those known. Raises Fault."""
        if word not in known:
            hint = suggestion(str(word), known, f"one of {', '.join(known)}")
            raise Fault(f'{path[-1]} cannot be "{word}"', self.spot(path), hint)

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
        if problem.severity == "error":
            raise fault_of(problem)
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
    if isinstance(value, YamlMapping):
        for entry in value.entries:
            inner = (*path, entry.key)
            tree.keys[inner] = (entry.place.line, entry.place.column)
            _index(entry.value, inner, tree)
    elif isinstance(value, YamlSequence):
        for index, part in enumerate(value.values):
            _index(part, (*path, index), tree)


def read_json(text: str) -> Any:
    """Read strict JSON without places. Raises Fault."""
    try:
        # msgspec takes no half of a character and no number that would be another, but says
        # neither what is wrong nor where.
        return decode(text)
    except RecursionError:
        raise Fault("nested too deeply", (1, 1)) from None
    except (DecodeError, UnicodeEncodeError):
        return _explained(text)


def _explained(text: str) -> Any:
    """Find out what is wrong with JSON. Raises Fault."""
    try:
        value = json.loads(text, parse_constant=lambda word: _refuse(word, text), parse_int=float)
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg[0].lower()}{error.msg[1:]}"
        hint = "is a comma missing before this?" if "',' delimiter" in error.msg else ""
        raise Fault(message, (error.lineno, error.colno), hint) from None
    except RecursionError:
        raise Fault("nested too deeply", (1, 1)) from None
    for match in _TEXT_OR_NUMBER.finditer(text):
        if match[0][0] != '"' and (math.isinf(float(match[0])) or len(match[0]) > MOST_DIGITS):
            raise Fault("this number is too large", spot_at(text, match.start()), _IN_QUOTES)
        halves = (each for each in _ESCAPE.finditer(match[0]) if each["half"])
        half = next(halves, None) if match[0][0] == '"' else None
        if half is not None:
            message = f"{half[0]} is half of a character, which no text can hold"
            raise Fault(message, spot_at(text, match.start() + half.start()), "delete it")
    return value


def _refuse(word: str, text: str) -> Any:
    found = (match.start() for match in _BARE.finditer(text) if match[0] == word)
    spot = spot_at(text, next(found, 0))
    raise Fault(f"not JSON: it has no {word}", spot, "write null for a missing number")
