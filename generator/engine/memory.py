"""What a process remembers from build to build: results of steps, and how mappings differ."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from generator.engine.step import Made, Maker, Step

ROOM = 2_000
"""So many results may be at hand that no wave asked for when it last ran, and some more."""


class Result(NamedTuple):
    """What a step made. Its value lives as long as its identity stands for it.

    What does not last is made anew in the next build.
    """

    value: Any
    maker: Maker
    key: str
    made: Made[Any]
    lasts: bool = True


class Wave(NamedTuple):
    """The steps of a wave, their results, what they made, and where that does not last."""

    steps: Sequence[Step]
    results: Sequence[Result]
    made: list[Made[Any]]
    fleeting: tuple[int, ...]

    @property
    def lasts(self) -> bool:
        """Tell whether all of them last."""
        return not self.fleeting


class KnownResults(NamedTuple):
    """The known results of a wave's steps, and the indexes of the unknown ones."""

    results: list[Result | None]
    unknown: list[int]


NO_WAVE = Wave((), (), [], ())


class Results:
    """Results of steps, by the identity of their values and by their keys.

    Most steps of a wave are those of the build before, in the same places: there nothing has to
    be looked up.
    """

    def __init__(self) -> None:
        """Start with no results."""
        self._found: dict[int | str, Result] = {}
        self._waves: dict[str, Wave] = {}

    def whole(self, name: str, steps: Sequence[Step]) -> Wave | None:
        """Return all that a wave brought when it last ran, if these were its steps."""
        known = self._waves.get(name, NO_WAVE)
        return known if known.steps is steps and known.lasts else None

    def known(self, name: str, steps: Sequence[Step]) -> "KnownResults":
        """Return the known results of steps whose maker and value are the same objects."""
        before = self._waves.get(name, NO_WAVE)
        if len(before.steps) != len(steps):
            found = [self.find(step) for step in steps]
            return KnownResults(found, [index for index, each in enumerate(found) if each is None])
        results: list[Result | None] = list(before.results)
        pairs = enumerate(zip(steps, before.steps, strict=True))
        moved = [index for index, (step, known) in pairs if step is not known]
        for index in {*moved, *before.fleeting}:
            results[index] = self.find(steps[index])
        return KnownResults(
            results, sorted(i for i in {*moved, *before.fleeting} if results[i] is None)
        )

    def find(self, step: Step) -> Result | None:
        """Return the known result of a step whose maker and value are the same objects."""
        result = self._found.get(id(step.value))
        return result if result is not None and result.maker is step.maker else None

    def under(self, key: str) -> Result | None:
        """Return what a step with this key made, whatever object its value was."""
        return self._found.get(key)

    def keep(self, name: str, wave: Wave, fresh: Iterable[Result]) -> Wave:
        """Remember what a wave brought, and which of its results are new here."""
        self._waves[name] = wave
        self._note(result for result in fresh if result.lasts)
        return wave

    def _note(self, results: Iterable[Result]) -> None:
        for each in results:
            self._found[id(each.value)] = self._found[each.key] = each

    def turn(self) -> None:
        """Forget results that no wave used when it last ran, once there are many."""
        if len(self._found) > ROOM + 2 * sum(len(wave.steps) for wave in self._waves.values()):
            waves = self._waves.values()
            self.forget_all_but({result.key for wave in waves for result in wave.results})

    def forget_all_but(self, keys: Container[str]) -> None:
        """Forget what other steps made, and values that others took the place of."""
        last = {each.key: each for each in self._found.values() if each.key in keys}
        self._found = {}
        self._waves = {}
        self._note(last.values())


K = TypeVar("K")
T = TypeVar("T")


class ChangedKeys(NamedTuple):
    """The keys of other objects, those that came or went among them; whether none came or went.

    Keys in another order have come and gone.
    """

    keys: frozenset[Any]
    same_keys: bool


SAME = ChangedKeys(frozenset(), same_keys=True)


class Differences:
    """Remembers how mappings of this build differ from those of the build before.

    What was made out of an earlier mapping by exchanging a few values need never be compared.
    """

    def __init__(self) -> None:
        """Start with no known differences."""
        self._known: dict[int, _Known] = {}

    def between(self, new: Mapping[Any, Any], old: Mapping[Any, Any]) -> ChangedKeys:
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
        self._known[id(new)] = _Known(new, old, ChangedKeys(frozenset(others), same_keys=True))
        return new

    def forget(self) -> None:
        """Forget the mappings of this build: the next one has others."""
        self._known.clear()


class _Known(NamedTuple):
    """Two mappings, which live as long as the identity of the new one stands for it."""

    new: Mapping[Any, Any]
    old: Mapping[Any, Any]
    difference: ChangedKeys


def _compare(new: Mapping[Any, Any], old: Mapping[Any, Any]) -> ChangedKeys:
    if len(new) == len(old) and list(new) == list(old):
        triples = zip(new, new.values(), old.values(), strict=True)
        return ChangedKeys(frozenset(key for key, one, other in triples if one is not other), True)
    others = {key for key, value in new.items() if key not in old or old[key] is not value}
    return ChangedKeys(frozenset(others | (old.keys() - new.keys())), False)


class Generations:
    """Entries of this build, and those of the one before that it has not asked for yet."""

    def __init__(self) -> None:
        """Start with no entries."""
        self._now: dict[Any, Any] = {}
        self._before: dict[Any, Any] = {}

    def find(self, key: Any) -> Any:
        """Return an entry, which lives on by that, or None."""
        entry = self._now.get(key)
        if entry is None:
            entry = self._before.get(key)
            if entry is not None:
                self._now[key] = entry
        return entry

    def keep(self, key: Any, entry: T) -> T:
        """Keep an entry, and return it."""
        self._now[key] = entry
        return entry

    def turn(self, *, whole: bool) -> None:
        """Forget what this build did not ask for; wait where it ended early, but not for ever."""
        if whole or len(self._now) > ROOM + 2 * len(self._before):
            self._now, self._before = {}, self._now
