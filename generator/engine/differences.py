"""Differences: which values of a mapping are other objects than in an earlier one."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

K = TypeVar("K")
T = TypeVar("T")


class Difference(NamedTuple):
    """The keys of other objects, those that came or went among them; whether none came or went.

    Keys in another order have come and gone.
    """

    keys: frozenset[Any]
    same_keys: bool


SAME = Difference(frozenset(), same_keys=True)


class Differences:
    """Remembers how mappings of this build differ from those of the build before.

    What was made out of an earlier mapping by exchanging a few values need never be compared.
    """

    def __init__(self) -> None:
        """Know of none yet."""
        self._known: dict[int, _Known] = {}

    def between(self, new: Mapping[Any, Any], old: Mapping[Any, Any]) -> Difference:
        """Tell how a mapping differs from an earlier one."""
        if new is old:
            return SAME
        known = self._known.get(id(new))
        if known is None or known.old is not old:
            known = self._known[id(new)] = _Known(new, old, _compare(new, old))
        return known.difference

    def exchange(self, old: Mapping[K, T], others: Mapping[K, T]) -> Mapping[K, T]:
        """Return an earlier mapping with other values under some of its keys."""
        if not others:
            return old
        new = {**old, **others}
        self._known[id(new)] = _Known(new, old, Difference(frozenset(others), same_keys=True))
        return new

    def forget(self) -> None:
        """Forget the mappings of this build: the next one has others."""
        self._known.clear()


class _Known(NamedTuple):
    """Two mappings, which live as long as the identity of the new one stands for it."""

    new: Mapping[Any, Any]
    old: Mapping[Any, Any]
    difference: Difference


def _compare(new: Mapping[Any, Any], old: Mapping[Any, Any]) -> Difference:
    if len(new) == len(old) and list(new) == list(old):
        triples = zip(new, new.values(), old.values(), strict=True)
        return Difference(frozenset(key for key, one, other in triples if one is not other), True)
    others = {key for key, value in new.items() if key not in old or old[key] is not value}
    return Difference(frozenset(others | (old.keys() - new.keys())), False)
