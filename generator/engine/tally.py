"""The tally of a build: which waves ran, over which results, and what had to be made."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from generator.engine.memory import Result


class Tally(Struct, frozen=True):
    """How many steps of one wave were made, and how many were reused."""

    made: int = 0
    reused: int = 0


class RanWave(NamedTuple):
    """A wave that was run, how many of its steps had to be made, and how few it makes here."""

    wave: str
    results: Sequence[Result]
    anew: int
    few: int

    @property
    def keys(self) -> set[str]:
        """Return the keys of its steps."""
        return {result.key for result in self.results}


class RanWaves:
    """The waves of one build, in the order in which they were run."""

    def __init__(self) -> None:
        """Begin with none."""
        self._waves: list[RanWave] = []

    def __iter__(self) -> Iterator[RanWave]:
        """Return each of them."""
        return iter(self._waves)

    def add(self, wave: RanWave) -> None:
        """Count one more."""
        self._waves.append(wave)

    def asked_for(self, wave: str) -> bool:
        """Tell whether any step of a wave was asked for."""
        return any(ran.wave == wave and ran.results for ran in self)

    @property
    def tallies(self) -> dict[str, Tally]:
        """Return how many steps of each wave were made, and how many were reused."""
        tallies: dict[str, Tally] = {}
        for ran in self:
            before = tallies.get(ran.wave, Tally())
            reused = len(ran.keys) - ran.anew
            tallies[ran.wave] = Tally(before.made + ran.anew, before.reused + reused)
        return tallies

    @property
    def lasts(self) -> bool:
        """Tell whether all that was made lasts: the same steps would make the same again."""
        return all(result.lasts for ran in self for result in ran.results)

    @property
    def asked(self) -> int:
        """Return how many steps were asked for, those asked for twice counted twice."""
        return sum(len(ran.results) for ran in self)

    def keys_of(self, *waves: str) -> set[str]:
        """Return the keys of the steps that some waves asked for, or all where none is named."""
        return {key for ran in self if ran.wave in (waves or (ran.wave,)) for key in ran.keys}
