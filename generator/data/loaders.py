"""Loaders: programs of the author's that write a data file, and what they say about themselves."""

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.data.dataset import Stated
from generator.engine import Blob, Made, Read
from generator.problems import Place, Problem
from generator.problems.regex import regex

TIME_LIMIT = 60
"""The seconds that a loader may take if it states no limit."""

INTERPRETERS = {
    "py": "python",
    "sh": "sh",
    "bash": "bash",
    "js": "node",
    "mjs": "node",
    "r": "Rscript",
    "rb": "ruby",
    "pl": "perl",
    "jl": "julia",
}
"""What runs a loader whose first line does not say; Python is our own."""


class Input(Struct, frozen=True):
    """A file that a loader reads, or a pattern of several; relative to where it is declared."""

    pattern: str
    place: Place
    source: str


class LoaderFile(Struct, frozen=True):
    """A loader, the path of the file that it writes, and what front matter declares for it."""

    path: str
    output: str
    program: Blob
    inputs: tuple[Input, ...] = ()
    types: tuple[Stated, ...] = ()
    sheet: str = ""
    decimal: str = ""
    skip: int = 0


class Head(Struct, frozen=True):
    """A loader whose declarations are to be read."""

    path: str
    program: Blob


class Declared(Struct, frozen=True):
    """What a loader says about itself in its comments; the limit is in seconds."""

    inputs: tuple[Input, ...] = ()
    time_limit: int = TIME_LIMIT


class Running(Struct, frozen=True):
    """A loader that is to be run; ``inputs`` are its files by their path in the site."""

    path: str
    program: Blob
    inputs: tuple[tuple[str, Blob], ...] = ()
    time_limit: int = TIME_LIMIT


def is_program(path: str) -> bool:
    """Tell whether a file's ending is one of programs."""
    return path.rpartition(".")[2].lower() in INTERPRETERS


LONGEST = 86_400
_COMMENT = regex(r"\s*(?:#|//|--|%)\s*(?P<key>inputs|time_limit)\s*:\s*(?P<value>.*?)\s*\Z")
_WORD = regex(r"[^,\s](?:[^,]*[^,\s])?")


def read_head(value: Head, read: Read) -> Made[Declared]:
    """Read ``# inputs: raw/*.json, ../other.csv`` and ``# time_limit: 300`` (in seconds)."""
    inputs: list[Input] = []
    problems: list[Problem] = []
    limit = TIME_LIMIT
    for number, line, match in _comments(read(value.program)):
        place = Place(value.path, number, match.start("value") + 1)
        if match["key"] == "inputs":
            inputs += _inputs(match, place, line)
        elif match["value"].isdecimal() and 0 < int(match["value"]) <= LONGEST:
            limit = int(match["value"])
        else:
            message = f'time_limit cannot be "{match["value"]}"'
            problems.append(Problem(message, place, "a number of seconds, such as 300", line))
    return Made(Declared(tuple(inputs), limit), tuple(problems))


def _comments(program: bytes) -> Iterator[tuple[int, str, re.Match[str]]]:
    # A compiled program has no comments, and what looks like one in its bytes is by chance.
    if b"\0" in program[:1024]:
        return
    for number, line in enumerate(program.decode("utf-8", "replace").splitlines(), 1):
        match = _COMMENT.match(line)
        if match:
            yield number, line, match


def _inputs(match: re.Match[str], place: Place, line: str) -> Iterator[Input]:
    for word in _WORD.finditer(match["value"]):
        yield Input(word[0], Place(place.path, place.line, place.column + word.start()), line)
