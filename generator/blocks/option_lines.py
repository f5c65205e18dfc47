"""The ``#| key: value`` lines at the head of a block."""

import re

from msgspec import Struct

from generator.problems.fault import Spot

_OPTION = re.compile(r"(#\|\s*)([^:\s][^:]*?)(\s*:[ \t]*)(.*?)\s*\Z")
_QUOTED = re.compile(r"([\"'])(.*)\1\Z")


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
