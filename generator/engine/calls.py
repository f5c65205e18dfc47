"""Calls of one function for each key of some mappings, and what they saw of others."""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import repeat
from operator import is_
from typing import Any, Generic, NamedTuple, TypeVar

K = TypeVar("K")
T = TypeVar("T")
V = TypeVar("V")

NOTHING, ALL = object(), object()
"""What is there under no key; the key of who saw all of a mapping."""


class Looked(tuple[Mapping[Any, Any], ...]):
    """Mappings that functions look things up in: what they did not see is nothing to them."""


class Sighting(NamedTuple):
    """In which of the mappings something was looked up, under which key, and what was there."""

    which: tuple[int, int]
    key: Any
    found: Any


class _Observed(Mapping[K, V]):
    """A mapping that remembers what is looked up in it."""

    def __init__(
        self, mapping: Mapping[K, V], which: tuple[int, int], lookups: list[Sighting]
    ) -> None:
        self._mapping = mapping
        self._which = which
        self._lookups = lookups

    def __getitem__(self, key: K) -> V:
        found: Any = self._mapping.get(key, NOTHING)
        self._lookups.append(Sighting(self._which, key, found))
        if found is NOTHING:
            raise KeyError(key)
        value: V = found
        return value

    def __iter__(self) -> Iterator[K]:
        self._lookups.append(Sighting(self._which, ALL, self._mapping))
        return iter(self._mapping)

    def __len__(self) -> int:
        self._lookups.append(Sighting(self._which, ALL, self._mapping))
        return len(self._mapping)


def _observed(at: int, value: Any, lookups: list[Sighting]) -> Any:
    if not isinstance(value, Looked):
        return value
    return Looked(_Observed(each, (at, number), lookups) for number, each in enumerate(value))


def is_still_so(lookups: tuple[Sighting, ...], shared: tuple[Any, ...]) -> bool:
    """Tell whether the same objects would be seen again in the mappings among other values."""
    return all(_seen(shared[at][number], key) is found for (at, number), key, found in lookups)


def _seen(mapping: Mapping[Any, Any], key: Any) -> Any:
    return mapping if key is ALL else mapping.get(key, NOTHING)


class Calls(NamedTuple, Generic[K, T]):
    """One function called for every key of some mappings."""

    given: tuple[Mapping[K, Any], ...]
    shared: tuple[Any, ...]
    results: Mapping[K, T]
    lookups: Mapping[K, tuple[Sighting, ...]]


def called(
    function: Callable[..., T],
    keys: Collection[K],
    given: tuple[Mapping[K, Any], ...],
    shared: tuple[Any, ...],
) -> tuple[dict[K, T], dict[K, tuple[Sighting, ...]]]:
    """Return what the function makes for each key, and what it saw in mappings of all."""
    if any(isinstance(each, Looked) for each in shared):
        return _called_observing(function, keys, given, shared)
    values = (map(each.get, keys) for each in given)
    return dict(zip(keys, map(function, *values, *map(repeat, shared)), strict=True)), {}


def _called_observing(
    function: Callable[..., T],
    keys: Collection[K],
    given: tuple[Mapping[K, Any], ...],
    shared: tuple[Any, ...],
) -> tuple[dict[K, T], dict[K, tuple[Sighting, ...]]]:
    results, seen = {}, {}
    for key in keys:
        lookups: list[Sighting] = []
        seen_by = [_observed(at, each, lookups) for at, each in enumerate(shared)]
        results[key] = function(*[each.get(key) for each in given], *seen_by)
        seen[key] = tuple(lookups)
    return results, seen


def goes_on(ones: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    """Tell whether values are the same, but for mappings that are looked into."""
    return len(ones) == len(others) and all(
        one is other or (isinstance(one, Looked) and isinstance(other, Looked))
        for one, other in zip(ones, others, strict=True)
    )


def are(ones: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    """Tell whether these are the same objects."""
    return len(ones) == len(others) and all(map(is_, ones, others))
