"""Recall: what this process worked out before, so that an edit costs what it changed.

A build works with frozen values, so the same object is the same value, and what a pure function
made of it once it would make again. This changes no result and decides nothing: it only spares
the work. The cache does that between processes, by the digests of values; here their identity
is enough, which costs a hundredth.
"""

from collections.abc import Callable, Container, Hashable, Iterator, Mapping, Sequence
from operator import is_
from typing import Any, Generic, NamedTuple, TypeVar, TypeVarTuple, overload

from generator.engine.step import Made, Maker, Step

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Ts = TypeVarTuple("Ts")

ROOM = 50_000
"""So many entries may come of builds that failed before they are forgotten."""


class Result(NamedTuple):
    """What a step made that lasts. The value lives as long as its identity stands for it."""

    value: Any
    make: Maker
    key: str
    made: Made[Any]


class Recall:
    """Results by the identity of what they were made from, for as long as builds ask for them."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._known = _Generations()
        self._made = _Results()

    def __call__(self, function: Callable[[*Ts], T], *given: *Ts) -> T:
        """Return what a pure function makes of frozen values; strings may be others of one text."""
        key = (function, *[each if type(each) is str else id(each) for each in given])
        entry = self._known.find(key) or self._known.keep(key, (given, function(*given)))
        result: T = entry[1]
        return result

    def same(self, name: Hashable, value: T) -> T:
        """Return the value that had this name before where it is equal, or else this one.

        So what is made from an equal value need not be made again.
        """
        before: tuple[T] | None = self._known.find(name)
        if before is not None and (before[0] is value or before[0] == value):
            return before[0]
        self._known.keep(name, (value,))
        return value

    def same_each(self, name: Hashable, values: Mapping[K, T]) -> Mapping[K, T]:
        """Do the same for every value of a mapping, and for the mapping as a whole."""
        before: Mapping[K, T] = self._known.find(name) or {}
        settled = {
            key: known if (known := before.get(key)) is value or known == value else value
            for key, value in values.items()
        }
        return before if _are_same(settled, before) else self._known.keep(name, settled)

    @overload
    def for_each(
        self, function: Callable[[A, *Ts], T], given: tuple[Mapping[K, A]], *shared: *Ts
    ) -> Mapping[K, T]: ...

    @overload
    def for_each(
        self,
        function: Callable[[A, B, *Ts], T],
        given: tuple[Mapping[K, A], Mapping[K, B]],
        *shared: *Ts,
    ) -> Mapping[K, T]: ...

    @overload
    def for_each(
        self,
        function: Callable[[A, B, C, *Ts], T],
        given: tuple[Mapping[K, A], Mapping[K, B], Mapping[K, C]],
        *shared: *Ts,
    ) -> Mapping[K, T]: ...

    def for_each(  # type: ignore[misc]  # mypy 2 does not see that *Any takes in *Ts
        self, function: Callable[..., Any], given: tuple[Mapping[Any, Any], ...], *shared: Any
    ) -> Mapping[Any, Any]:
        """Call a pure function with the values of each key, but where they are those of before.

        The keys are those of the first mapping; what another one lacks is None. Where all comes
        out as before, the mapping of before is returned.
        """
        before: _Calls[Any, Any] = self._known.find(function) or _Calls((), (), {})
        if _are(shared, before.shared) and _are(given, before.given):
            return before.results
        changed = _changed(given, before) if _are(shared, before.shared) else given[0]
        results = {
            key: before.results[key]
            if key not in changed
            else _or_equal(before.results.get(key), function(*_values(given, key), *shared))
            for key in given[0]
        }
        settled = before.results if _are_same(results, before.results) else results
        return self._known.keep(function, _Calls(given, shared, settled)).results

    def results(self, steps: Sequence[Step]) -> list[Result | None]:
        """Return what steps made whose makers and values are these very objects."""
        return self._made.found(steps)

    def made_under(self, key: str) -> Made[Any] | None:
        """Return what a step with this key made, whatever object its value was."""
        found: Result | None = self._made.find(key)
        return None if found is None else found.made

    def keep(self, step: Step, key: str, made: Made[Any]) -> None:
        """Remember what a step made."""
        result = Result(step.value, step.make, key, made)
        self._made.keep(id(step.value), result)
        self._made.keep(key, result)

    def turn(self, *, whole: bool) -> None:
        """Forget what nobody asked for since the last turn; wait where a build ended early."""
        for each in (self._known, self._made):
            each.turn(whole=whole)


class _Calls(NamedTuple, Generic[K, T]):
    """One function called for every key of some mappings."""

    given: tuple[Mapping[K, Any], ...]
    shared: tuple[Any, ...]
    results: Mapping[K, T]


def _changed(given: tuple[Mapping[K, Any], ...], before: _Calls[K, Any]) -> Container[K]:
    """Return the keys whose values are others now, or that are new."""
    if not before.given:
        return given[0]
    keys = set(given[0].keys() - before.results.keys())
    for new, old in zip(given, before.given, strict=True):
        if new is not old:
            keys.update(key for key in given[0] if new.get(key) is not old.get(key))
    return keys


def _values(given: tuple[Mapping[K, Any], ...], key: K) -> Iterator[Any]:
    return (each.get(key) for each in given)


def _or_equal(before: T | None, value: T) -> T:
    return before if before is not None and before == value else value


def _are(ones: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    return len(ones) == len(others) and all(map(is_, ones, others))


def _are_same(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> bool:
    return list(one) == list(other) and all(map(is_, one.values(), other.values()))


class _Generations:
    """Entries of this build, and those of the one before that it has not asked for yet."""

    def __init__(self) -> None:
        self._now: dict[Any, Any] = {}
        self._before: dict[Any, Any] = {}

    def find(self, key: Any) -> Any:
        entry = self._now.get(key)
        if entry is None:
            entry = self._before.get(key)
            if entry is not None:
                self._now[key] = entry
        return entry

    def keep(self, key: Any, entry: T) -> T:
        self._now[key] = entry
        return entry

    def turn(self, *, whole: bool) -> None:
        if whole or len(self._now) > ROOM + 2 * len(self._before):
            self._now, self._before = {}, self._now


class _Results(_Generations):
    """Results of steps, by the identity of their values and by their keys."""

    def found(self, steps: Sequence[Step]) -> list[Result | None]:
        """Look up many steps at once: every step of a site comes by here in every build."""
        now, before = self._now, self._before
        ids = [id(step.value) for step in steps]
        every = [now.get(each) or before.get(each) for each in ids]
        now.update((each, result) for each, result in zip(ids, every) if result is not None)
        return [
            result if result is not None and result.make is step.make else None
            for result, step in zip(every, steps)
        ]
