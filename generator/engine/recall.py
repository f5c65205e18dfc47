"""Recall: what this process worked out before, so that an edit costs what it changed.

A build works with frozen values, so the same object is the same value, and what a pure function
made of it once it would make again. This changes no result and decides nothing: it only spares
the work. The cache does that between processes, by the digests of values; here their identity
is enough, which costs a hundredth.
"""

from collections.abc import Callable, Collection, Container, Hashable, Iterable, Mapping
from itertools import chain, repeat
from operator import is_
from typing import Any, Generic, NamedTuple, TypeVar, TypeVarTuple, overload

from generator.engine.memory import Differences, Results

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Ts = TypeVarTuple("Ts")

ROOM = 2_000
"""So many entries may come of builds that ended early before they are forgotten."""


class Recall:
    """Results by the identity of what they were made from, for as long as builds ask for them.

    ``results`` are those of steps.
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._known = _Generations()
        self._over: dict[Any, tuple[Any, ...]] = {}
        self.results = Results()
        self._differences = Differences()

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
        before: _Settled[K, T] = self._known.find(name) or _Settled({}, {})
        difference, known = self._differences.between(values, before.given), before.values
        if difference.same_keys:
            others = {k: values[k] for k in difference.keys if known[k] != values[k]}
            settled = self._differences.exchange(known, others)
        else:
            settled = {k: _or_equal(known.get(k), value) for k, value in values.items()}
        return self._known.keep(name, _Settled(values, settled)).values

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
        out as before, the mapping of before is returned. Calls are found by the function alone, so
        it stands at the top level of a module and goes over one set of mappings in a build.
        """
        self._refuse_what_never_hits(function, (*given, *shared))
        before: _Calls[Any, Any] | None = self._known.find(function)
        if before is None:
            first = _called(function, given[0].keys(), given, shared)
            return self._known.keep(function, _Calls(given, shared, first)).results
        goes_on = _are(shared, before.shared) and len(given) == len(before.given)
        if goes_on and _are(given, before.given):
            return before.results
        keys = given[0].keys() & self._changed(given, before) if goes_on else given[0].keys()
        results = self._settled(given[0], _called(function, keys, given, shared), before)
        return self._known.keep(function, _Calls(given, shared, results)).results

    def _refuse_what_never_hits(self, function: Callable[..., Any], given: tuple[Any, ...]) -> None:
        """Raise where nothing would ever be found again, which nobody would notice otherwise."""
        if "<" in getattr(function, "__qualname__", "<"):
            raise TypeError(f"{function} is made anew in each build: name a top-level function")
        if not _are(self._over.setdefault(function, given), given):
            raise TypeError(f"{function} goes over other mappings already: name another function")

    def _changed(self, given: tuple[Mapping[K, Any], ...], before: "_Calls[K, Any]") -> set[K]:
        """Return the keys of which some value is another object now."""
        pairs = zip(given, before.given, strict=True)
        return {key for new, old in pairs for key in self._differences.between(new, old).keys}

    def _settled(
        self, keys: Mapping[K, Any], fresh: Mapping[K, T], before: "_Calls[K, T]"
    ) -> Mapping[K, T]:
        """Return the results of before but for fresh ones; an equal one is that of before."""
        known = before.results
        if self._differences.between(keys, before.given[0]).same_keys:
            others = {key: each for key, each in fresh.items() if known[key] != each}
            return self._differences.exchange(known, others)
        return {
            key: _or_equal(known.get(key), fresh[key]) if key in fresh else known[key]
            for key in keys
        }

    @overload
    def gathered(
        self, function: Callable[[A, *Ts], Iterable[T]], given: tuple[Mapping[K, A]], *shared: *Ts
    ) -> tuple[T, ...]: ...

    @overload
    def gathered(
        self,
        function: Callable[[A, B, *Ts], Iterable[T]],
        given: tuple[Mapping[K, A], Mapping[K, B]],
        *shared: *Ts,
    ) -> tuple[T, ...]: ...

    def gathered(  # type: ignore[misc]  # as above
        self, function: Callable[..., Any], given: Any, *shared: Any
    ) -> tuple[Any, ...]:
        """Join what ``for_each`` finds for every key into one tuple, the same while that is."""
        return self(_join, self.for_each(function, given, *shared))

    def begin(self) -> None:
        """Begin a build, in which each function may go over other mappings than before."""
        self._over.clear()

    def turn(self, *, whole: bool) -> None:
        """Forget what nobody asked for since the last turn; wait where a build ended early."""
        self._known.turn(whole=whole)
        self.results.turn()
        self._differences.forget()

    def forget_all_but(self, keys: Container[str]) -> None:
        """Forget what other steps made, when the cache with the bytes of their blobs is swept."""
        self.results.forget_all_but(keys)


class _Settled(NamedTuple, Generic[K, T]):
    """A mapping as it was given, and with the values of before."""

    given: Mapping[K, T]
    values: Mapping[K, T]


class _Calls(NamedTuple, Generic[K, T]):
    """One function called for every key of some mappings."""

    given: tuple[Mapping[K, Any], ...]
    shared: tuple[Any, ...]
    results: Mapping[K, T]


def _called(
    function: Callable[..., T],
    keys: Collection[K],
    given: tuple[Mapping[K, Any], ...],
    shared: tuple[Any, ...],
) -> dict[K, T]:
    values = (map(each.get, keys) for each in given)
    return dict(zip(keys, map(function, *values, *map(repeat, shared)), strict=True))


def _join(found: Mapping[Any, Iterable[T]]) -> tuple[T, ...]:
    return tuple(chain.from_iterable(found.values()))


def _or_equal(before: T | None, value: T) -> T:
    return before if before is not None and before == value else value


def _are(ones: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    return len(ones) == len(others) and all(map(is_, ones, others))


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
