"""YAML as a tree of values that know where they stand."""

from typing import Any

from msgspec import Struct

from generator.problems.problem import Place


class Scalar(Struct, frozen=True, gc=False):
    """One text, number, boolean or null; ``text`` is how the author wrote it.

    ``is_plain`` tells a bare word from one in quotes or in a block.
    """

    place: Place
    text: str
    value: str | int | float | bool | None
    is_plain: bool = True


class Sequence(Struct, frozen=True):
    """A list."""

    place: Place
    values: tuple["Value", ...]


class Entry(Struct, frozen=True):
    """A key with its place, and its value."""

    key: str
    place: Place
    value: "Value"


class Mapping(Struct, frozen=True):
    """Keys and values in the order they were written; no key stands twice."""

    place: Place
    entries: tuple[Entry, ...] = ()

    def get(self, key: str) -> "Value | None":
        """Return the value of a key."""
        return next((entry.value for entry in self.entries if entry.key == key), None)


Value = Scalar | Sequence | Mapping


def plain(value: Value | None) -> Any:
    """Turn a tree into dict, list, str, int, float, bool and None."""
    if isinstance(value, Mapping):
        return {entry.key: plain(entry.value) for entry in value.entries}
    if isinstance(value, Sequence):
        return [plain(each) for each in value.values]
    return None if value is None else value.value


def describe(value: Value) -> str:
    """Name a value for a message: what it is, and short texts as they stand."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, Sequence):
        return "a list"
    if value.value is None:
        return "nothing"
    if isinstance(value.value, str):
        short = value.text if len(value.text) <= 40 else value.text[:39] + "…"
        return f'the text "{short}"'
    return value.text if isinstance(value.value, bool) else f"the number {value.text}"
