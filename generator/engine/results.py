"""What the steps of this process made, at hand without a look into the cache."""

from collections.abc import Container, Iterable, Sequence
from typing import Any, NamedTuple

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


class Known(NamedTuple):
    """The results of a wave's steps as far as they are at hand, and where they are not."""

    results: list[Result | None]
    unknown: list[int]


NO_WAVE = Wave((), (), [], ())


class Results:
    """Results of steps, by the identity of their values and by their keys.

    Most steps of a wave are those of the build before, in the same places: there nothing has to
    be looked up.
    """

    def __init__(self) -> None:
        """Have none at hand yet."""
        self._found: dict[int | str, Result] = {}
        self._waves: dict[str, Wave] = {}

    def whole(self, name: str, steps: Sequence[Step]) -> Wave | None:
        """Return all that a wave brought when it last ran, if these were its steps."""
        known = self._waves.get(name, NO_WAVE)
        return known if known.steps is steps and known.lasts else None

    def known(self, name: str, steps: Sequence[Step]) -> "Known":
        """Return what a wave's steps made whose makers and values are these very objects."""
        before = self._waves.get(name, NO_WAVE)
        if len(before.steps) != len(steps):
            found = [self.find(step) for step in steps]
            return Known(found, [index for index, each in enumerate(found) if each is None])
        results: list[Result | None] = list(before.results)
        pairs = enumerate(zip(steps, before.steps, strict=True))
        moved = [index for index, (step, known) in pairs if step is not known]
        for index in {*moved, *before.fleeting}:
            results[index] = self.find(steps[index])
        return Known(results, sorted(i for i in {*moved, *before.fleeting} if results[i] is None))

    def find(self, step: Step) -> Result | None:
        """Return what one step made whose maker and value are these very objects."""
        result = self._found.get(id(step.value))
        return result if result is not None and result.maker is step.maker else None

    def under(self, key: str) -> Result | None:
        """Return what a step with this key made, whatever object its value was."""
        return self._found.get(key)

    def keep(self, name: str, wave: Wave, fresh: Iterable[Result]) -> Wave:
        """Remember what a wave brought, and which of its results are new here."""
        self._waves[name] = wave
        for result in fresh:
            if result.lasts:
                self._found[id(result.value)] = self._found[result.key] = result
        return wave

    def turn(self) -> None:
        """Forget what no wave asked for when it last ran, once that is much."""
        if len(self._found) > ROOM + 2 * sum(len(wave.steps) for wave in self._waves.values()):
            waves = self._waves.values()
            self.forget_all_but({result.key for wave in waves for result in wave.results})

    def forget_all_but(self, keys: Container[str]) -> None:
        """Forget what other steps made."""
        self._found = {name: each for name, each in self._found.items() if each.key in keys}
        self._waves = {}
