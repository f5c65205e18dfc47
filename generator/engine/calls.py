"""Calls of one function for each key of some mappings, and what they saw of others."""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import repeat
from operator import is_
from typing import Any, Generic, NamedTuple, TypeVar

from generator.engine.memory import SAME, ChangedKeys

K = TypeVar("K")
T = TypeVar("T")
V = TypeVar("V")

ALL = object()
"""The key of who saw all of a mapping."""


class Looked(tuple[Mapping[Any, Any], ...]):
    """Mappings that functions look things up in: what they did not see is nothing to them."""


class Sighting(NamedTuple):
    """A key that was looked up in the mapping of a number, of the shared value of a number."""

    shared: int
    mapping: int
    key: Any


Sightings = frozenset[Sighting]


class _Observed(Mapping[K, V]):
    """A mapping that remembers what is looked up in it."""

    def __init__(self, mapping: Mapping[K, V], which: tuple[int, int], seen: set[Sighting]) -> None:
        self._mapping = mapping
        self._which = which
        self._seen = seen

    def __getitem__(self, key: K) -> V:
        self._seen.add(Sighting(*self._which, key))
        return self._mapping[key]

    def __iter__(self) -> Iterator[K]:
        self._seen.add(Sighting(*self._which, ALL))
        return iter(self._mapping)

    def __len__(self) -> int:
        self._seen.add(Sighting(*self._which, ALL))
        return len(self._mapping)


def _observed(at: int, value: Any, seen: set[Sighting]) -> Any:
    if not isinstance(value, Looked):
        return value
    return Looked(_Observed(each, (at, number), seen) for number, each in enumerate(value))


def changed_sightings(
    ones: tuple[Any, ...], others: tuple[Any, ...], between: Callable[..., ChangedKeys]
) -> Sightings:
    """Return all that looks another way in the mappings among one group of values than another."""
    return frozenset(
        Sighting(at, number, key)
        for at, (one, other) in enumerate(zip(ones, others, strict=True))
        if isinstance(one, Looked)
        for number, pair in enumerate(zip(one, other, strict=True))
        if (changed := between(*pair)) != SAME
        for key in (*changed.keys, ALL)
    )


class Calls(NamedTuple, Generic[K, T]):
    """One function called for every key of some mappings."""

    given: tuple[Mapping[K, Any], ...]
    shared: tuple[Any, ...]
    results: Mapping[K, T]
    sightings: Mapping[K, Sightings]


def called(
    function: Callable[..., T],
    keys: Collection[K],
    given: tuple[Mapping[K, Any], ...],
    shared: tuple[Any, ...],
) -> tuple[dict[K, T], dict[K, Sightings]]:
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
) -> tuple[dict[K, T], dict[K, Sightings]]:
    results, sightings = {}, {}
    for key in keys:
        seen: set[Sighting] = set()
        observed = [_observed(at, each, seen) for at, each in enumerate(shared)]
        results[key] = function(*[each.get(key) for each in given], *observed)
        sightings[key] = frozenset(seen)
    return results, sightings


def goes_on(ones: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    """Tell whether values are the same, but for mappings that are looked into."""
    return len(ones) == len(others) and all(
        one is other or (isinstance(one, Looked) and isinstance(other, Looked))
        for one, other in zip(ones, others, strict=True)
    )


def are(ones: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    """Tell whether these are the same objects."""
    return len(ones) == len(others) and all(map(is_, ones, others))
