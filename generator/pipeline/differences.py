"""What differs between the values of two steps."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

LONGEST = 60


class Difference(NamedTuple):
    """Two values, and where within a step's value they stand."""

    at: str
    old: Any
    new: Any

    @property
    def is_in_bytes(self) -> bool:
        """Tell whether other bytes have taken the place of some."""
        both = (self.old, self.new)
        return all(isinstance(each, dict) and each.keys() == {"digest"} for each in both)

    def __str__(self) -> str:
        if self.is_in_bytes:
            return f"{self.at}: other bytes"
        return f"{self.at}: {shown(self.old)} → {shown(self.new)}"


def differences(old: Any, new: Any, at: str = "") -> Iterator[Difference]:
    """Find what differs, as deep within as it can be told."""
    if old == new or old is None or (new is None and not at):
        return
    whole = Difference(at, old, new)
    if isinstance(old, dict) and isinstance(new, dict) and not whole.is_in_bytes:
        for key in {**old, **new}:
            inner = f"{at}.{key}" if at else key
            yield from differences(old.get(key, "nothing"), new.get(key, "nothing"), inner)
    elif _is_pair(old, at) and _is_pair(new, at):
        yield from differences(old[1], new[1], at)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, pair in enumerate(zip(old, new, strict=True)):
            yield from differences(*pair, f"{at}[{_label(pair[1], index)}]")
    else:
        yield whole


def _is_pair(value: Any, at: str) -> bool:
    """Tell whether this is a name and its value, where the name is told already."""
    return isinstance(value, list) and len(value) == 2 and at.endswith(f"[{value[0]}]")


def _label(value: Any, index: int) -> str:
    named = isinstance(value, list) and value and isinstance(value[0], str)
    return value[0] if named else str(index)


def shown(value: Any) -> str:
    """Return a value in few words."""
    if isinstance(value, list):
        return f"{len(value)} of them"
    if isinstance(value, Mapping):
        return "other values"
    text = repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def digests(value: Any) -> Iterator[str]:
    """Find the digests in a step's value."""
    if isinstance(value, dict):
        if value.keys() == {"digest"}:
            yield value["digest"]
        for part in value.values():
            yield from digests(part)
    elif isinstance(value, list):
        for part in value:
            yield from digests(part)
