"""YAML as a tree of values that know where they stand."""

import math
from typing import Any, Final

from msgspec import Struct

from generator.problems import Place, Problem
from generator.problems.regex import regex

LONGEST = 2000
_WORDS: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_FLOATS: Final = {
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_STARTS: Final = frozenset("0123456789+-.~nNtTfF")
_DECIMAL = regex(r"[-+]?(?:0|[1-9][0-9]{0,18})")
_OTHER_BASE = regex(r"0o[0-7]{1,21}|0x[0-9a-fA-F]{1,16}")
_FLOAT = regex(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LARGEST = 2**63


class Scalar(Struct, frozen=True, gc=False):
    """One text, number, boolean or null; ``text`` is how the author wrote it.

    ``is_plain`` tells a bare word from one in quotes or in a block.
    """

    place: Place
    text: str
    value: str | int | float | bool | None
    is_plain: bool = True


class YamlSequence(Struct, frozen=True):
    """A list."""

    place: Place
    values: tuple["Value", ...]


class YamlEntry(Struct, frozen=True):
    """A key with its place, and its value."""

    key: str
    place: Place
    value: "Value"


class YamlMapping(Struct, frozen=True):
    """Keys and values in the order they were written; no key stands twice."""

    place: Place
    entries: tuple[YamlEntry, ...] = ()

    def get(self, key: str) -> "Value | None":
        """Return the value of a key."""
        return next((entry.value for entry in self.entries if entry.key == key), None)


Value = Scalar | YamlSequence | YamlMapping


class YamlDocument(Struct, frozen=True):
    """A text as YAML: its tree, if it has one, and what is wrong with it.

    ``root`` is None for an empty text and for one that cannot be parsed.
    """

    path: str
    lines: tuple[str, ...]
    root: Value | None = None
    problems: tuple[Problem, ...] = ()
    first_line: int = 1

    def source(self, place: Place) -> str:
        """Return the line at a place.

        Of a longer one than anybody writes there is the beginning, or nothing where the place
        lies behind it: thousands of problems may each carry the same line.
        """
        line = place.line - self.first_line
        inside = place.path == self.path and 0 <= line < len(self.lines)
        if not inside or place.column > LONGEST:
            return ""
        return self.lines[line][:LONGEST]


def plain(value: Value | None) -> Any:
    """Turn a tree into dict, list, str, int, float, bool and None."""
    if isinstance(value, YamlMapping):
        return {entry.key: plain(entry.value) for entry in value.entries}
    if isinstance(value, YamlSequence):
        return [plain(each) for each in value.values]
    return None if value is None else value.value


def describe(value: Value) -> str:
    """Name a value for a message: what it is, and short texts as they stand."""
    if isinstance(value, YamlMapping):
        return "a mapping"
    if isinstance(value, YamlSequence):
        return "a list"
    if value.value is None:
        return "nothing"
    if isinstance(value.value, str):
        short = value.text if len(value.text) <= 40 else value.text[:39] + "…"
        return f'the text "{short}"'
    return value.text if isinstance(value.value, bool) else f"the number {value.text}"


def resolve(text: str) -> str | int | float | bool | None:
    """Return the value of a bare word by the core schema of YAML 1.2, stricter about numbers.

    ``yes``, ``on``, ``0123``, ``12:30:45`` and dates are text. So is a number that no float or
    64-bit integer can hold, since its digits would change.
    """
    if text and text[0] not in _STARTS:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return _number(text)


def _number(text: str) -> str | int | float:
    if _DECIMAL.fullmatch(text):
        return _in_range(int(text), text)
    if _OTHER_BASE.fullmatch(text):
        return _in_range(int(text, 0), text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return text if math.isinf(number) or text.lstrip("+-").isdigit() else number
    return _FLOATS.get(text, text)


def _in_range(number: int, text: str) -> int | str:
    return number if -_LARGEST <= number < _LARGEST else text
