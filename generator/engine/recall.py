"""Recall: what this process worked out before, so that an edit costs what it changed.

A build works with frozen values, so the same object is the same value, and what a pure function
made of it once it would make again. This changes no result and decides nothing: it only spares
the work. The cache does that between processes, by the digests of values; here their identity
is enough, which costs a hundredth.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import zip_longest
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
    """What a step made. Its value lives as long as its identity stands for it.

    What does not last is made anew in the next build.
    """

    value: Any
    make: Maker
    key: str
    made: Made[Any]
    lasts: bool = True


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
        others = {
            key: value
            for key, value in _unlike(values, before)
            if key not in before or before[key] != value
        }
        if not others and _have_same_keys(values, before):
            return before
        return self._known.keep(name, _brought_up(before, values, others))

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
        goes_on = _are(shared, before.shared) and len(given) == len(before.given)
        if goes_on and _are(given, before.given):
            return before.results
        changed = set(_changed(given, before.given)) if goes_on else given[0].keys()
        fresh = {
            key: function(*(each.get(key) for each in given), *shared)
            for key in given[0]
            if key in changed
        }
        others = {
            key: result
            for key, result in fresh.items()
            if key not in before.results or before.results[key] != result
        }
        results = before.results
        if others or not _have_same_keys(given[0], results):
            results = _brought_up(results, given[0], others)
        return self._known.keep(function, _Calls(given, shared, results)).results

    def results(self, wave: str, steps: Sequence[Step]) -> list[Result | None]:
        """Return what a wave's steps made whose makers and values are these very objects."""
        return self._made.of(wave, steps)

    def result(self, step: Step) -> Result | None:
        """Return what one step made."""
        return self._made.find(step)

    def made_under(self, key: str) -> Made[Any] | None:
        """Return what a step with this key made, whatever object its value was."""
        found = self._made.under(key)
        return None if found is None else found.made

    def keep(self, wave: str, steps: Sequence[Step], results: Sequence[Result]) -> None:
        """Remember what a wave's steps made."""
        self._made.keep(wave, steps, results)

    def turn(self, *, whole: bool) -> None:
        """Forget what nobody asked for since the last turn; wait where a build ended early."""
        self._known.turn(whole=whole)
        self._made.turn()


class _Calls(NamedTuple, Generic[K, T]):
    """One function called for every key of some mappings."""

    given: tuple[Mapping[K, Any], ...]
    shared: tuple[Any, ...]
    results: Mapping[K, T]


def _changed(
    given: tuple[Mapping[K, Any], ...], before: tuple[Mapping[K, Any], ...]
) -> Iterator[K]:
    """Yield the keys of which some value is another object now."""
    for new, old in zip(given, before, strict=True):
        yield from (key for key, _ in _unlike(new, old))
        yield from old.keys() - new.keys()


def _unlike(new: Mapping[K, T], old: Mapping[K, T]) -> Iterator[tuple[K, T]]:
    """Yield what is another object now. Where the keys agree this looks up none of them."""
    if new is old:
        return
    if _have_same_keys(new, old):
        triples = zip(new, new.values(), old.values(), strict=True)
        yield from ((key, value) for key, value, known in triples if value is not known)
    else:
        yield from ((key, value) for key, value in new.items() if old.get(key) is not value)


def _brought_up(before: Mapping[K, T], keys: Mapping[K, Any], others: Mapping[K, T]) -> dict[K, T]:
    """Return the values of before under these keys, but for the others."""
    if _have_same_keys(keys, before):
        return {**before, **others}
    return {key: others[key] if key in others else before[key] for key in keys}


def _have_same_keys(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> bool:
    return one is other or (len(one) == len(other) and list(one) == list(other))


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


class _Results:
    """Results of steps, by the identity of their values and by their keys.

    Most steps of a wave are those of the build before, in the same places: there nothing has to
    be looked up.
    """

    def __init__(self) -> None:
        self._found: dict[int | str, Result] = {}
        self._waves: dict[str, tuple[Sequence[Step], Sequence[Result]]] = {}

    def of(self, wave: str, steps: Sequence[Step]) -> list[Result | None]:
        known, results = self._waves.get(wave, ((), ()))
        if len(known) != len(steps):
            return [self.find(step) for step in steps]
        triples = zip(steps, known, results, strict=True)
        return [
            result if step is before and result.lasts else self.find(step)
            for step, before, result in triples
        ]

    def find(self, step: Step) -> Result | None:
        result = self._found.get(id(step.value))
        return result if result is not None and result.make is step.make else None

    def under(self, key: str) -> Result | None:
        return self._found.get(key)

    def keep(self, wave: str, steps: Sequence[Step], results: Sequence[Result]) -> None:
        known = self._waves.get(wave, ((), ()))[1]
        self._waves[wave] = (steps, results)
        for result, before in zip_longest(results, known):
            if result is not None and result is not before and result.lasts:
                self._found[id(result.value)] = self._found[result.key] = result

    def turn(self) -> None:
        """Forget what no wave asked for when it last ran, once that is much."""
        if len(self._found) > ROOM + 4 * sum(len(results) for _, results in self._waves.values()):
            waves, self._found, self._waves = self._waves, {}, {}
            for wave, (steps, results) in waves.items():
                self.keep(wave, steps, results)
