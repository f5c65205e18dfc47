"""Recall: what this process worked out before, so that an edit costs what it changed.

A build works with frozen values, so the same object is the same value, and what a pure function
made of it once it would make again. This changes no result and decides nothing: it only spares
the work. The cache does that between processes, by the digests of values; here their identity
is enough, which costs a hundredth.
"""

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
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
            key: values[key]
            for key in _unlike(values, before)
            if key in values and (key not in before or before[key] != values[key])
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
        keys = _changed(given, before) if goes_on else given[0]
        fresh = {key: function(*(each.get(key) for each in given), *shared) for key in keys}
        others = {key: each for key, each in fresh.items() if _is_another(key, each, before)}
        results = before.results
        if others or not _have_same_keys(given[0], results):
            results = _brought_up(results, given[0], others)
        return self._known.keep(function, _Calls(given, shared, results)).results

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

    def wave(self, wave: str, steps: Sequence[Step]) -> "Wave | None":
        """Return all that a wave brought when it last ran, if these were its steps."""
        return self._made.whole(wave, steps)

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

    def keep(self, wave: str, steps: Sequence[Step], results: Sequence[Result]) -> "Wave":
        """Remember what a wave's steps made."""
        return self._made.keep(wave, Wave(steps, results, [each.made for each in results]))

    def turn(self, *, whole: bool) -> None:
        """Forget what nobody asked for since the last turn; wait where a build ended early."""
        self._known.turn(whole=whole)
        self._made.turn()

    def forget_all_but(self, keys: Container[str]) -> None:
        """Forget what other steps made, when the cache with the bytes of their blobs is swept."""
        self._made.forget_all_but(keys)


class Wave(NamedTuple):
    """The steps of a wave, their results, and what they made."""

    steps: Sequence[Step]
    results: Sequence[Result]
    made: list[Made[Any]]

    @property
    def lasts(self) -> bool:
        """Tell whether all of them last."""
        return all(result.lasts for result in self.results)


NO_WAVE = Wave((), (), [])


class _Calls(NamedTuple, Generic[K, T]):
    """One function called for every key of some mappings."""

    given: tuple[Mapping[K, Any], ...]
    shared: tuple[Any, ...]
    results: Mapping[K, T]


def _join(found: Mapping[Any, Iterable[T]]) -> tuple[T, ...]:
    return tuple(chain.from_iterable(found.values()))


def _changed(given: tuple[Mapping[K, Any], ...], before: _Calls[K, Any]) -> Iterable[K]:
    """Return the keys of which some value is another object now, or that are new."""
    changed = {
        key for new, old in zip(given, before.given, strict=True) for key in _unlike(new, old)
    }
    if _have_same_keys(given[0], before.results):
        return changed & given[0].keys()
    return [key for key in given[0] if key in changed or key not in before.results]


def _is_another(key: K, result: Any, before: _Calls[K, Any]) -> bool:
    return key not in before.results or before.results[key] != result


def _unlike(new: Mapping[K, Any], old: Mapping[K, Any]) -> Iterator[K]:
    """Yield the keys of what is another object now. Where the keys agree, none is looked up."""
    if new is old:
        return
    if _have_same_keys(new, old):
        triples = zip(new, new.values(), old.values(), strict=True)
        yield from (key for key, value, known in triples if value is not known)
    else:
        yield from (key for key, value in new.items() if old.get(key) is not value)
        yield from old.keys() - new.keys()


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
        self._waves: dict[str, Wave] = {}

    def whole(self, name: str, steps: Sequence[Step]) -> Wave | None:
        known = self._waves.get(name, NO_WAVE)
        return known if known.steps is steps and known.lasts else None

    def of(self, name: str, steps: Sequence[Step]) -> list[Result | None]:
        known = self._waves.get(name, NO_WAVE)
        if len(known.steps) != len(steps):
            return [self.find(step) for step in steps]
        triples = zip(steps, known.steps, known.results, strict=True)
        return [
            result if step is before and result.lasts else self.find(step)
            for step, before, result in triples
        ]

    def find(self, step: Step) -> Result | None:
        result = self._found.get(id(step.value))
        return result if result is not None and result.make is step.make else None

    def under(self, key: str) -> Result | None:
        return self._found.get(key)

    def keep(self, name: str, wave: Wave) -> Wave:
        before = self._waves.get(name, NO_WAVE)
        self._waves[name] = wave
        for result, known in zip_longest(wave.results, before.results):
            if result is not None and result is not known and result.lasts:
                self._found[id(result.value)] = self._found[result.key] = result
        return wave

    def turn(self) -> None:
        if len(self._found) > ROOM + 4 * sum(len(wave.steps) for wave in self._waves.values()):
            waves = self._waves.values()
            self.forget_all_but({result.key for wave in waves for result in wave.results})

    def forget_all_but(self, keys: Container[str]) -> None:
        self._found = {name: each for name, each in self._found.items() if each.key in keys}
        self._waves = {}
