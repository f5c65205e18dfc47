"""Recall: what this process worked out before, so that an edit costs what it changed.

A build works with frozen values, so the same object is the same value, and what a pure function
made of it once it would make again. This changes no result and decides nothing: it only spares
the work. The cache does that between processes, by the digests of values; here their identity
is enough, which costs a hundredth.
"""

from collections.abc import Callable, Collection, Container, Hashable, Iterable, Mapping
from itertools import chain
from typing import Any, Generic, NamedTuple, TypeVar, TypeVarTuple, overload

from generator.engine.calls import Calls, are, called, changed_sightings, goes_on
from generator.engine.memory import Differences, Generations, Results

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Ts = TypeVarTuple("Ts")


class Recall:
    """Results by the identity of what they were made from, for as long as builds ask for them.

    ``results`` are those of steps.
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._known = Generations()
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
        out as before, the mapping of before is returned. Of shared mappings that are ``Looked``,
        a call hangs on what it sees there alone. Calls are found by the function alone, so it
        stands at the top level of a module and goes over one set of mappings in a build.
        """
        self._refuse_what_never_hits(function, (*given, *shared))
        before: Calls[Any, Any] | None = self._known.find(function)
        if before is None:
            first, sightings = called(function, given[0].keys(), given, shared)
            return self._known.keep(function, Calls(given, shared, first, sightings)).results
        keys = self._to_call(given, shared, before)
        if not keys and given[0] is before.given[0]:
            return before.results
        fresh, sightings = called(function, keys, given, shared)
        results = self._settled(given[0], fresh, before)
        kept = {key: each for key, each in before.sightings.items() if key in given[0]} | sightings
        return self._known.keep(function, Calls(given, shared, results, kept)).results

    def _refuse_what_never_hits(self, function: Callable[..., Any], given: tuple[Any, ...]) -> None:
        """Raise where nothing would ever be found again, which nobody would notice otherwise."""
        if "<" in getattr(function, "__qualname__", "<"):
            raise TypeError(f"{function} is made anew in each build: name a top-level function")
        if not are(self._over.setdefault(function, given), given):
            raise TypeError(f"{function} goes over other mappings already: name another function")

    def _to_call(
        self, given: tuple[Mapping[K, Any], ...], shared: tuple[Any, ...], before: "Calls[K, Any]"
    ) -> Collection[K]:
        """Return the keys of which some value, or something seen elsewhere, is another object."""
        if not goes_on(shared, before.shared) or len(given) != len(before.given):
            return given[0].keys()
        pairs = zip(given, before.given, strict=True)
        changed = {key for new, old in pairs for key in self._differences.between(new, old).keys}
        other = changed_sightings(shared, before.shared, self._differences.between)
        seen = before.sightings.items() if other else ()
        return given[0].keys() & changed.union(k for k, each in seen if not other.isdisjoint(each))

    def _settled(
        self, keys: Mapping[K, Any], fresh: Mapping[K, T], before: "Calls[K, T]"
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


def _join(found: Mapping[Any, Iterable[T]]) -> tuple[T, ...]:
    return tuple(chain.from_iterable(found.values()))


def _or_equal(before: T | None, value: T) -> T:
    return before if before is not None and before == value else value
