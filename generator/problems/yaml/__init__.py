"""YAML read strictly, every value with its place, and mistakes as problems."""

import re

from generator.problems import Place, Problem
from generator.problems.encoding import named
from generator.problems.fault import Fault, spot_at
from generator.problems.regex import regex
from generator.problems.yaml.tree import (
    Scalar,
    Value,
    YamlDocument,
    YamlEntry,
    YamlMapping,
    YamlSequence,
    describe,
    plain,
    resolve,
)

__all__ = [
    "Scalar",
    "Value",
    "YamlDocument",
    "YamlEntry",
    "YamlMapping",
    "YamlSequence",
    "describe",
    "plain",
    "read_yaml",
    "resolve",
]

# All but what can be read: written as that, it takes 4 ms to compile.
_UNREADABLE = regex("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# JSON writes one emoji as two escapes, which YAML reads as two wrong characters.
_PAIR = regex(r"(?<!\\)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
# YAML 1.1 breaks lines at these, editors do not; so they would shift every line below.
_SPACES = {0x85: " ", 0x2028: " ", 0x2029: " "}


def read_yaml(text: str, path: str, first_line: int = 1) -> YamlDocument:
    """Read one YAML document.

    ``first_line`` says where in its file the text begins, so that places count in the file.
    """
    text = text.removeprefix("\ufeff")
    blank = YamlDocument(path, _lines(text), None, (), first_line)
    # PyYAML is only needed where some YAML changed.
    from generator.problems.yaml.loader import StrictLoader

    # What can be printed can be read, and is told three times quicker.
    unreadable = None if all(map(str.isprintable, blank.lines)) else _unreadable(text)
    if unreadable is None:
        root, faults = StrictLoader(_readable(text), blank).read()
    else:
        root, faults = None, [unreadable]
    problems = tuple(_problem(blank, each) for each in faults)
    return YamlDocument(path, blank.lines, root, problems, first_line)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(re.split("\r\n|\r|\n", text) if "\r" in text else text.split("\n"))


def _readable(text: str) -> str:
    if "\\u" in text:
        text = _PAIR.sub(_one_character, text)
    return text if text.isascii() else text.translate(_SPACES)


def _one_character(match: re.Match[str]) -> str:
    high, low = int(match[1], 16), int(match[2], 16)
    return f"\\U{0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00:08X}"


def _unreadable(text: str) -> Fault | None:
    match = _UNREADABLE.search(text)
    if match is None:
        return None
    before = "\n".join(_lines(text[: match.start()]))
    spot = spot_at(before, len(before))
    return Fault(f"a character that cannot be read: {named(match[0])}", spot, "delete it")


def _problem(reading: YamlDocument, fault: Fault) -> Problem:
    line, column = fault.spot
    last = len(reading.lines)
    if line > last:  # the parser stands behind the end
        line, column = last, len(reading.lines[-1]) + 1
    place = Place(reading.path, reading.first_line - 1 + line, column)
    return Problem(fault.message, place, fault.hint, reading.source(place), fault.severity)
