"""What a loader says about itself: its inputs and its time limit, in comments of its own."""

import re
from collections.abc import Iterator

from generator.data.loaders import TIME_LIMIT, Declared, Head, Input
from generator.engine import Made, Read
from generator.problems import Place, Problem

LONGEST = 86_400
_COMMENT = re.compile(r"\s*(?:#|//|--|%)\s*(?P<key>inputs|time_limit)\s*:\s*(?P<value>.*?)\s*\Z")
_WORD = re.compile(r"[^,\s](?:[^,]*[^,\s])?")


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
